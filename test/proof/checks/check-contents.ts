import type { StandingFrame } from '../../../client/views/timeline/amendments.ts';
import type { MessageEvent } from '../../../protocol/events/messages.ts';
import type { Device, Installation } from '../devices/device.ts';
import type { ShownMessage } from '../devices/shown-messages.ts';
import { isOpenGroup } from '../made-by.ts';
import { ADMIN } from '../plan/commands.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** What the sweep logs where those before it didn't run: the change stands, and comes with a page of history alone. */
const TOLD_TOO_LATE = 'A change of a message could not be told in time';

/** Each message changed as its author's commands say, in their order and never behind its deletion; and the log tells it. */
export function checkAmendments(world: World, report: Report): void {
  const { history, commands, logged: toldOf } = world;
  let excused = toldOf.get(TOLD_TOO_LATE) ?? 0;
  const logged = new Set([...history.log.values()].flat().map(({ event }) => event.id));
  for (const versions of history.versions.values()) {
    for (const [place, { event }] of versions.entries()) {
      const before = versions[place - 1]?.event;
      if (!before) continue;
      const isInOrder = !before.isDeleted && (event.isDeleted || (event.rev ?? '') > (before.rev ?? ''));
      if (!isInOrder) report('changed backwards', `${show(before)} became ${show(event)}`);
      if (isErased(history, event)) continue;
      const command = commands.get(history.refOf.get(event.rev ?? '')?.ref ?? '');
      const { from, deletedBy: by = from } = event;
      const isAllowed = by === from || (by === ADMIN && isKeptByAdmins(world, event));
      const isMeant =
        isAllowed && command?.user === by && command.of === event.id && command.content === contentOf(event);
      if (!isMeant) report('changed by another', `${show(event)} stems from ${show(command)}`);
    }
    const last = versions.at(-1)?.event;
    const { rev = '' } = last ?? {};
    if (last && isErased(history, last)) continue;
    if (rev !== '' && !logged.has(rev) && excused-- <= 0)
      report('changed and untold', show(versions.map(({ event }) => event)));
  }
}

/** Whether admins keep order where a message was said: in the lobby, and in groups that are open. */
function isKeptByAdmins(world: World, { id }: MessageEvent): boolean {
  const [channel = ''] =
    [...world.history.log].find(([, entries]) => entries.some(({ event }) => event.id === id)) ?? [];
  return channel === 'lobby' || isOpenGroup(world, channel);
}

/** Whether a message was deleted with all else of its author, which nobody is told. */
const isErased = ({ erasures }: World['history'], { from, rev, isDeleted }: MessageEvent) =>
  isDeleted === true && rev !== undefined && erasures.get(from)?.id === rev;

/** Whoever was told of a deletion is shown nothing of the message any more; who was told of the last edit, that. */
export function checkShown(
  { history }: World,
  { name }: Device,
  { told, shown }: Installation,
  report: Report,
): void {
  for (const { frame, at } of told) {
    if (frame.type !== 'edited' && frame.type !== 'deleted') continue;
    const steps = shown.all.get(frame.of) ?? [];
    const text = `${name} was told at ${at}: ${show(frame)}, and shows ${show(steps)}`;
    if (frame.type === 'deleted' && steps.some((step) => step.content !== undefined && step.at > at))
      report('shown though deleted', text);
    const stands = history.versions.get(frame.of)?.at(-1)?.event;
    const last = steps.at(-1);
    if (stands?.rev === frame.id && last && !agrees(last, stands)) report('shown otherwise', text);
  }
}

/** A timeline of the SDK has each message as it once stood, and no older than the device was told. */
export function checkTimelineContents(
  { history }: World,
  { name, user }: Device,
  { shown }: Installation,
  events: readonly StandingFrame[],
  report: Report,
): void {
  for (const frame of events) {
    if (frame.type !== 'message' || wasErased(history, frame.id)) continue;
    const { id, rev = '', content, deleted = false } = frame;
    const versions = history.versions.get(id) ?? [];
    const row: ShownMessage = { rev, content: deleted ? undefined : content, at: 0 };
    const last = shown.all.get(id)?.at(-1);
    const text = `${name} was told ${show(last)}: ${show(frame)}`;
    if (!versions.some(({ event }) => (event.rev ?? '') === rev && contentOf(event) === row.content))
      report('timeline shows what never was', text);
    else if (last && isBehind(row, last) && !isBlocked(history, user, frame.from))
      report('timeline behind', text);
  }
}

/** Whether a page of history alone says that a message is no more. */
const wasErased = (history: World['history'], id: string) =>
  (history.versions.get(id) ?? []).some(({ event }) => isErased(history, event));

/** Of who is, or was, blocked a page of history shows what has become of a message, and nothing tells it to a timeline that has that. */
const isBlocked = ({ blocks }: World['history'], user: string, author: string) =>
  blocks.some(({ blocker, blocked }) => blocker === user && blocked === author);

const isBehind = (row: ShownMessage, told: ShownMessage) =>
  row.content !== undefined && (told.content === undefined || told.rev > row.rev);

const agrees = ({ rev, content }: ShownMessage, event: MessageEvent) =>
  rev === event.rev && content === contentOf(event);

/** What it says; undefined: it was deleted. */
const contentOf = ({ content, isDeleted }: MessageEvent) => (isDeleted ? undefined : content);
