import type { LogEntry } from '../../../chat/ports/messages/messages.ts';
import type { LoggedFrame } from '../../../client/index.ts';
import { isChange } from '../../../protocol/events/changes.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';
import type { Device, Installation } from '../devices/device.ts';
import { noteLeavings } from '../model/history.ts';
import { authorOf, type Visibility, visibilityOf } from '../model/model.ts';
import { standingDevices } from '../standing.ts';
import type { World } from '../world.ts';
import { checkShown, checkTimelineContents } from './check-contents.ts';
import { checkTimelineQuotes, isQuotedRightly } from './check-quotes.ts';
import { isAsLogged, nameFor } from './frames.ts';
import { type Report, show } from './violations.ts';

/** The kind of what may come with the next sync alone, within 44 minutes. */
export const UNTIL_SYNC = 'missing until a sync';

/**
 * What a sweep, or a drain, held back from who had blocked its author by then, and has taken that back since; and a request or
 * a notice of a block that had ended by then, and a message that was deleted by then, of which nobody is told any more.
 */
function awaitsSync({ history }: World, user: string, event: ChatEvent): boolean {
  if (
    (event.type === 'friend_request' || event.type === 'blocked' || event.type === 'invited') &&
    event.to === user
  )
    return true;
  if ('content' in event && event.isDeleted) return true;
  const author = authorOf(event);
  return history.blocks.some(({ blocker, blocked }) => blocker === user && blocked === author);
}

type Found = { readonly conversation: string; readonly entry: LogEntry };
type Known = ReadonlyMap<string, Found>;

function knownOf({ history }: World): Known {
  const all = [...history.log].flatMap(([conversation, entries]) =>
    entries.map((entry) => [entry.event.id, { conversation, entry }] as const),
  );
  return new Map(all);
}

/** Every device was told what its user may see, once, and nothing else. */
export function checkViews(world: World, report: Report): void {
  const known = knownOf(world);
  noteLeavings(world.history, world.commands.values());
  for (const device of world.devices) {
    for (const installation of device.installations) {
      checkTold(world, known, { device, installation }, report);
      checkShown(world, device, installation, report);
    }
    const last = device.installations.at(-1);
    // Who is erased is told no more.
    if (last && !world.history.erasures.has(device.user))
      checkMissing(world, known, { device, installation: last }, report);
    checkTimelines(world, device, report);
  }
}

function checkTold(
  world: World,
  known: Known,
  { device, installation }: { device: Device; installation: Installation },
  report: Report,
): void {
  const seen = new Map<string, number>();
  for (const { frame, at } of installation.told) {
    const before = seen.get(frame.id);
    if (before !== undefined) report('told twice', `${device.name} at ${before} and ${at}: ${show(frame)}`);
    seen.set(frame.id, at);
  }
  for (const { frame, at } of [...installation.told, ...installation.read]) {
    const found = known.get(frame.id);
    const shown = `${device.name} was told at ${at}: ${show(frame)}`;
    const event = found && eventShown(world, found, frame);
    if (!found) report('never stored', shown);
    else if (!event || !isAsLogged(frame, event, device.user))
      report('told otherwise', `${shown}: ${show(found)}`);
    else if (!isQuotedRightly(world, device.user, frame, event, false))
      report('quoted otherwise', `${shown}: ${show(found)}`);
    else if (seeing(world, device, { ...found, entry: { event } }) === 'never') {
      report('not to be seen', `${shown}${explain(world, device, found)}`);
    }
  }
}

function checkMissing(
  world: World,
  known: Known,
  { device, installation }: { device: Device; installation: Installation },
  report: Report,
): void {
  const { liveSince = Number.POSITIVE_INFINITY } = installation;
  const told = new Set(installation.told.map(({ frame }) => frame.id));
  for (const found of known.values()) {
    const { event } = found.entry;
    if (told.has(event.id) || isFromBefore(world, device, found) || !mustEverSee(world, device, found))
      continue;
    // What was before a device was first live is history, in groups as elsewhere.
    const isCovered = readEventTime(event.id) > liveSince;
    if (isCovered)
      report(
        awaitsSync(world, device.user, event) ? UNTIL_SYNC : 'missing',
        `${device.name}, live since ${liveSince}: ${show(event)} of ${readEventTime(event.id)}`,
      );
  }
}

