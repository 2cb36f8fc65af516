const two = (number: number) => String(number).padStart(2, '0');
const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/**
 * A time as HH:MM in this machine's time zone, with its date where that isn't today's.
 * @param ts ISO 8601; what is none is shown as `--:--`
 * @param now epoch milliseconds
 */
export function timeText(ts: unknown, now: number): string {
  const date = new Date(typeof ts === 'string' ? ts : Number.NaN);
  if (Number.isNaN(date.getTime())) return '--:--';
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const day = dayOf(date);
  return day === dayOf(new Date(now)) ? time : `${day} ${time}`;
}

const MINUTE_MS = 60_000;

/** `until 10:31`, with the date where that isn't today's: never too early, as it says no seconds. @param at @param now epoch milliseconds */
export const untilText = (at: number, now: number): string =>
  `until ${timeText(new Date(Math.ceil(at / MINUTE_MS) * MINUTE_MS).toISOString(), now)}`;
