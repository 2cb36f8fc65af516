import { readEventTime } from '../../protocol/events/event-id.ts';
import type { GroupChangeEvent } from '../../protocol/events/groups.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/connections/subscriptions.ts';
import type { Group, Membership } from '../ports/groups/groups.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import { auditOfChange } from './group-audit.ts';
import { rememberGroup } from './publish-left.ts';

const MEMBERS_READ = 100;
const WRITES_AT_ONCE = 25;

/** Stands behind the event's id in the name of what is to be done. */
const OF_DISBANDING = '~d';

/** The id of the event that disbanded a group. @param name of what is to be done */
export const disbandedBy = (name: string): string => name.slice(0, -OF_DISBANDING.length);

/**
 * Writes down that the members of a group are to end. Sweeps see to it once the event is told to all, or its hearers were closed:
 * by then nobody comes to be a member any more who found the group before. Of an open one admins find who ended it among what was
 * done everywhere: what the group itself has of it nobody can ask for any more.
 */
export async function noteDisbanding(
  { undelivered, audits }: Pick<ChatPorts, 'undelivered' | 'audits'>,
  { kind }: Pick<Group, 'kind'>,
  event: GroupChangeEvent & { readonly type: 'disbanded' },
): Promise<void> {
  const { id, group } = event;
  const heldUntil = readEventTime(id) + DELIVERY_DEADLINE_MS;
  await settleAll([
    undelivered.put({ id: `${id}${OF_DISBANDING}`, disbands: group, heldUntil }),
    kind === 'open' && audits.put(LOBBY_CHANNEL, auditOfChange(event)),
  ]);
}

/**
 * Ends the memberships of a group that was disbanded, and takes its subscriptions away; as many as there is time for.
 * @param until when the last page may begin, epoch milliseconds
 * @returns whether there was none any more
 */
export async function endMemberships(
  ports: Pick<ChatPorts, 'groups' | 'conversations' | 'subscriptions' | 'clock'>,
  { name, groupId }: Pick<Group, 'name' | 'groupId'>,
  id: string,
  until: number,
): Promise<boolean> {
  const atOnce = createSemaphore(WRITES_AT_ONCE);
  const end = async (membership: Membership) => {
    const { user } = membership;
    // Before it ends: should this function die in between, the next finds the membership still.
    await rememberGroup(ports, membership);
    const ended = await ports.groups.endMembership(user, name, id);
    if (ended) return;
    // Of who joined by a later id, having found the group before it was disbanded.
    const left = await ports.groups.membership(user, name, { consistent: true });
    if (left?.groupId === groupId) await ports.groups.removeMember(left);
  };
  let isEmpty = true;
  for (let after: string | undefined; ; ) {
    if (ports.clock.now() > until) return false;
    const range = { limit: MEMBERS_READ, ...(after !== undefined && { after }) };
    const { items, hasMore, next } = await ports.groups.listMembers(groupId, range);
    await settleAll(items.map((membership) => atOnce(() => end(membership))));
    isEmpty &&= items.length === 0;
    after = next ?? items.at(-1)?.user;
    if (!hasMore || after === undefined) break;
  }
  for await (const page of ports.subscriptions.pages(groupChannel(groupId), { consistent: true })) {
    await ports.subscriptions.removeAll(page);
  }
  return isEmpty;
}