/** Whether it was in a group before a user joined that, who sees it in history alone. */
const isFromBefore = ({ history }: World, { user }: Device, { conversation, entry }: Found): boolean =>
  history.memberships.some(
    (period) =>
      period.user === user &&
      `group:${period.groupId}` === conversation &&
      period.endedAt === undefined &&
      entry.event.id < period.from,
  );

function checkTimelines(world: World, device: Device, report: Report): void {
  const { name, client, installations, programs } = device;
  const told = installations.at(-1)?.told.filter(({ program }) => program === programs) ?? [];
  for (const conversation of new Set(told.map(({ frame }) => frame.conversation))) {
    const events = client?.timeline(conversation).events.filter((event) => !isChange(event)) ?? [];
    checkTimelineQuotes(device, events, report);
    const last = installations.at(-1);
    if (last) checkTimelineContents(world, device, last, events, report);
    const ids = events.map(({ id }) => id);
    const frames = told.map(({ frame }) => frame).filter((frame) => frame.conversation === conversation);
    const read = device.histories.all.get(conversation) ?? [];
    const expected = new Set([...stillShown(frames, device.user), ...read.map(({ id }) => id)]);
    if (client && ids.join() !== [...expected].sort().join())
      report('timeline', `${name}, ${conversation}: ${ids}`);
  }
}

/** What a timeline has of what it was told: of a group nothing from before one's own last joining or leaving. */
const stillShown = (frames: readonly LoggedFrame[], user: string): string[] =>
  frames.reduce<string[]>((ids, frame) => {
    if (isChange(frame)) return ids;
    const isTerm = (frame.type === 'joined' || frame.type === 'left') && frame.user === user;
    return [...(isTerm ? ids.filter((id) => id > frame.id) : ids), frame.id];
  }, []);

/** History has all that a user may see as it stands, and nothing else, whatever the device was told. */
export async function checkHistory(world: World, report: Report): Promise<void> {
  const known = knownOf(world);
  for (const device of standingDevices(world)) {
    for (const found of known.values()) {
      const name = nameFor(found.entry.event, device.user);
      const page = name === undefined ? undefined : device.histories.all.get(name);
      if (!page) continue;
      const visibility = seeing(world, device, found);
      const frame = page.find(({ id }) => id === found.entry.event.id);
      const text = `${device.name}, ${name}: ${show(found.entry)}${explain(world, device, found)}`;
      if (isChange(found.entry.event)) {
        if (frame) report('change in history', text);
        continue;
      }
      if (visibility === 'must' && !frame) report('missing in history', text);
      if (visibility === 'never' && frame) report('not to be seen in history', text);
      if (frame && !isAsLogged(frame, found.entry.event, device.user))
        report('otherwise in history', `${show(frame)}: ${text}`);
      if (frame && !isQuotedRightly(world, device.user, frame, found.entry.event, true))
        report('quoted otherwise in history', `${show(frame)}: ${text}`);
    }
  }
}

/** The event as it stood when it was shown so; undefined where it never did. */
function eventShown({ history }: World, { entry }: Found, frame: LoggedFrame): ChatEvent | undefined {
  switch (frame.type) {
    case 'message':
      return history.versions.get(frame.id)?.find(({ event }) => event.rev === frame.rev)?.event;
    case 'edited': {
      const said = history.versions.get(frame.of)?.find(({ event }) => event.rev === frame.id)?.event;
      return isChange(entry.event) && said ? { ...entry.event, newContent: said.content } : undefined;
    }
    default:
      return entry.event;
  }
}

/** Whether a user was to see an event at any time, however it stood. */
function mustEverSee(world: World, device: Device, found: Found): boolean {
  const versions = world.history.versions.get(found.entry.event.id) ?? [found.entry];
  return versions.every(({ event }) => seeing(world, device, { ...found, entry: { event } }) === 'must');
}

const seeing = ({ history, plan }: World, { user }: Device, { conversation, entry }: Found): Visibility =>
  visibilityOf(history, plan.blockPolicy, user, conversation, entry);

/** What the model went by, for who has to find out. */
function explain({ history }: World, { user }: Device, { conversation, entry: { event } }: Found): string {
  const periods = history.memberships.filter(
    (period) => period.user === user && `group:${period.groupId}` === conversation,
  );
  const blocks = history.blocks.filter(({ blocker }) => blocker === user);
  return ` (of ${readEventTime(event.id)}; memberships ${show(periods)}; blocks ${show(blocks)})`;
}
