import { expect, test } from '@jest/globals';
import { pendingMessages } from '../../../client/index.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';

test('one’s own messages are shown at once in their conversation, and never twice', async () => {
  const chat = createTestChat();
  const client = await connect(chat, 'user1');
  const shown: string[] = [];
  const look = () => {
    const events = client
      .timeline('lobby')
      .events.map((event) => ('content' in event ? event.content : event.type));
    const pending = pendingMessages(client, 'lobby').map(({ command }) => `${command.content}…`);
    const text = [...events, ...pending].join(' ');
    if (text !== shown.at(-1)) shown.push(text);
  };
  client.timeline('lobby').onChange(look);
  client.on('pending', look);
  await Promise.all([client.lobby('a'), client.whisper('user1', 'elsewhere'), client.lobby('b')]);
  await chat.settled();
  expect(shown).toEqual(['a…', 'a… b…', 'a b…', 'a b']);
  expect(pendingMessages(client, 'lobby')).toEqual([]);
});

test('groups stay the same list until they change', async () => {
  const chat = createTestChat();
  const client = await connect(chat, 'user1');
  expect(client.groupNames).toBe(client.groupNames);
  const told = new Promise((resolve) => client.on('groups', resolve));
  await client.join('devs');
  expect(await told).toBe(client.groupNames);
  expect(client.groupNames).toEqual(['devs']);
});
