import type { ChatError } from './errors.ts';
import { type ChatEvent, recordOf } from './events/events.ts';
import type { Answer } from './frames/answers.ts';
import type { LoggedFrame } from './frames/logged.ts';
import type { ClosingFrame, RelationChangedFrame } from './frames/passing.ts';
import type { ErrorFrame } from './frames/server-frame.ts';

/** The frames of the subprotocol `chat.v2`. */

/** A logged event as a user sees it; undefined for one that nothing keeps. */
export function toLoggedFrame(event: ChatEvent, viewer: string): LoggedFrame | undefined {
  const record = recordOf(event);
  return record.isLogged ? record.frame(event, viewer) : undefined;
}

export const renderEventV2 = (event: ChatEvent, viewer: string) =>
  JSON.stringify(recordOf(event).frame(event, viewer));

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
