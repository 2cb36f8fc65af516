import { isMessage } from '../../../protocol/events/messages.ts';
import type { ExportItem } from '../../../protocol/frames/list-items.ts';
import type { Device } from '../devices/device.ts';
import { visibilityOf } from '../model/model.ts';
import { standingDevices } from '../standing.ts';
import type { World } from '../world.ts';
import { nameFor } from './frames.ts';
import { type Report, show } from './violations.ts';

/** Everybody is given all that they have said, and nothing of others that isn't theirs to see; and their lists as they stand. */
export function checkExports(world: World, report: Report): void {
  for (const device of standingDevices(world)) {
    const { exported } = device.lists;
    if (!exported) report('no export', device.name);
    else {
      checkEvents(world, device, exported, report);
      checkNames(device, exported, report);
    }
  }
}

function checkEvents(
  { history, plan }: World,
  { name, user }: Device,
  exported: readonly ExportItem[],
  report: Report,
): void {
  const frames = new Map(
    exported.flatMap((item) => (item.kind === 'event' ? [[item.event.id, item.event]] : [])),
  );
  for (const [conversation, entries] of history.log) {
    for (const entry of entries) {
      const { event } = entry;
      const frame = frames.get(event.id);
      const text = `${name}, ${conversation}: ${show(event)}, and ${show(frame)}`;
      if (frame && visibilityOf(history, plan.blockPolicy, user, conversation, entry) === 'never')
        report('exported though not to be seen', text);
      if (!isMessage(event) || event.from !== user || event.isDeleted || nameFor(event, user) === undefined)
        continue;
      const isExported = frame?.type === 'message' && frame.content === event.content;
      if (!isExported) report('not exported', text);
    }
  }
}

function checkNames({ name, lists }: Device, exported: readonly ExportItem[], report: Report): void {
  const compare = (kind: string, found: readonly string[], listed: readonly string[] = []) => {
    if (found.toSorted().join() !== listed.toSorted().join())
      report('exported otherwise', `${name}, ${kind}: ${found}, and not ${listed}`);
  };
  const usersOf = (kind: 'friend' | 'block') =>
    exported.flatMap((item) => (item.kind === kind ? [item.user] : []));
  const groups = exported.flatMap((item) => (item.kind === 'membership' ? [item.group] : []));
  compare(
    'groups',
    groups,
    lists.all.groups?.map(({ group }) => group),
  );
  compare(
    'friends',
    usersOf('friend'),
    lists.all.friends?.map((friend) => friend.user),
  );
  compare(
    'blocks',
    usersOf('block'),
    lists.all.blocks?.map((block) => block.user),
  );
}
