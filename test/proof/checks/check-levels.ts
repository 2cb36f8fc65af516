import { groupIn } from '../../../client/index.ts';
import type { ListItems } from '../../../protocol/frames/list-items.ts';
import type { Device } from '../devices/device.ts';
import type { CommandRecord } from '../plan/commands.ts';
import { standingDevices } from '../standing.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Of what a user wants to be told, each of the user's devices is told as the latest command said it. */
export function checkLevels(world: World, report: Report): void {
  const idsOf = new Map<string, string[]>();
  for (const [id, { ref }] of world.history.refOf) idsOf.set(ref, [...(idsOf.get(ref) ?? []), id]);
  for (const device of standingDevices(world)) {
    for (const item of device.lists.all.conversations ?? [])
      checkLevel(world, device, { item, idsOf }, report);
  }
}

interface Said {
  readonly item: ListItems['conversations'];
  /** Of each command by its `ref`: the ids under which it may have been done. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>;
}

function checkLevel(world: World, { name, user }: Device, { item, idsOf }: Said, report: Report): void {
  const { conversation, level = 'all', level_rev: rev } = item;
  const { commands, history } = world;
  const isOfIt = (command: CommandRecord | undefined) =>
    command?.type === 'notify' && command.user === user && command.target === conversation;
  // What was said before one joined a group ended when one left it.
  const joined = joinedWith(world, user, conversation);
  const certain = [...commands.values()].filter((command) => {
    const [first = ''] = idsOf.get(command.ref) ?? [];
    return isOfIt(command) && command.outcome === 'acked' && first > joined;
  });
  const lost = certain.filter(({ ref }) => (idsOf.get(ref)?.[0] ?? '') > (rev ?? ''));
  if (lost.length > 0) report('level lost', `${name}, ${show(item)}: ${show(lost)}`);
  if (rev === undefined) {
    if (level !== 'all') report('said by nobody', `${name}, ${show(item)}`);
    return;
  }
  const command = commands.get(history.refOf.get(rev)?.ref ?? '');
  if (!isOfIt(command) || command?.level !== level || rev < joined)
    report('said by nobody', `${name}, ${show(item)}: ${show(command)}`);
}

/** The id of the joining of a group that one is in; empty of other conversations. */
function joinedWith({ history }: World, user: string, conversation: string): string {
  const period = history.memberships.find(
    ({ user: member, group, endedAt }) =>
      member === user && group === groupIn(conversation) && endedAt === undefined,
  );
  return period?.from ?? '';
}
