import type { PresenceFrame } from '../../protocol/frames/passing.ts';
import { PRESENCE_AUDIENCE_MAX } from '../../protocol/limits.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { UserPresence } from '../ports/people/presences.ts';
import { postUnowed } from '../posting/post-unowed.ts';
import { findSilenced } from '../rules/find-silenced.ts';
import { hasValidToken } from '../rules/valid-token.ts';
import { settleAll } from '../settle-all.ts';
import { toPresenceItem } from './presence-item.ts';

export type TellFriendsPorts = Pick<
  ChatPorts,
  'friendships' | 'blocks' | 'subscriptions' | 'posts' | 'clock'
>;

/** Their connections are read at once, and then posted to. */
const FRIENDS_AT_ONCE = 100;

/**
 * Tells a user's friends how they see the user now: the first 2,000 by name; others see it when they ask. Nobody is owed it, so
 * nobody is closed who can't be reached.
 */
export async function tellFriends(
  ports: TellFriendsPorts,
  user: string,
  presence: UserPresence,
): Promise<void> {
  const { friendships } = ports;
  const frame: PresenceFrame = { type: 'presence', ...toPresenceItem(user, presence) };
  let after: string | undefined;
  for (let told = 0; told < PRESENCE_AUDIENCE_MAX; told += FRIENDS_AT_ONCE) {
    const range = { limit: FRIENDS_AT_ONCE, ...(after !== undefined && { after }) };
    const { items, hasMore, next } = await friendships.list(user, 'friends', range);
    const names = items.map((friend) => friend.user);
    await tellSome(ports, user, names, frame);
    after = next ?? names.at(-1);
    if (!hasMore || after === undefined) return;
  }
}

async function tellSome(
  ports: TellFriendsPorts,
  user: string,
  friends: readonly string[],
  frame: PresenceFrame,
): Promise<void> {
  if (friends.length === 0) return;
  // The list of friends lags behind a block that has ended a friendship: what counts is who blocks whom right before the posts,
  // and not before the presence was written, or a block of that moment would let it pass.
  const [silenced, ...connections] = await settleAll([
    findSilenced(ports, user, friends),
    ...friends.map((friend) => readConnectionsOf(ports.subscriptions, friend)),
  ]);
  const now = ports.clock.now();
  const recipients = connections.flat().filter((row) => !silenced.has(row.user) && hasValidToken(row, now));
  await postUnowed(ports, JSON.stringify(frame), recipients);
}
