import { conversationOf, placeOf } from '../../../protocol/events/messages.ts';
import type { ExportItem } from '../../../protocol/frames/list-items.ts';
import { REPORTS_PER_PAGE } from '../../../protocol/limits.ts';
import { findOwnGroups } from '../../own-data/walk-conversations.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { groupIdIn } from '../../ports/connections/subscriptions.ts';
import type { Membership } from '../../ports/groups/groups.ts';
import type { KeptConversation } from '../../ports/messages/conversations.ts';
import type { WaitingEvent } from '../../ports/messages/messages.ts';
import { toOwnItem } from '../../presence/presence-item.ts';
import { findInvitations } from '../../rules/find-invitations.ts';
import { roleIn } from '../../rules/roles.ts';
import { settleAll } from '../../settle-all.ts';
import { timeOf } from '../list.ts';
import { toProfileItem } from '../people/profile-item.ts';
import {
  type ExportPart,
  type ExportSection,
  LIST_READ,
  NOTHING_MORE,
  rangeBehind,
  toPart,
} from './export-part.ts';
import { exportSaid } from './export-said.ts';

/** All that is kept of a user, by section, in the order in which it is exported. */
export const EXPORT_SECTIONS = {
  account: exportAccount,
  friends: async (ports, user, after) =>
    toPart(
      await ports.friendships.list(user, 'friends', rangeBehind(after)),
      (friend) => [{ kind: 'friend', user: friend.user, since: timeOf(friend.id) }],
      (friend) => friend.user,
    ),
  requests: async (ports, user, after) =>
    toPart(
      await ports.friendships.list(user, 'requested', rangeBehind(after)),
      ({ user: other, requestedBy, id }) => [
        {
          kind: 'request',
          user: other,
          direction: requestedBy === user ? 'outgoing' : 'incoming',
          since: timeOf(id),
        },
      ],
      (request) => request.user,
    ),
  blocks: async (ports, user, after) =>
    toPart(
      await ports.blocks.list(user, rangeBehind(after)),
      (block) => [{ kind: 'block', user: block.user, since: timeOf(block.id) }],
      (block) => block.user,
    ),
  memberships: exportMemberships,
  invitations: exportInvitations,
  conversations: exportConversations,
  waiting: exportWaiting,
  reports: async (ports, user, after) =>
    toPart(
      await ports.reports.listMade(user, { ...rangeBehind(after), limit: REPORTS_PER_PAGE }),
      ({ id, message, reason }) => [
        {
          kind: 'report',
          conversation: conversationOf(placeOf(message), user),
          id: message.id,
          since: timeOf(id),
          reason,
        },
      ],
      ({ message }) => message.id,
    ),
  said: exportSaid,
} as const satisfies Record<string, ExportSection>;

async function exportAccount(ports: ChatPorts, user: string, after: string): Promise<ExportPart> {
  if (after !== '') return NOTHING_MORE;
  const [since, profile, presence] = await settleAll([
    ports.users.firstSignIn(user),
    ports.profiles.find(user),
    ports.presences.find(user),
  ]);
  const items: ExportItem[] = [
    { kind: 'account', user, ...(since !== undefined && { since: new Date(since).toISOString() }) },
    ...(profile ? [{ kind: 'profile', profile: toProfileItem(user, profile) } as const] : []),
    { kind: 'presence', presence: toOwnItem(user, presence) },
  ];
  return { entries: [{ items, at: 'end' }], rows: items.length };
}

async function exportMemberships(ports: ChatPorts, user: string, after: string) {
  const page = await ports.groups.listMemberships(user, rangeBehind(after));
  const names = page.items.map(({ group }) => group);
  const groups = await ports.groups.findAll(names, { consistent: false });
  const toItem = ({ group: name, groupId, version }: Membership): ExportItem => {
    const group = groups.get(name);
    const role = group?.groupId === groupId ? roleIn(group, user) : 'member';
    return { kind: 'membership', group: name, since: timeOf(version), ...(role !== 'member' && { role }) };
  };
  return toPart(
    page,
    (membership) => [toItem(membership)],
    ({ group }) => group,
  );
}

/** No more than may wait for one user. */
async function exportInvitations(ports: ChatPorts, user: string, after: string) {
  const found = await findInvitations(ports, user);
  // By id: a group's name and a user's together are longer than a place may be.
  const left = found.filter(({ id }) => id > after).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return toPart(
    { items: left, hasMore: false },
    ({ group, from, id }) => [{ kind: 'invitation', group, user: from, since: timeOf(id) }],
    ({ id }) => id,
  );
}

/** Of a group that was left before its name was kept with it, nothing can be said. */
async function exportConversations(ports: ChatPorts, user: string, after: string) {
  const [page, groups] = await settleAll([
    ports.conversations.list(user, rangeBehind(after)),
    findOwnGroups(ports, user),
  ]);
  const nameOf = ({ key, group = groups.get(key) }: KeptConversation) => {
    if (groupIdIn(key) === undefined) return key;
    return group === undefined ? undefined : `group:${group}`;
  };
  const toItems = (kept: KeptConversation): ExportItem[] => {
    const { readUpto, notify } = kept;
    const conversation = nameOf(kept);
    if (conversation === undefined || (readUpto === undefined && notify === undefined)) return [];
    return [
      {
        kind: 'conversation',
        conversation,
        ...(readUpto !== undefined && { read_upto: readUpto }),
        ...(notify && { level: notify.level }),
      },
    ];
  };
  return toPart(page, toItems, ({ key }) => key);
}

/** Nearly always nothing: who asks is there, and has it handed over. */
async function exportWaiting({ waiting }: ChatPorts, user: string, after: string) {
  const found: WaitingEvent[] = [];
  for await (const event of waiting.list(user)) {
    if (event.id > after) found.push(event);
    if (found.length > LIST_READ) break;
  }
  const page = { items: found.slice(0, LIST_READ), hasMore: found.length > LIST_READ };
  return toPart(
    page,
    ({ id, from }) => [{ kind: 'waiting', user: from, id }],
    ({ id }) => id,
  );
}

export const isSection = (name: string): name is keyof typeof EXPORT_SECTIONS =>
  Object.hasOwn(EXPORT_SECTIONS, name);

/** The section behind another. */
export function sectionBehind(name: keyof typeof EXPORT_SECTIONS): keyof typeof EXPORT_SECTIONS | undefined {
  const names = Object.keys(EXPORT_SECTIONS).filter(isSection);
  return names[names.indexOf(name) + 1];
}
