import type { ChatError } from './errors.ts';
import type { ChatEvent } from './events.ts';
import { indentLines } from './lines.ts';

/**
 * The default protocol's frames: exactly one key, `message` or `error` (PROTOCOL.md, "Commands and texts"). One frame is
 * one message: no line of it but the first begins with anything but two spaces.
 */

/** @param viewer the user who reads it: both ends of a whisper see another text. */
export function renderEventV1(event: ChatEvent, viewer: string): string {
  return JSON.stringify({ message: indentLines(describeEvent(event, viewer)) });
}

export function renderAuthenticatedV1(user: string): string {
  return JSON.stringify({ message: `(Authenticated): ${user}` });
}

export function renderErrorV1(error: ChatError): string {
  return JSON.stringify({ error: error.message });
}

function describeEvent(event: ChatEvent, viewer: string): string {
  switch (event.type) {
    case 'lobby':
      return `(Lobby): ${event.from}: ${event.content}`;
    case 'group':
      return `(Group ${event.group}): ${event.from}: ${event.content}`;
    case 'whisper':
      return viewer === event.to
        ? `(Whisper from ${event.from}): ${event.content}`
        : `(Whisper to ${event.to}): ${event.content}`;
    case 'joined':
    case 'left':
      return `(Group ${event.group}): ${event.user} ${event.type}`;
    case 'friend_request':
      return viewer === event.to ? `(Friend request from ${event.from})` : `(Friend request to ${event.to})`;
    case 'friends':
      return `(Friends): ${event.from} and ${event.to} are now friends`;
    case 'declined':
      return `(Friends): ${event.to} declined`;
    case 'unfriended':
      return `(Friends): ${event.to} removed`;
    case 'blocked':
      return viewer === event.to ? `(Block): ${event.from} blocked you` : `(Block): ${event.to} blocked`;
    case 'unblocked':
      return `(Block): ${event.to} unblocked`;
  }
}
