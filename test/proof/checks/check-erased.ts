import { isMessage } from '../../../protocol/events/messages.ts';
import type { Erased } from '../model/erasures.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** When a command that was begun before the erasure has run to its end, or was given up. Milliseconds. */
const KNOWN_WITHIN_MS = 5 * 60_000;
const ALL = { limit: 1_000 };

/** Of who is erased nothing is left that says anything about them, and nobody reaches them. */
export async function checkErased(world: World, report: Report): Promise<void> {
  for (const [user, erasure] of world.history.erasures) {
    await checkSaid(world, user, report);
    await checkRows(world, user, report);
    checkReached(world, user, erasure, report);
  }
}

async function checkSaid({ history, stores }: World, user: string, report: Report): Promise<void> {
  for (const conversation of history.log.keys()) {
    const { entries } = await stores.log.readAfter(conversation, '', ALL.limit);
    for (const { event } of entries) {
      const isLeft = isMessage(event) && event.from === user && (!event.isDeleted || event.content !== '');
      if (isLeft) report('left in the log', `${conversation} of ${user}: ${show(event)}`);
    }
  }
}

async function checkRows({ stores, users }: World, user: string, report: Report): Promise<void> {
  const left = {
    memberships: await stores.groups.memberships(user),
    friends: (await stores.friendships.list(user, 'friends', ALL)).items,
    requests: (await stores.friendships.list(user, 'requested', ALL)).items,
    blocks: (await stores.blocks.list(user, ALL)).items,
    invitations: await stores.invitations.list(user),
    conversations: (await stores.conversations.list(user, ALL)).items,
    profile: Object.values((await stores.profiles.find(user))?.entries ?? {}),
    found: [...(await stores.profiles.findAll(users))].filter(([name]) => name === user),
    connections: (await stores.subscriptions.ofUser(user)).connections,
  };
  for (const [kind, rows] of Object.entries(left)) {
    if (rows.length > 0) report('left of the erased', `${kind} of ${user}: ${show(rows)}`);
  }
  const { freedAt } = (await stores.users.erasure(user)) ?? {};
  if (freedAt === undefined) report('erasure not over', user);
}

/** To others the name is one that nobody has. */
function checkReached({ commands }: World, user: string, { at }: Erased, report: Report): void {
  for (const command of commands.values()) {
    const isAbout = ['whisper', 'add', 'accept'].includes(command.type)
      ? command.target === user
      : command.type === 'invite' && command.member === user;
    if (isAbout && command.outcome === 'acked' && command.sentAt > at + KNOWN_WITHIN_MS)
      report('reached though erased', show(command));
  }
}
