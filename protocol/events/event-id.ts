/** Crockford's base 32: sorts as text the way the numbers sort, and has no letters that look alike. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
const ARRIVAL_DIGITS = 4;
const CHANCE_DIGITS = 12;
export const EVENT_ID_LENGTH = TIME_DIGITS + ARRIVAL_DIGITS + CHANCE_DIGITS;
const ARRIVAL_MAX = 32 ** ARRIVAL_DIGITS - 1;

/** What an id is made of. */
export interface EventIdParts {
  /** Epoch milliseconds at which API Gateway received the frame (`requestTimeEpoch`). */
  readonly receivedAt: number;
  /**
   * Microseconds from then until a function saw it, for frames of the same millisecond: API Gateway keeps no
   * finer time. Counted up to a second; it only breaks ties and promises nothing.
   */
  readonly arrival: number;
  /** A number in [0, 1), asked twice for 60 bits. */
  readonly random: () => number;
}

/**
 * Makes an event's id: 26 characters that sort by time, like a ULID (whose 80 random bits are here 20 bits of
 * arrival and 60 of chance).
 */
export function makeEventId({ receivedAt, arrival, random }: EventIdParts): string {
  const half = CHANCE_DIGITS / 2;
  return (
    encode(receivedAt, TIME_DIGITS) +
    encode(Math.min(Math.max(Math.floor(arrival), 0), ARRIVAL_MAX), ARRIVAL_DIGITS) +
    encode(Math.floor(random() * 32 ** half), half) +
    encode(Math.floor(random() * 32 ** half), half)
  );
}

/** The epoch milliseconds in an id. */
export function readEventTime(id: string): number {
  return Array.from(id.slice(0, TIME_DIGITS)).reduce((time, digit) => time * 32 + DIGITS.indexOf(digit), 0);
}

/**
 * The place in a conversation of a moment: as an id, before every event of that millisecond.
 * @param time epoch milliseconds
 */
export function idOfTime(time: number): string {
  return encode(Math.max(0, time), TIME_DIGITS).padEnd(EVENT_ID_LENGTH, '0');
}

/** The id right behind another, whose time is the same. */
export function idBehind(id: string): string {
  // What stands at the end as high as it goes begins anew, and what stands before it goes up by one.
  const kept = id.replace(/Z+$/, '');
  const digit = DIGITS[DIGITS.indexOf(kept.at(-1) ?? '') + 1] ?? '';
  return `${kept.slice(0, -1)}${digit}`.padEnd(id.length, '0');
}

function encode(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) {
    text = DIGITS.charAt(rest % 32) + text;
  }
  return text;
}

/** The later of two ids, or beginnings of ids. */
export function laterId(one: string, other: string): string {
  if (one > other) return one;
  return other;
}
