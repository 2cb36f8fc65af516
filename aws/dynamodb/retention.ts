import { toTtl } from './row-expiry.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long conversations are kept. */
export interface Retention {
  readonly retentionDays: number;
}

/** The TTL, in epoch seconds, of what is kept for some days from a time. @param time epoch milliseconds */
export const retentionTtl = (time: number, days: number) => toTtl(time + days * DAY_MS);

/** Whether an item is past its TTL, and only not deleted yet; false without one. @param now epoch milliseconds */
export const isExpired = ({ expiresAt }: Readonly<Record<string, unknown>>, now: number) =>
  Number(expiresAt) <= toTtl(now);
