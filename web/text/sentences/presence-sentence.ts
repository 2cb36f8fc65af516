import type { PresenceItem } from '../../../client/index.ts';
import { shortTimeOf } from '../times.ts';

/** Whether a friend is there, or since when they aren't. @param now epoch milliseconds */
export function presenceSentence({ state, last_seen }: PresenceItem, now: number): string {
  if (state === 'online') return 'Online';
  return last_seen === undefined ? 'Offline' : `Last seen ${shortTimeOf(last_seen, now)}`;
}
