import type { ProfileItem } from '../../client/index.ts';

/** What is read from right to left, and would turn what stands beside it. No display name has a character that only turns. */
const TURNS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** What is between the two turns nothing around it (https://www.unicode.org/reports/tr9/). */
const [ISOLATE, END] = ['\u2068', '\u2069'];

/**
 * What somebody is called where there is text alone, as in a notification: the display name, and behind it the name, which nobody
 * else has. In the page itself `PersonName` shows it.
 * @param profile theirs; undefined: it isn't known, or they have none
 */
export function calledText(name: string, profile: ProfileItem | undefined): string {
  const shown = profile?.display_name;
  if (shown === undefined) return name;
  return `${TURNS.test(shown) ? `${ISOLATE}${shown}${END}` : shown} (${name})`;
}
