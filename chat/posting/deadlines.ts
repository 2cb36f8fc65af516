import { readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import { POST_ATTEMPT_MS } from '../ports/posts.ts';

/**
 * Until then after its id an event may begin to be stored, by a retry of its `ref` or a sweep: what is left of the deadline is
 * for its write and its delivery.
 */
export const STORE_WITHIN_MS = DELIVERY_DEADLINE_MS - 30_000;

/** When the last post of an event may begin, so that it ends within the deadline; epoch milliseconds. @param id the event's */
export const lastPostAt = (id: string): number => readEventTime(id) + DELIVERY_DEADLINE_MS - POST_ATTEMPT_MS;

/** 20 s (frame to write) + 6 s + 2.5 s (closing the unreachable) < 29 s, API Gateway's limit for the answer. */
export const DELIVER_WITHIN_MS = 6_000;

/**
 * What a function may take for the request of another: to post a chunk, to hand over what waits, to close connections. It
 * has 30 s, and closes the unreachable in the rest.
 */
export const REQUEST_WITHIN_MS = 25_000;

/** After which Lambda ends that function: `timeout` of `Deliver` in lib/functions.ts. */
export const REQUEST_FUNCTION_MS = 30_000;

/**
 * Until then after a frame, its function may wait before it fans out more, so that the last chunk still has its time.
 * From 29 s on API Gateway tells the sender `Endpoint request timed out`; the function runs on.
 */
export const SEND_CHUNKS_UNTIL_MS = 90_000;
