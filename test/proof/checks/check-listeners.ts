import { userChannel } from '../../../chat/ports/connections/subscriptions.ts';
import { isChange } from '../../../protocol/events/changes.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import type { Listener, Listening } from '../devices/listener.ts';
import { STALE_MS } from '../simulation/replica.ts';
import type { World } from '../world.ts';
import { type Tellable, tellableTo } from './lines.ts';
import { type Report, show } from './violations.ts';

/** Who was found to be subscribed so shortly before a message may have been left out by a stale read. */
const SETTLED_MS = STALE_MS + 1_000;
/** What was posted or closed is on its way for so long at most. */
const ON_ITS_WAY_MS = 10_000;

/** That one has declined, or has done something to keep order. */
const NO_EVENT = / declined$|^\(Invitation to [^)]*\): declined$|^\((?:Muted|Unmuted|Banned|Unbanned)\): /;

/** What a listener was there for it was told, or its connection was closed; and nothing that isn't its user's to see. */
export function checkListeners(world: World, report: Report): void {
  for (const listener of world.listeners) {
    const tellable = tellableTo(world, listener.user);
    for (const listening of listener.listenings) {
      checkNothingElse(listener, listening, tellable, report);
      checkMissing(world, { listener, listening }, tellable, report);
    }
  }
  checkDeadline(world, report);
}

function checkNothingElse(
  { name }: Listener,
  { connectionId, heard, unreadable }: Listening,
  tellable: readonly Tellable[],
  report: Report,
): void {
  for (const frame of unreadable) report('v1: unreadable', `${name} on ${connectionId}: ${frame}`);
  for (const text of new Set(heard.map((frame) => frame.text))) {
    const meant = tellable.filter(({ lines }) => lines.some((line) => line.text === text));
    const isVisible = meant.some(({ lines }) =>
      lines.some((line) => line.text === text && line.visibility !== 'never'),
    );
    const events = show(meant.map(({ event }) => event));
    // What one has done to another that is no event.
    if (meant.length === 0 && !NO_EVENT.test(text))
      report('v1: of nothing', `${name} on ${connectionId}: ${text}`);
    if (meant.length > 0 && !isVisible)
      report('v1: not to be seen', `${name} on ${connectionId}: ${text}, of ${events}`);
  }
}

function checkMissing(
  world: World,
  { listener, listening }: { listener: Listener; listening: Listening },
  tellable: readonly Tellable[],
  report: Report,
): void {
  const { user, name } = listener;
  const heard = new Map<string, number>();
  for (const { text } of listening.heard) heard.set(text, (heard.get(text) ?? 0) + 1);
  for (const { conversation, event, lines } of tellable) {
    if (!('content' in event || isChange(event))) continue;
    const channel = 'to' in event ? userChannel(user) : conversation;
    const isOwed =
      lines.length > 0 &&
      lines.every(({ visibility }) => visibility === 'must') &&
      wasThere(world, listening, channel, event) &&
      !isSentBy(world, name, event) &&
      !isBlockedSince(world, user, event) &&
      !isDeletedBeforeAllKnew(world, event);
    if (!isOwed) continue;
    // Who deleted several is said so once for each, in the same words.
    const found = lines.find(({ text }) => (heard.get(text) ?? 0) > 0);
    if (found) heard.set(found.text, (heard.get(found.text) ?? 0) - 1);
    else {
      const text = `${show(event)} of ${readEventTime(event.id)}`;
      report('v1: missing', `${name} on ${listening.connectionId}: ${text}`);
    }
  }
}

/** Who whispers over v1 sees it on the other connections alone. */
function isSentBy({ history, commands }: World, name: string, { id }: ChatEvent): boolean {
  const [said] = history.versions.get(id) ?? [];
  return said?.event.type === 'whisper' && commands.get(said.event.content)?.device === name;
}

/**
 * By when an event has reached whom it concerns, or they were closed: however many sweeps of it were lost or died, its mark
 * stands until then. One that stands in the end is found by the check of the end.
 */
const toldBy = ({ history }: World, { id }: ChatEvent) =>
  (history.deliveries.overAt.get(id) ?? Number.POSITIVE_INFINITY) + ON_ITS_WAY_MS;

/** Nobody is told of it any more who wasn't by then. */
const isDeletedBeforeAllKnew = (world: World, event: ChatEvent) =>
  (world.history.versions.get(event.id) ?? []).some(
    (version) => version.event.isDeleted && version.at < toldBy(world, event),
  );

/** Whether a connection was in the audience all the time in which an event may have been delivered. */
function wasThere(
  world: World,
  { connectionId, openedAt, closedAt = Number.POSITIVE_INFINITY }: Listening,
  channel: string,
  event: ChatEvent,
): boolean {
  const { history, scheduler } = world;
  const [from, until] = [readEventTime(event.id) - SETTLED_MS, toldBy(world, event)];
  if (openedAt > from || closedAt < until || scheduler.now() < until) return false;
  return history.subscriptions.some(
    (period) =>
      period.connectionId === connectionId &&
      period.channel === channel &&
      period.from <= from &&
      (period.until ?? Number.POSITIVE_INFINITY) >= until,
  );
}

/** Who blocks an author hears no more of them, though what was said before is in history. */
const isBlockedSince = ({ history }: World, user: string, event: ChatEvent & { from: string }) =>
  history.blocks.some(({ blocker, blocked }) => blocker === user && blocked === event.from);

/** Nothing is posted past the deadline, but for what waited. */
function checkDeadline({ gateway }: World, report: Report): void {
  for (const { at, frame } of gateway.told) {
    const { id, conversation } = JSON.parse(frame) as { id: string; conversation: string };
    const late = at - readEventTime(id) - DELIVERY_DEADLINE_MS;
    if (late > 0 && !conversation.startsWith('whisper:')) report('posted too late', `${late} ms: ${frame}`);
  }
}
