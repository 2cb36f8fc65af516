import type { LogEntry } from '../../../chat/ports/messages.ts';
import type { LoggedFrame, MessageFrame } from '../../../client/index.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';
import type { Device, Installation } from '../devices/device.ts';
import { noteLeavings } from '../model/history.ts';
import { type Visibility, visibilityOf } from '../model/model.ts';
import type { World } from '../world.ts';
import { nameFor } from './check-lists.ts';
import { type Report, show } from './violations.ts';

/** The kind of what may come with the next sync alone, within 44 minutes. */
export const UNTIL_SYNC = 'missing until a sync';

/**
 * What a sweep, or a drain, held back from who had blocked its author by then, and has taken that back since; and a request or
 * a notice of a block that had ended by then, of which nobody is told any more.
 */
function awaitsSync({ history }: World, user: string, event: ChatEvent): boolean {
  if ((event.type === 'friend_request' || event.type === 'blocked') && event.to === user) return true;
  const author = 'user' in event ? event.user : event.from;
  return history.blocks.some(({ blocker, blocked }) => blocker === user && blocked === author);
}

type Known = ReadonlyMap<string, { readonly conversation: string; readonly entry: LogEntry }>;

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
    for (const installation of device.installations)
      checkTold(world, known, { device, installation }, report);
    const last = device.installations.at(-1);
    if (last) checkMissing(world, known, { device, installation: last }, report);
    checkTimelines(device, report);
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
    if (!found) report('never stored', shown);
    else if (!matches(frame, found.entry.event, device.user))
      report('told otherwise', `${shown}: ${show(found)}`);
    else if (seeing(world, device, found) === 'never') {
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
    if (told.has(event.id) || seeing(world, device, found) !== 'must') continue;
    // What was before a device was first live is history, in groups as elsewhere.
    const isCovered = readEventTime(event.id) > liveSince;
    if (isCovered)
      report(
        awaitsSync(world, device.user, event) ? UNTIL_SYNC : 'missing',
        `${device.name}, live since ${liveSince}: ${show(event)} of ${readEventTime(event.id)}`,
      );
  }
}

function checkTimelines({ name, client, installations, programs }: Device, report: Report): void {
  const told = installations.at(-1)?.told.filter(({ program }) => program === programs) ?? [];
  for (const conversation of new Set(told.map(({ frame }) => frame.conversation))) {
    const ids = client?.timeline(conversation).events.map(({ id }) => id) ?? [];
    const expected = told
      .filter(({ frame }) => frame.conversation === conversation)
      .map(({ frame }) => frame.id);
    if (client && ids.join() !== expected.sort().join())
      report('timeline', `${name}, ${conversation}: ${ids}`);
  }
}

/** History has all that a user may see, and nothing else, whatever the device was told. */
export async function checkHistory(world: World, report: Report): Promise<void> {
  const known = knownOf(world);
  for (const device of world.devices) {
    for (const found of known.values()) {
      const name = nameFor(found.entry.event, device.user);
      const page = name === undefined ? undefined : device.histories.all.get(name);
      if (!page) continue;
      const visibility = seeing(world, device, found);
      const isThere = page.some(({ id }) => id === found.entry.event.id);
      const text = `${device.name}, ${name}: ${show(found.entry)}${explain(world, device, found)}`;
      if (visibility === 'must' && !isThere) report('missing in history', text);
      if (visibility === 'never' && isThere) report('not to be seen in history', text);
    }
  }
}

const seeing = (
  { history, plan }: World,
  { user }: Device,
  { conversation, entry }: { conversation: string; entry: LogEntry },
): Visibility => visibilityOf(history, plan.blockPolicy, user, conversation, entry);

function matches(frame: LoggedFrame, event: ChatEvent, user: string): boolean {
  if (frame.conversation !== nameFor(event, user)) return false;
  if (frame.type === 'message')
    return (
      'content' in event && event.content === frame.content && event.from === frame.from && isMarked(frame)
    );
  if (frame.type !== event.type) return false;
  if ('user' in frame) return 'user' in event && event.user === frame.user;
  return (
    'from' in frame && 'to' in frame && 'to' in event && frame.from === event.from && frame.to === event.to
  );
}

/** Whether it says whom it mentions: of what the proof's users say, whoever stands at its end. */
const isMarked = ({ content, mentions = [] }: MessageFrame) =>
  mentions.join() === (/ @(.*)$/.exec(content)?.[1] ?? '');

/** What the model went by, for who has to find out. */
function explain(
  { history }: World,
  { user }: Device,
  { conversation, entry: { event } }: { conversation: string; entry: LogEntry },
): string {
  const periods = history.memberships.filter(
    (period) => period.user === user && `group:${period.groupId}` === conversation,
  );
  const blocks = history.blocks.filter(({ blocker }) => blocker === user);
  return ` (of ${readEventTime(event.id)}; memberships ${show(periods)}; blocks ${show(blocks)})`;
}
