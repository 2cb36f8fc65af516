import type { PresenceItem } from '../../client/index.ts';
import { timeText } from './time.ts';

/**
 * Whether a friend is there, or since when they aren't; of oneself, how friends see one.
 * @param now epoch milliseconds
 */
export function presenceText(
  { user, state, last_seen, show }: PresenceItem,
  now: number,
  self: string | undefined,
): string {
  if (user === self)
    return show === 'invisible'
      ? 'Your friends see you offline: /visible ends that.'
      : 'Your friends see you online.';
  if (state === 'online') return 'Online.';
  return last_seen === undefined ? 'Offline.' : `Offline, last seen ${timeText(last_seen, now)}.`;
}
