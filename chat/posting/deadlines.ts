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
