import { tellRelationChanged } from '../delivery/tell-relation-changed.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { ReachPorts } from '../posting/reach.ts';
import { settleAll } from '../settle-all.ts';

const ENDED_AT_ONCE = 25;

/**
 * Ends what stands between a user and others, and has their clients ask for their lists again, as when somebody unfriends. Of a
 * function that dies between the two, nobody tells them: they show what was until their next sign-in.
 * @returns behind whom it goes on
 */
export async function eraseFriendships(
  ports: ReachPorts & Pick<ChatPorts, 'friendships' | 'blocks'>,
  user: string,
  after: string,
): Promise<string | undefined> {
  const range = { limit: ENDED_AT_ONCE, ...(after !== '' && { after }) };
  const { items, hasMore, next } = await ports.friendships.others(user, range);
  await settleAll(
    items.map(async (other) => {
      await ports.friendships.end(user, other);
      await tellRelationChanged(ports, { by: user, to: other });
    }),
  );
  return hasMore ? (next ?? items.at(-1)) : undefined;
}

/** Forgets whom a user blocks, or has blocked. @returns behind whom it goes on */
export async function eraseBlocks(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  user: string,
): Promise<string | undefined> {
  const range = { limit: ENDED_AT_ONCE };
  const [ever, standing] = await settleAll([blocks.everBlockedBy(user), blocks.list(user, range)]);
  // Some from before they were listed are in the one list alone, and ended ones in the other.
  const names = new Set([...ever.names, ...standing.items.map((block) => block.user)]);
  const some = [...names].slice(0, ENDED_AT_ONCE);
  await settleAll(some.map((other) => blocks.erase(user, other)));
  return some.at(-1);
}

/** What waits for a user, and invitations that do. */
export async function eraseWaiting(
  { waiting, waitingCounts, invitations }: Pick<ChatPorts, 'waiting' | 'waitingCounts' | 'invitations'>,
  user: string,
  id: string,
): Promise<undefined> {
  for await (const event of waiting.list(user)) await waiting.remove(user, event.id);
  await waitingCounts.reset(user);
  const groups = new Set((await invitations.list(user)).map(({ group }) => group));
  for (const group of groups) await invitations.end(user, group, { by: id });
  return undefined;
}
