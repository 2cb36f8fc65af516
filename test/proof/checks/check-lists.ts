import { isChange } from '../../../protocol/events/changes.ts';
import { idOfTime, laterId } from '../../../protocol/events/event-id.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';
import type { ListItems } from '../../../protocol/frames/list-items.ts';
import { UNREAD_MAX } from '../../../protocol/limits.ts';
import type { Device } from '../devices/device.ts';
import { type Visibility, visibilityOf } from '../model/model.ts';
import { standingDevices } from '../standing.ts';
import type { World } from '../world.ts';
import { isQuotedRightly } from './check-quotes.ts';
import { isAsLogged, nameFor } from './frames.ts';
import { type Report, show } from './violations.ts';

/** What is listed is what there is, now that nothing changes any more. */
export function checkLists(world: World, report: Report): void {
  for (const device of standingDevices(world)) {
    const { name, lists } = device;
    for (const list of ['conversations', 'friends', 'requests', 'blocks', 'groups'] as const) {
      if (lists.all[list] === undefined) report('no list', `${name} got no ${list}`);
    }
    checkNames(world, device, report);
    checkFriends(world, device, report);
    for (const item of lists.all.conversations ?? []) checkConversation(world, device, item, report);
  }
}

/** Groups, their members, and blocks: exactly those that stand. */
function checkNames({ history, users, groups }: World, { name, user, lists }: Device, report: Report): void {
  const standing = history.memberships.filter(({ endedAt }) => endedAt === undefined);
  const own = standing.filter((period) => period.user === user).map(({ group }) => group);
  const compare = (what: string, listed: readonly string[] = [], expected: readonly string[]) => {
    const [found, meant] = [listed.join(' '), [...new Set(expected)].sort().join(' ')];
    if (found !== meant) report('wrong list', `${name}, ${what}: ${found}, and not ${meant}`);
  };
  compare(
    'groups',
    lists.all.groups?.map(({ group }) => group),
    own,
  );
  compare(
    'blocks',
    lists.all.blocks?.map((block) => block.user),
    history.blocks.flatMap(({ blocker, blocked, until }) =>
      blocker === user && until === undefined ? [blocked] : [],
    ),
  );
  for (const group of groups) {
    const members = standing.filter((period) => period.group === group).map((period) => period.user);
    compare(`members of ${group}`, lists.members.get(group), own.includes(group) ? members : []);
  }
  const strangers = [...(lists.all.friends ?? []), ...(lists.all.requests ?? [])].filter(
    (item) => !users.includes(item.user) || item.user === user,
  );
  for (const stranger of strangers) report('wrong list', `${name} knows ${show(stranger)}`);
}

/** What one says of two, the other says as well; but what a block hides, its target doesn't know. */
function checkFriends({ history, devices }: World, { name, user, lists }: Device, report: Report): void {
  const listsOf = (other: string) => devices.find((device) => device.user === other)?.lists.all;
  for (const { user: other } of lists.all.friends ?? []) {
    const isMutual = listsOf(other)?.friends?.some((friend) => friend.user === user);
    if (!isMutual) report('one-sided friends', `${name} with ${other}`);
  }
  for (const { user: other, direction } of lists.all.requests ?? []) {
    const isKnown = listsOf(other)?.requests?.some(
      (request) => request.user === user && request.direction !== direction,
    );
    // A request that was made across a block stays hidden from its target.
    const wasBlocked = history.blocks.some(({ blocker, blocked }) => blocker === other && blocked === user);
    if (!isKnown && !(direction === 'outgoing' && wasBlocked))
      report('one-sided request', `${name} with ${other}, ${direction}`);
  }
}

/** The newest event that one may see, how many of those behind one's mark are others' messages, and how many of them mention one. */
function checkConversation(
  world: World,
  { name, user, histories }: Device,
  item: ListItems['conversations'],
  report: Report,
): void {
  const marks = world.readMarks.get(user)?.of.get(item.conversation);
  const mark = item.read_upto ?? '';
  const acknowledged = marks?.acknowledged ?? '';
  // What was read in a group that had the name before is none of this one's.
  const { groupId = '', from = '' } = membershipIn(world, user, item.conversation) ?? {};
  const isOfThis = acknowledged > groupId;
  if ((isOfThis && mark < acknowledged) || mark > (marks?.asked ?? '')) {
    report('read mark', `${name}, ${show(item)}: ${show(marks)}`);
  }
  const seen = eventsOf(world, user, item.conversation).filter(({ visibility }) => visibility !== 'never');
  const last = seen.findLast(({ event }) => event.type !== 'declined' && !isChange(event));
  const read = histories.all.get(item.conversation);
  if (item.last && !seen.some(({ event }) => event.id === item.last?.id)) {
    report('not to be seen in a list', `${name}: ${show(item)}`);
  }
  if (last?.visibility === 'must' && !(item.last && isAsLogged(item.last, last.event, user))) {
    report('old in a list', `${name}: ${show(item)}, and not ${show(last.event)} of ${read?.length}`);
  }
  const listed = seen.find(({ event }) => event.id === item.last?.id);
  if (item.last && listed && !isQuotedRightly(world, user, item.last, listed.event, true))
    report('quoted otherwise in a list', `${name}: ${show(item)}`);
  // What was said before one joined is nothing unread.
  const unreadFrom = laterId(mark || idOfTime(0), from);
  const unread = seen.filter(
    ({ event }) => 'content' in event && !event.isDeleted && event.from !== user && event.id > unreadFrom,
  );
  const certain = unread.filter(({ visibility }) => visibility === 'must');
  const mentioning = (found: typeof unread) =>
    found.filter(({ event }) => 'content' in event && event.content.endsWith(` @${user}`));
  const counts = [
    ['unread', unread, certain],
    ['mentions', mentioning(unread), mentioning(certain)],
  ] as const;
  for (const [count, all, sure] of counts) {
    const [least, most] = [sure, all].map(({ length }) => Math.min(length, UNREAD_MAX));
    // Without a mark it may count from one's first sign-in on.
    if (item[count] > (most ?? 0) || (mark !== '' && item[count] < (least ?? 0)))
      report(count, `${name}: ${show(item)}, and not ${least} to ${most}`);
  }
}

/** A user's membership of the group that a conversation is; undefined where they are in none. */
const membershipIn = ({ history }: World, user: string, conversation: string) =>
  history.memberships.find(
    (period) =>
      period.user === user && `group:${period.group}` === conversation && period.endedAt === undefined,
  );

/** Of a conversation as a user names it, in the order of ids. */
function eventsOf({ history, plan }: World, user: string, conversation: string) {
  const found: { readonly event: ChatEvent; readonly visibility: Visibility }[] = [];
  for (const [log, entries] of history.log) {
    for (const entry of entries) {
      if (nameFor(entry.event, user) !== conversation) continue;
      found.push({
        event: entry.event,
        visibility: visibilityOf(history, plan.blockPolicy, user, log, entry),
      });
    }
  }
  return found.sort(({ event: one }, { event: other }) => (one.id < other.id ? -1 : 1));
}
