import type { ChatError } from './errors.ts';
import { type ChatEvent, recordOf } from './events/events.ts';
import { indentLines } from './lines.ts';

/**
 * The default protocol's frames: exactly one key, `message` or `error`. One frame is
 * one message: no line of it but the first begins with anything but two spaces.
 */

/**
 * @param viewer the user who reads it: both ends of a whisper see another text
 * @returns undefined where v1 has no text for it
 */
export function renderEventV1(event: ChatEvent, viewer: string): string | undefined {
  const text = recordOf(event).describe(event, viewer);
  return text === undefined ? undefined : JSON.stringify({ message: indentLines(text) });
}

/** What a user has done that is no event. */
export const renderDoneV1 = (what: string, user: string) => JSON.stringify({ message: `(${what}): ${user}` });

export function renderAuthenticatedV1(user: string): string {
  return JSON.stringify({ message: `(Authenticated): ${user}` });
}

export function renderErrorV1(error: ChatError): string {
  return JSON.stringify({ error: error.message });
}
