import type { UserPresence } from '../../../chat/ports/people/presences.ts';
import { toOwnItem, toPresenceItem } from '../../../chat/presence/presence-item.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { PresenceItem } from '../../../protocol/frames/list-items.ts';
import type { Device } from '../devices/device.ts';
import type { CommandRecord } from '../plan/commands.ts';
import { standingDevices, standingUsers } from '../standing.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/**
 * Now that everybody is there: each is seen online who doesn't want to be invisible, friends and nobody else are told so when they ask,
 * and nothing was ever told across a block.
 */
export async function checkPresence(world: World, report: Report): Promise<void> {
  const { stores, commands } = world;
  const users = standingUsers(world);
  const presences = new Map<string, UserPresence>();
  for (const user of users) {
    const presence = await stores.presences.find(user);
    presences.set(user, presence);
    const wishes = [...commands.values()].filter(
      (command) => command.user === user && command.type === 'presence',
    );
    checkWish(wishes, user, presence, report);
    if (presence.isOnline !== (presence.show === 'online'))
      report('wrong presence', `${user}: ${show(presence)}`);
  }
  for (const device of standingDevices(world)) {
    checkAnswer(world, device, presences, report);
    checkTold(world, device, report);
  }
}

/** What a user wants is what was said by a command behind which no other was begun and acknowledged. */
function checkWish(
  wishes: readonly CommandRecord[],
  user: string,
  { show: shown }: UserPresence,
  report: Report,
): void {
  const acknowledged = wishes.filter(({ outcome }) => outcome === 'acked');
  const isBefore = (one: CommandRecord, other: CommandRecord) =>
    one.outcome === 'acked' && (one.settledAt ?? Number.POSITIVE_INFINITY) < other.sentAt;
  const last = wishes.filter((wish) => !acknowledged.some((other) => isBefore(wish, other)));
  const isSaid = last.some((wish) => wish.show === shown);
  const isFirst = shown === 'online' && acknowledged.length === 0;
  if (!isSaid && !isFirst) report('wish lost', `${user} is ${shown}: ${show(wishes)}`);
}

/** Of friends and of oneself, as it stands. */
function checkAnswer(
  { users }: World,
  { name, user, lists }: Device,
  presences: ReadonlyMap<string, UserPresence>,
  report: Report,
): void {
  const friends = lists.all.friends?.map((friend) => friend.user) ?? [];
  const expected = users.flatMap((other): PresenceItem[] => {
    const presence = presences.get(other);
    if (presence === undefined) return [];
    if (other === user) return [toOwnItem(other, presence)];
    return friends.includes(other) ? [toPresenceItem(other, presence)] : [];
  });
  const told = lists.people.presences;
  if (show(told) !== show(expected))
    report('wrong presences', `${name}: ${show(told)}, and not ${show(expected)}`);
}

/** Who blocks whom is looked at behind the write of a presence: what was written behind a block's doesn't pass it. */
function checkTold({ history }: World, { name, user, installations }: Device, report: Report): void {
  for (const { frame, at } of installations.flatMap(({ presences }) => presences)) {
    if (frame.user === user) continue;
    const writtenAt = readEventTime(frame.rev);
    const block = history.blocks.find(
      ({ blocker, blocked, addedAt, removedAt = Number.POSITIVE_INFINITY }) =>
        [blocker, blocked].includes(user) &&
        [blocker, blocked].includes(frame.user) &&
        addedAt < writtenAt &&
        removedAt > at,
    );
    if (block) report('presence across a block', `${name} was told ${show(frame)}: ${show(block)}`);
  }
}
