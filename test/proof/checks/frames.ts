import type { LoggedFrame, MessageFrame } from '../../../client/index.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';

/** What a user calls the conversation of an event. */
export function nameFor(event: ChatEvent, user: string): string | undefined {
  if (!('to' in event)) return 'group' in event ? `group:${event.group}` : 'lobby';
  if (event.from === user) return `whisper:${event.to}`;
  return event.to === user ? `whisper:${event.from}` : undefined;
}

/** Whether a frame tells a user of an event, as it stands in the log. */
export function isAsLogged(frame: LoggedFrame, event: ChatEvent, user: string): boolean {
  if (frame.id !== event.id || frame.conversation !== nameFor(event, user)) return false;
  switch (frame.type) {
    case 'message':
      return (
        'content' in event &&
        event.content === frame.content &&
        event.from === frame.from &&
        isMarked(frame) &&
        isChangedAs(frame, event)
      );
    case 'edited':
      return (
        event.type === 'edited' &&
        event.of === frame.of &&
        event.from === frame.from &&
        event.newContent === frame.content &&
        isMarked(frame)
      );
    case 'deleted':
      return event.type === 'deleted' && event.of === frame.of && event.from === frame.from;
    case 'joined':
      return event.type === frame.type && event.user === frame.user;
    case 'left':
      return (
        event.type === frame.type &&
        event.user === frame.user &&
        event.by === frame.by &&
        event.banned === frame.banned
      );
    case 'role_changed':
      return (
        event.type === frame.type &&
        event.user === frame.user &&
        event.role === frame.role &&
        event.by === frame.by
      );
    case 'described':
    case 'disbanded':
      return event.type === frame.type && event.by === frame.by;
    case 'pinned':
    case 'unpinned':
      return event.type === frame.type && event.of === frame.of && event.by === frame.by;
    case 'invited':
      return event.type === frame.type && event.from === frame.from && event.group === frame.group;
    default:
      return frame.type === event.type && 'to' in event && frame.from === event.from && frame.to === event.to;
  }
}

/** Whether it says whom it mentions: of what the proof's users say, whoever stands at its end. */
const isMarked = ({ content, mentions = [] }: Pick<MessageFrame, 'content' | 'mentions'>) =>
  mentions.join() === (/ @(.*)$/.exec(content)?.[1] ?? '');

/** Whether it says what has become of it, and when. */
function isChangedAs(
  { rev, edited_at, deleted }: MessageFrame,
  event: { readonly rev?: string; readonly isDeleted?: boolean },
): boolean {
  const editedAt = rev === undefined || deleted ? undefined : new Date(readEventTime(rev)).toISOString();
  return rev === event.rev && (deleted ?? false) === (event.isDeleted ?? false) && edited_at === editedAt;
}
