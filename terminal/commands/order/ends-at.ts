import { untilText } from '../../text/time.ts';

/** Until when it is, as the end of a sentence: ` until 14:05`, or nothing of what ends by no time. @param now epoch milliseconds */
export const endsAt = (seconds: number | undefined, now: number): string =>
  seconds === undefined ? '' : ` ${untilText(now + seconds * 1_000, now)}`;
