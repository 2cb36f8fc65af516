import type { ChatClient, LoggedFrame, QuoteFrame } from '../../../client/index.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';
import type { MessageEvent } from '../../../protocol/events/messages.ts';
import { isReply, withQuote } from '../../../protocol/events/replies.ts';
import type { Device } from '../devices/device.ts';
import { type Visibility, visibilityOf } from '../model/model.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Shows what it is to show of an answered message, by what the user may see of that: its content now, or at some time before. */
function isQuotedAs(
  { id, from, cut, deleted }: QuoteFrame,
  event: MessageEvent,
  visibility: Visibility,
): boolean {
  const isBare = from === undefined && cut === undefined && deleted === undefined;
  if (id !== event.id) return false;
  if (isBare) return visibility !== 'must';
  if (visibility === 'never' || from !== event.from) return false;
  // What the proof's users say is shorter than what is cut.
  return event.isDeleted ? deleted === true && cut === undefined : cut === event.content && !deleted;
}

/** What a reply answers, as it stood at any time, the newest last; with what a user may see of that. */
function versionsOf({ history, plan }: World, user: string, id: string) {
  const conversation = [...history.log].find(([, entries]) =>
    entries.some(({ event }) => event.id === id),
  )?.[0];
  const versions = conversation === undefined ? [] : (history.versions.get(id) ?? []);
  return versions.map(({ event }) => ({
    event,
    visibility: visibilityOf(history, plan.blockPolicy, user, conversation ?? '', { event }),
  }));
}

/**
 * Whether a frame of a message shows what that answers, and no more of it than its user may see.
 * @param event as it stood when it was shown
 * @param isAtRest nothing changes any more: what is shown is how things stand
 */
export function isQuotedRightly(
  world: World,
  user: string,
  frame: LoggedFrame,
  event: ChatEvent,
  isAtRest: boolean,
): boolean {
  if (frame.type !== 'message' || !('content' in event)) return true;
  const { reply_to: quote } = frame;
  if (event.replyTo === undefined || event.isDeleted) return quote === undefined;
  if (quote?.id !== event.replyTo) return false;
  const versions = versionsOf(world, user, event.replyTo);
  const shown = isAtRest ? versions.slice(-1) : versions;
  // One's own reply is told by its client, which may not have what it answers loaded any more.
  const isOwn = !isAtRest && event.from === user && quote.from === undefined;
  return isOwn || shown.some((version) => isQuotedAs(quote, version.event, version.visibility));
}

/** How a reply may be shown to a user: with what it answers, if that was theirs to see at any time, and without, if it wasn't. */
export function quotedForms(world: World, user: string, event: ChatEvent): ChatEvent[] {
  if (!isReply(event)) return [event];
  const versions = versionsOf(world, user, event.replyTo);
  const seen = versions.find(({ visibility }) => visibility !== 'never');
  const isHidden = versions.some(({ visibility }) => visibility !== 'must');
  return [...(seen ? [withQuote(event, seen.event)] : []), ...(isHidden ? [event] : [])];
}

/** A client's replies show what they answer as its timeline has that. */
export function checkTimelineQuotes(
  { name }: Device,
  events: ReturnType<ChatClient['timeline']>['events'],
  report: Report,
): void {
  const messages = new Map(events.map((event) => [event.id, event]));
  for (const event of events) {
    if (event.type !== 'message' || !event.reply_to) continue;
    const answered = messages.get(event.reply_to.id);
    if (answered?.type !== 'message') continue;
    const { id, from, content, deleted } = answered;
    const meant = deleted ? { id, from, deleted } : { id, from, cut: content };
    if (show(event.reply_to) !== show(meant))
      report('quoted otherwise in a timeline', `${name}: ${show(event)} answers ${show(answered)}`);
  }
}
