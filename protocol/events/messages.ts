import type { MessageFrame } from '../frames-v2.ts';
import { mentionsOf } from '../mentions.ts';
import { type EventRecord, placeIn, whisperOf } from './event-record.ts';

export type MessageEvent = LobbyMessage | GroupMessage | Whisper;

interface Message {
  readonly id: string;
  readonly from: string;
  readonly content: string;
  /** Of the command, where it carried one. Only `from` may see it. */
  readonly ref?: string;
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

const lobby: EventRecord<LobbyMessage> = {
  blockableAuthor: ({ from }) => from,
  waits: 'never',
  describe: ({ from, content }) => `(Lobby): ${from}: ${content}`,
  isLogged: true,
  frame: (event, viewer) => messageFrame('lobby', event, viewer),
};

const group: EventRecord<GroupMessage> = {
  blockableAuthor: ({ from }) => from,
  waits: 'never',
  describe: (event) => `(Group ${event.group}): ${event.from}: ${event.content}`,
  isLogged: true,
  frame: (event, viewer) => messageFrame(`group:${event.group}`, event, viewer),
};

const whisper: EventRecord<Whisper> = {
  blockableAuthor: () => undefined,
  waits: 'while stored',
  describe: ({ from, to, content }, viewer) =>
    viewer === to ? `(Whisper from ${from}): ${content}` : `(Whisper to ${to}): ${content}`,
  isLogged: true,
  frame: (event, viewer) => messageFrame(whisperOf(event, viewer), event, viewer),
};

export const messages = { lobby, group, whisper };

function messageFrame(conversation: string, event: MessageEvent, viewer: string): MessageFrame {
  const { from, content, ref } = event;
  const isOwn = ref !== undefined && viewer === from;
  return {
    type: 'message',
    ...placeIn(conversation, event),
    from,
    content,
    ...mentionsOf(content),
    ...(isOwn && { sent_ref: ref }),
  };
}
