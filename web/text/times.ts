const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const minuteOfDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** @param ts ISO 8601 */
export const timeOf = (ts: string) => clock.format(new Date(ts));

/** The time without AM or PM, for where there is no room: the message that begins the block has them. @param ts ISO 8601 */
export function bareTimeOf(ts: string): string {
  const parts = clock.formatToParts(new Date(ts));
  return parts
    .map(({ type, value }) => (type === 'dayPeriod' ? '' : value))
    .join('')
    .trim();
}
export const fullTimeOf = (ts: string) => full.format(new Date(ts));

/** The day in the user's own time zone, as a key. @param at ISO 8601, or epoch milliseconds */
export const dayKeyOf = (at: string | number) => new Date(at).toDateString();

/** `Today`, `Yesterday`, or the day's name. @param now epoch milliseconds */
export function dayNameOf(at: string | number, now: number): string {
  const key = dayKeyOf(at);
  if (key === dayKeyOf(now)) return 'Today';
  const yesterday = new Date(now);
  // By the calendar: a day may have 23 hours.
  yesterday.setDate(yesterday.getDate() - 1);
  if (key === yesterday.toDateString()) return 'Yesterday';
  return dayOfYear.format(new Date(at));
}

/** For a list: the time of today, else the day. */
export function shortTimeOf(ts: string, now: number): string {
  return dayKeyOf(ts) === dayKeyOf(now) ? timeOf(ts) : shortDay.format(new Date(ts));
}

const MINUTE_MS = 60_000;

/** `until 10:31` of today, else with the day: never too early, as it says no seconds. @param at epoch milliseconds */
export function untilText(at: number, now: number): string {
  const minute = Math.ceil(at / MINUTE_MS) * MINUTE_MS;
  return `until ${(dayKeyOf(minute) === dayKeyOf(now) ? clock : minuteOfDay).format(minute)}`;
}
