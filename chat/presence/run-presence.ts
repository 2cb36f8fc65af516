import type { PresenceRequest } from '../ports/deliver-requests.ts';
import { type ChangePresencePorts, changePresence } from './change-presence.ts';
import { type TellFriendsPorts, tellFriends } from './tell-friends.ts';

export type RunPresencePorts = ChangePresencePorts & TellFriendsPorts;

/** Finds out whether a user is there, and tells friends if that is news to them. */
export async function runPresence(
  ports: RunPresencePorts,
  { user, isLate }: Pick<PresenceRequest, 'user' | 'isLate'>,
): Promise<void> {
  const { presence, hasTurned } = await changePresence(ports, user, { isLate });
  if (hasTurned) await tellFriends(ports, user, presence);
}
