import type { ChatError } from './errors.ts';
import { readEventTime } from './event-id.ts';
import type { ChatEvent, MessageEvent } from './events.ts';
import type { Answer, ClosingFrame, ErrorFrame, LoggedFrame, RelationChangedFrame } from './frames-v2.ts';

/** The frames of the subprotocol `chat.v2`. */

/**
 * An event as a user sees it; undefined for one that v2 has no frame for.
 * @param viewer names whispers: a conversation is called by its other party
 */
export function toFrameV2(event: ChatEvent, viewer: string): LoggedFrame | undefined {
  const { id } = event;
  const ts = new Date(readEventTime(id)).toISOString();
  switch (event.type) {
    case 'lobby':
    case 'group':
    case 'whisper': {
      const { from, content, ref } = event;
      const isOwn = ref !== undefined && viewer === from;
      return {
        type: 'message',
        id,
        ts,
        conversation: placeOf(event, viewer),
        from,
        content,
        ...(isOwn && { sent_ref: ref }),
      };
    }
    case 'joined':
    case 'left':
      return { type: event.type, id, ts, conversation: `group:${event.group}`, user: event.user };
    case 'declined':
      return undefined;
    default: {
      const { type, from, to } = event;
      return { type, id, ts, conversation: whisperOf(event, viewer), from, to };
    }
  }
}

export function renderEventV2(event: ChatEvent, viewer: string): string | undefined {
  // Nothing keeps it: the decliner's devices learn that their lists are others.
  if (event.type === 'declined') return renderRelationChanged(event.to);
  const frame = toFrameV2(event, viewer);
  return frame && JSON.stringify(frame);
}

export const renderRelationChanged = (user: string) =>
  JSON.stringify({ type: 'relation_changed', user } satisfies RelationChangedFrame);

/** @param ref of the command that is answered */
export const renderAnswerV2 = ({ type, ...rest }: Answer, ref: string | undefined) =>
  JSON.stringify({ type, ref, ...rest });

export function renderErrorV2({ code, message, isRetryable, retryAfterMs }: ChatError, ref?: string): string {
  const frame: ErrorFrame = {
    type: 'error',
    ...(ref !== undefined && { ref }),
    code,
    error: message,
    retryable: isRetryable,
    ...(retryAfterMs !== undefined && { retry_after_ms: retryAfterMs }),
  };
  return JSON.stringify(frame);
}

/** @param reconnect whether the client should come back by itself */
export function renderClosingV2({ code, message, retryAfterMs }: ChatError, reconnect: boolean): string {
  const frame: ClosingFrame = {
    type: 'closing',
    code,
    error: message,
    reconnect,
    ...(retryAfterMs !== undefined && { retry_after_ms: retryAfterMs }),
  };
  return JSON.stringify(frame);
}

function placeOf(event: MessageEvent, viewer: string): string {
  switch (event.type) {
    case 'lobby':
      return 'lobby';
    case 'group':
      return `group:${event.group}`;
    case 'whisper':
      return whisperOf(event, viewer);
  }
}

const whisperOf = ({ from, to }: { from: string; to: string }, viewer: string) =>
  `whisper:${viewer === from ? to : from}`;
