/** With 15 s to the write and 5 s for it, a delivery this long still ends before API Gateway's 29 s. */
export const DELIVER_WITHIN_MS = 8_000;

/** What another function does for a delivery; that function has 30 s. */
export const HANDED_ON_WITHIN_MS = 25_000;

/** By then after an event's id each recipient has it, or has been closed. Nothing is posted later. */
export const DELIVERY_DEADLINE_MS = 120_000;
