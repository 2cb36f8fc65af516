import type { MessageFrame } from '../frames/logged.ts';
import type { ReactionsState } from '../frames/passing.ts';
import { mentionsOf } from '../mentions.ts';
import { quoteOf } from '../quotes.ts';
import { readEventTime } from './event-id.ts';
import { type EventRecord, placeIn, whisperOf } from './event-record.ts';

export type MessageEvent = LobbyMessage | GroupMessage | Whisper;

interface Message {
  readonly id: string;
  readonly from: string;
  readonly content: string;
  /** Of the command, where it carried one. Only `from` may see it. */
  readonly ref?: string;
  /** The id of the event that changed it last; absent: it says what it always said. */
  readonly rev?: string;
  /** Then `content` is empty. */
  readonly isDeleted?: boolean;
  /** Who has deleted it, where that isn't its author. */
  readonly deletedBy?: string;
  /** The id of the message that it answers. */
  readonly replyTo?: string;
  /** Of a reply that is about to be shown: what it answers, as it stands, if its viewer may see that. The log has none. */
  readonly quoted?: MessageEvent;
  /** Of one that is about to be shown, as its viewer sees them. The log has none. */
  readonly reacted?: ReactionsState;
}

interface LobbyMessage extends Message {
  readonly type: 'lobby';
}

interface GroupMessage extends Message {
  readonly type: 'group';
  readonly group: string;
}

export interface Whisper extends Message {
  readonly type: 'whisper';
  readonly to: string;
}

export const isMessage = (event: { readonly type: string }): event is MessageEvent =>
  event.type === 'lobby' || event.type === 'group' || event.type === 'whisper';

/** Where something is said: of a group and a whisper, in which, and to whom. */
export type Said =
  | { readonly in: 'lobby'; readonly from: string }
  | { readonly in: 'group'; readonly from: string; readonly group: string }
  | { readonly in: 'whisper'; readonly from: string; readonly to: string };

/** What a viewer calls the conversation. */
export function conversationOf(said: Said, viewer: string): string {
  switch (said.in) {
    case 'lobby':
      return 'lobby';
    case 'group':
      return `group:${said.group}`;
    case 'whisper':
      return whisperOf(said, viewer);
  }
}

/** How v1's line begins: where something is said, and by whom. */
export function beginningOf(said: Said, viewer: string): string {
  switch (said.in) {
    case 'lobby':
      return `(Lobby): ${said.from}`;
    case 'group':
      return `(Group ${said.group}): ${said.from}`;
    case 'whisper':
      return viewer === said.to ? `(Whisper from ${said.from})` : `(Whisper to ${said.to})`;
  }
}

/** Where a message is said. */
export function placeOf(message: MessageEvent): Said {
  const { from } = message;
  switch (message.type) {
    case 'lobby':
      return { in: 'lobby', from };
    case 'group':
      return { in: 'group', from, group: message.group };
    case 'whisper':
      return { in: 'whisper', from, to: message.to };
  }
}

const message: EventRecord<MessageEvent> = {
  blockableAuthor: (event) => (event.type === 'whisper' ? undefined : event.from),
  waits: 'never',
  describe(event, viewer) {
    const answered = event.quoted ? `(Re ${event.quoted.from}): ` : '';
    return `${beginningOf(placeOf(event), viewer)}: ${answered}${event.content}`;
  },
  isLogged: true,
  frame: messageFrame,
};

export const messages = {
  lobby: message,
  group: message,
  whisper: { ...message, waits: 'while stored' } as const,
};

/** A message as a user sees it. */
export function messageFrame(event: MessageEvent, viewer: string): MessageFrame {
  const { from, content, ref, rev, isDeleted, deletedBy, replyTo, quoted, reacted } = event;
  const isOwn = ref !== undefined && viewer === from;
  return {
    type: 'message',
    ...placeIn(conversationOf(placeOf(event), viewer), event),
    from,
    content,
    ...mentionsOf(content),
    ...(isOwn && { sent_ref: ref }),
    ...(rev !== undefined && { rev }),
    ...(isDeleted ? { deleted: true } : rev !== undefined && { edited_at: timeOf(rev) }),
    ...(deletedBy !== undefined && { deleted_by: deletedBy }),
    ...(!isDeleted && replyTo !== undefined && { reply_to: { id: replyTo, ...(quoted && quoteOf(quoted)) } }),
    ...(reacted && { reactions: reacted.reactions, reactions_rev: reacted.rev }),
  };
}

const timeOf = (id: string) => new Date(readEventTime(id)).toISOString();
