import type { LogEntry } from '../../../chat/ports/messages.ts';
import { userChannel } from '../../../chat/ports/subscriptions.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import { type ChatEvent, recordOf } from '../../../protocol/events/events.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { indentLines } from '../../../protocol/lines.ts';
import type { Listener, Listening } from '../devices/listener.ts';
import { visibilityOf } from '../model/model.ts';
import { STALE_MS } from '../simulation/replica.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Who was found to be subscribed so shortly before a message may have been left out by a stale read. */
const SETTLED_MS = STALE_MS + 1_000;
/** A connection that can't be told is closed; at worst by the third attempt of `expire`. */
const CLOSED_WITHIN_MS = DELIVERY_DEADLINE_MS + 5 * 60_000;

/** What a listener was there for it was told, or its connection was closed; and nothing that isn't its user's to see. */
export function checkListeners(world: World, report: Report): void {
  for (const listener of world.listeners) {
    for (const listening of listener.listenings) {
      const told = new Set(listening.heard.map(({ text }) => text));
      for (const [conversation, entries] of world.history.log) {
        for (const entry of entries)
          checkEntry(world, { listener, listening, told }, conversation, entry, report);
      }
    }
  }
  checkDeadline(world, report);
}

function checkEntry(
  world: World,
  { listener, listening, told }: { listener: Listener; listening: Listening; told: ReadonlySet<string> },
  conversation: string,
  entry: LogEntry,
  report: Report,
): void {
  const { event } = entry;
  if (!('content' in event)) return;
  const { user, name } = listener;
  const visibility = visibilityOf(world.history, world.plan.blockPolicy, user, conversation, entry);
  const isTold = told.has(indentLines(recordOf(event).describe(event, user)));
  const text = `${name} on ${listening.connectionId}: ${show(event)} of ${readEventTime(event.id)}`;
  if (visibility === 'never' && isTold) report('v1: not to be seen', text);
  const channel = 'to' in event ? userChannel(user) : conversation;
  // Who whispers over v1 sees it on the other connections alone.
  const isOwn = 'to' in event && world.commands.get(event.content)?.device === name;
  if (visibility !== 'must' || isTold || isOwn || !wasThere(world, listening, channel, event)) return;
  if (!isBlockedSince(world, user, event)) report('v1: missing', text);
}

/** Whether a connection was in the audience all the time in which an event may have been delivered. */
function wasThere(
  { history, scheduler }: World,
  { connectionId, openedAt, closedAt = Number.POSITIVE_INFINITY }: Listening,
  channel: string,
  event: ChatEvent,
): boolean {
  const [from, until] = [readEventTime(event.id) - SETTLED_MS, readEventTime(event.id) + CLOSED_WITHIN_MS];
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
