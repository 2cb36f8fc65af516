export { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';

/**
 * With the write done by 20 s after the frame at the latest, a delivery this long, and the closing of the unreachable
 * behind it, is over before API Gateway's 29 s; then only answering is too late, not posting.
 */
export const DELIVER_WITHIN_MS = 6_000;

/** What another function does for a delivery; that function has 30 s, and closes the unreachable in the rest. */
export const CHUNK_WITHIN_MS = 25_000;

/**
 * Until then after a frame, its function may wait before it fans out more, so that the last chunk still has its time.
 * From 29 s on API Gateway tells the sender `Endpoint request timed out`; the function runs on.
 */
export const SEND_CHUNKS_UNTIL_MS = 90_000;
