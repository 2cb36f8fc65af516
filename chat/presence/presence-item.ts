import type { PresenceItem } from '../../protocol/frames/list-items.ts';
import type { UserPresence } from '../ports/people/presences.ts';

/** A presence as the wire shows it. */
export const toPresenceItem = (user: string, { isOnline, seenAt, rev }: UserPresence): PresenceItem => ({
  user,
  state: isOnline ? 'online' : 'offline',
  ...(seenAt !== undefined && { last_seen: new Date(seenAt).toISOString() }),
  rev,
});

/** One's own, as one's own devices see it. */
export const toOwnItem = (user: string, presence: UserPresence): PresenceItem => ({
  ...toPresenceItem(user, presence),
  show: presence.show,
});
