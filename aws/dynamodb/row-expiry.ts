import { CONNECTION_MAX_MS } from '../../protocol/limits.ts';

/** API Gateway's own close comes first; the row of a $disconnect that never came goes a little later. */
const GRACE_MS = 10 * 60 * 1_000;

/** The TTL of a connection's rows, in epoch seconds. @param connectedAt epoch milliseconds */
export const rowExpiry = (connectedAt: number) => toTtl(connectedAt + CONNECTION_MAX_MS + GRACE_MS);

/** @param time epoch milliseconds @returns the epoch seconds that DynamoDB's TTL wants */
export const toTtl = (time: number) => Math.floor(time / 1_000);
