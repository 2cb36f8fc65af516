import { expect, test } from '@jest/globals';
import { tellReactions } from '../../terminal/tell-reactions.ts';
import { createTestChat } from '../../testing/test-chat.ts';
import { connect } from '../client/test-chat-clients.ts';

test('Reactions are told quietly, of the conversation in front: what is more, and what is less', async () => {
  const chat = createTestChat();
  const client = await connect(chat, 'user1');
  const other = await connect(chat, 'user2');
  const notes: string[] = [];
  const session = { conversation: 'lobby', now: Date.now };
  tellReactions(client, { note: (text: string) => notes.push(text) } as never, session);
  const { id = '' } = await client.lobby('Hi');
  await other.react('lobby', id, '👍');
  await client.react('lobby', id, '👍');
  await other.unreact('lobby', id, '👍');
  const { id: aside = '' } = await client.whisper('user2', 'Psst');
  await other.react('whisper:user1', aside, '👍');
  await chat.settled();
  expect(notes.map((note) => note.replace(/\d\d:\d\d/, 'HH:MM'))).toEqual([
    '+👍 1, the message of HH:MM',
    '+👍 2, the message of HH:MM',
    '-👍 1, the message of HH:MM',
  ]);
});
