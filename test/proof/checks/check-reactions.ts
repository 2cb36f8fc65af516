import type { Reaction } from '../../../chat/ports/messages/reactions.ts';
import { viewReactions } from '../../../chat/reactions/view-tally.ts';
import type { ReactionCount } from '../../../client/index.ts';
import type { Device } from '../devices/device.ts';
import { visibilityOf } from '../model/model.ts';
import type { CommandRecord } from '../plan/commands.ts';
import { standingDevices } from '../standing.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Each reaction stands as was acknowledged last, and history counts for each viewer those that they may see. */
export async function checkReactions(world: World, report: Report): Promise<void> {
  const { commands, stores, history } = world;
  const given = groupBy(
    [...commands.values()].filter(({ emoji }) => emoji !== undefined),
    ({ of = '' }) => of,
  );
  for (const [id, ofMessage] of given) {
    const reactions = await stores.reactions.all(id);
    const keyOf = ({ user, emoji }: { readonly user: string; readonly emoji?: string }) => `${user} ${emoji}`;
    for (const [key, ofOne] of groupBy(ofMessage, keyOf)) {
      const isOn = reactions.some((reaction) => keyOf(reaction) === key);
      if (ofOne.some(({ user }) => history.erasures.has(user))) {
        if (isOn) report('left of the erased', `${key} to ${id}`);
        continue;
      }
      if (!mayStandSo(ofOne, isOn))
        report('reaction lost', `${key} to ${id} stands: ${isOn}, behind ${show(ofOne)}`);
    }
    for (const reaction of reactions) {
      if (!ofMessage.some(({ type, ...one }) => type === 'react' && keyOf(one) === keyOf(reaction)))
        report('reaction of nobody', `${show(reaction)} to ${id}`);
    }
    // Of one whose outcome nobody knows, its function may have died before it had counted.
    if (ofMessage.some(({ outcome }) => outcome !== 'acked')) continue;
    for (const device of standingDevices(world)) checkHistories(world, device, { id, reactions }, report);
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Whether a command may have been the last of a user's with an emoji: none was begun and acknowledged behind its own end. */
function mayStandSo(commands: readonly CommandRecord[], isOn: boolean): boolean {
  const acknowledged = commands.filter(({ outcome }) => outcome === 'acked');
  const isBefore = (one: CommandRecord, other: CommandRecord) =>
    one.outcome === 'acked' && (one.settledAt ?? Number.POSITIVE_INFINITY) < other.sentAt;
  const said = commands.filter(({ type }) => (type === 'react') === isOn);
  const mayBeLast = (command: CommandRecord) => !acknowledged.some((later) => isBefore(command, later));
  return said.some(mayBeLast) || (!isOn && acknowledged.every(({ type }) => type === 'unreact'));
}

function checkHistories(
  { history, plan }: World,
  { name, user, histories }: Device,
  { id, reactions }: { readonly id: string; readonly reactions: readonly Reaction[] },
  report: Report,
): void {
  const isSeen = ({ id: reaction, user: from }: Reaction) => {
    const event = { type: 'lobby', id: reaction, from, content: '' } as const;
    return from === user || visibilityOf(history, plan.blockPolicy, user, 'lobby', { event }) === 'must';
  };
  const seen = reactions.filter(isSeen).map((reaction): Reaction => ({ ...reaction, hiddenFrom: [] }));
  for (const frame of [...histories.all.values()].flat()) {
    if (frame.id !== id || frame.type !== 'message') continue;
    const expected = frame.deleted ? [] : viewReactions(seen, user);
    if (show(inOrder(frame.reactions ?? [])) !== show(inOrder(expected)))
      report('reactions miscounted', `${name}: ${show(frame)}, and not ${show(expected)}`);
  }
}

/** By emoji: they come in the order of their first, be that hidden from a viewer. */
const inOrder = (reactions: readonly ReactionCount[]) =>
  reactions.toSorted((one, other) => (one.emoji < other.emoji ? -1 : 1));
