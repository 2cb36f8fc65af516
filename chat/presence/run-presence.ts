import type { PresenceRequest } from '../ports/deliver-requests.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import { type ChangePresencePorts, changePresence } from './change-presence.ts';
import { type TellFriendsPorts, tellFriends } from './tell-friends.ts';

export type RunPresencePorts = ChangePresencePorts & TellFriendsPorts;

/** Each reads and tells up to a hundred friends at once: this bounds what one function has under way. */
const USERS_AT_ONCE = 10;

/** Runs `runPresence` for each user of a request; one that fails keeps no other from it. */
export async function runPresences(
  ports: RunPresencePorts,
  { users, isLate }: PresenceRequest,
): Promise<void> {
  const atOnce = createSemaphore(USERS_AT_ONCE);
  await settleAll(users.map((user) => atOnce(() => runPresence(ports, user, isLate))));
}

/**
 * Finds out whether a user is there, and tells friends if that is news to them.
 * @param isLate whether nobody noticed when the user went
 */
export async function runPresence(
  ports: RunPresencePorts,
  user: string,
  isLate?: boolean | undefined,
): Promise<void> {
  const { presence, hasTurned } = await changePresence(ports, user, { isLate });
  if (hasTurned) await tellFriends(ports, user, presence);
}
