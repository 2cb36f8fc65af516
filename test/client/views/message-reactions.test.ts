import { describe, expect, test } from '@jest/globals';
import { messageReactions, type ReactionCount, timelineRows } from '../../../client/index.ts';
import { createTestChat, type TestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';

const textOf = ({ emoji, count, by, mine }: ReactionCount) =>
  `${emoji}${count}${mine ? '!' : ''} ${by.join('+')}`;

/** `user1`, who has said something in the lobby and looks at it, and `user2`. */
async function start(chat: TestChat = createTestChat()) {
  const client = await connect(chat, 'user1', { report: () => undefined });
  const other = await connect(chat, 'user2', { report: () => undefined });
  client.timeline('lobby');
  const { id = '' } = await client.lobby('Shall we?');
  await chat.settled();
  const look = (of = client) => {
    const view = messageReactions(of, 'lobby');
    const shown: string[] = [];
    const now = () => (view.value.get(id) ?? []).map(textOf).join(', ');
    const stop = view.onChange(() => {
      if (now() !== shown.at(-1)) shown.push(now());
    });
    return { view, shown, now, stop };
  };
  return { chat, client, other, id, look, ...look() };
}

describe('the reactions to a message', () => {
  test('are shown as they come, one’s own at once and never as they were before in between', async () => {
    const { chat, client, other, id, shown, now } = await start();
    await other.react('lobby', id, '👍');
    await chat.settled();
    const reacting = client.react('lobby', id, '👍');
    expect(now()).toBe('👍2! user2+user1');
    await reacting;
    await chat.settled();
    await client.unreact('lobby', id, '👍');
    await chat.settled();
    await other.unreact('lobby', id, '👍');
    await chat.settled();
    expect(shown).toEqual(['👍1 user2', '👍2! user2+user1', '👍1 user2', '']);
  });

  test('go back when they are refused', async () => {
    const { chat, client, id, shown, now } = await start();
    chat.refuseNext('user1', 'react', {
      code: 'conflict',
      message: 'Too many kinds of reaction: at most 20',
    });
    await expect(client.react('lobby', id, '👍')).rejects.toMatchObject({ code: 'conflict' });
    expect([shown, now()]).toEqual([['👍1! user1', ''], '']);
  });

  test('wait without a connection, and are asked for with the next one', async () => {
    const { chat, client, other, id, shown, now } = await start();
    chat.disconnect('user1');
    const reacting = client.react('lobby', id, '🎉');
    expect(now()).toBe('🎉1! user1');
    await other.react('lobby', id, '👍');
    chat.reconnect('user1');
    await reacting;
    await chat.settled();
    expect(now()).toBe('👍1 user2, 🎉1! user1');
    // What was told without a connection comes by a question, before or behind one's own.
    expect(shown.every((text) => text.includes('🎉1! user1'))).toBe(true);
  });

  test('come with history, and of what is deleted there are none', async () => {
    const { chat, client, other, id, look } = await start();
    await other.react('lobby', id, '👍');
    await chat.settled();
    const third = await connect(chat, 'user3');
    const rows = timelineRows(third, 'lobby');
    rows.onChange(() => undefined);
    const { now } = look(third);
    await rows.older();
    await chat.settled();
    expect(now()).toBe('👍1 user2');
    await client.delete('lobby', id);
    await chat.settled();
    expect(now()).toBe('');
  });

  test('stay the same object while they are the same', async () => {
    const { chat, client, other, id, view } = await start();
    await other.react('lobby', id, '👍');
    await chat.settled();
    const before = view.value.get(id);
    await client.lobby('More');
    await chat.settled();
    expect(before?.map(textOf)).toEqual(['👍1 user2']);
    expect(view.value.get(id)).toBe(before);
  });

  test('are known for one’s own though others’ names fill the frame', async () => {
    const { chat, client, id, now } = await start();
    for (let count = 0; count < 21; count++) {
      const crowd = await connect(chat, `crowd${count + 10}`);
      await crowd.react('lobby', id, '👍');
    }
    await client.react('lobby', id, '👍');
    await chat.settled();
    const late = await connect(chat, 'late');
    await late.react('lobby', id, '👍');
    await chat.settled();
    expect(now()).toMatch(/^👍23! crowd10\+/);
  });
});
