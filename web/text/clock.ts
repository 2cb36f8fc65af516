/** Less is the time that an answer takes, and what nobody sees in a day's name; in milliseconds. */
const LEAST_MS = 60_000;
let aheadMs = 0;

/**
 * Notes how far this machine's clock is from the server's, by when an answer was made (RFC 9110, 6.6.1) and how long a cache has
 * kept it since (RFC 9111, 5.1).
 * @param now epoch milliseconds, by this machine
 */
export function noteServerTime(headers: Pick<Headers, 'get'>, now: number): void {
  const made = Date.parse(headers.get('date') ?? '');
  const kept = Number(headers.get('age') ?? 0) * 1_000;
  const ahead = now - made - kept;
  aheadMs = Math.abs(ahead) > LEAST_MS ? ahead : 0;
}

/** Epoch milliseconds by the server, whose times messages have: what is today by a clock that is hours off is not. */
export const serverNow = (): number => Date.now() - aheadMs;
