import { describe, expect, test } from '@jest/globals';
import { outcomeOf, startClient } from '../client-under-test.ts';
import { BAD_TOKEN, failure, tokenFor } from '../fake-chat.ts';

describe('asking', () => {
  test('is answered in the form that each question has', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    const stored = chat.store({ conversation: 'lobby', content: 'Hi' });
    const answers = Promise.all([
      client.history('lobby', { limit: 10 }),
      client.read('lobby', stored.id),
      client.friends(),
      client.requests(),
      client.blocks({ limit: 5 }),
      client.groups({ after: 'devs' }),
      client.conversations(),
      client.members('devs', { limit: 3 }),
      client.ping(),
    ]);
    await timers.advance(100);
    const list = { items: [{ user: 'user2' }], next: null };
    expect(await answers).toEqual([
      { events: [stored], before: null },
      undefined,
      list,
      list,
      list,
      list,
      list,
      list,
      expect.stringMatching(/^2026-/),
    ]);
    const asked = chat.commands.slice(2).map(({ ref, ...command }) => command);
    expect(asked).toEqual([
      { type: 'history', conversation: 'lobby', limit: 10 },
      { type: 'read', conversation: 'lobby', upto: stored.id },
      { type: 'friends' },
      { type: 'requests' },
      { type: 'blocks', limit: 5 },
      { type: 'groups', after: 'devs' },
      { type: 'conversations' },
      { type: 'members', group_name: 'devs', limit: 3 },
      { type: 'ping' },
    ]);
  });

  test('waits for a connection', async () => {
    const { client, goLive } = startClient();
    const asking = client.friends();
    expect(await outcomeOf(asking)).toEqual({ code: 'still waiting' });
    await goLive();
    await expect(asking).resolves.toHaveProperty('items');
  });

  test('asks again when the socket is lost', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    const asking = client.friends();
    await timers.advance(7);
    chat.socket.drop();
    await timers.advance(1_000);
    await expect(asking).resolves.toHaveProperty('items');
    expect(chat.count('friends')).toBe(2);
  });

  test('asks again when the answer is lost, or says later', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.type !== 'friends' || chat.count('friends') > 2) return false;
      const later = failure('rate_limited', { retryable: true, retry_after_ms: 500 });
      if (chat.count('friends') === 2) chat.answer(socket, command, later);
      return true;
    };
    const asking = client.friends();
    await timers.advance(17_000);
    await expect(asking).resolves.toHaveProperty('items');
    expect([chat.count('friends'), chat.sockets.length]).toEqual([3, 1]);
  });

  test('asks no sooner than the server says', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.answerAll('friends', failure('rate_limited', { retryable: true, retry_after_ms: 8_000 }));
    void client.friends();
    await timers.advance(8_000);
    expect(chat.count('friends')).toBe(1);
    await timers.advance(1_000);
    expect(chat.count('friends')).toBe(2);
  });

  test('is for eight answers at a time, and for one once a question was refused, until none is left', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    let isBusy = true;
    let most = 0;
    const held: (() => void)[] = [];
    chat.intercept = (command, socket) => {
      if (command.type !== 'members') return false;
      if (isBusy) {
        chat.answer(socket, command, failure('rate_limited', { retryable: true, retry_after_ms: 600 }));
        return true;
      }
      held.push(() => chat.answer(socket, command, { type: 'list', of: 'members', items: [] }));
      most = Math.max(most, held.length);
      return true;
    };
    async function answerAll(): Promise<void> {
      while (held.length > 0) {
        for (const answer of held.splice(0)) answer();
        await timers.advance(10);
      }
    }
    const asked = Array.from({ length: 12 }, (_, group) => client.members(`g${group}`));
    await timers.advance(500);
    expect(chat.count('members')).toBe(8);
    isBusy = false;
    await timers.advance(1_000);
    expect(most).toBe(1);
    await answerAll();
    await timers.advance(1_000);
    await answerAll();
    await Promise.all(asked);
    expect(most).toBe(1);

    for (let group = 0; group < 12; group++) void client.members(`h${group}`);
    await timers.advance(10);
    expect(held).toHaveLength(8);
  });

  test('is not held up for long by a question that has to wait for long', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.answerAll('users', failure('rate_limited', { retryable: true, retry_after_ms: 20_000 }));
    void client.users('an');
    await timers.advance(100);
    const asking = client.friends();
    await timers.advance(1_000);
    await expect(asking).resolves.toHaveProperty('items');
    expect(chat.count('users')).toBe(1);
  });

  test('gives up after half a minute', async () => {
    const { client, timers } = startClient();
    const asking = client.friends();
    await timers.advance(30_001);
    await expect(asking).rejects.toMatchObject({ name: 'ChatRequestError', code: 'timed_out' });
    expect(timers.pending).toBe(0);
  });

  test('rejects with what the server says', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.answerAll('members', failure('not_a_member'));
    const asking = client.members('devs');
    await timers.advance(100);
    await expect(asking).rejects.toMatchObject({ code: 'not_a_member' });
  });

  test('rejects at once when the client is refused', async () => {
    const { client, goLive } = startClient({ token: () => BAD_TOKEN });
    const early = client.friends();
    await goLive();
    await expect(early).rejects.toMatchObject({ code: 'refused' });
    await expect(client.friends()).rejects.toMatchObject({ code: 'refused' });
  });

  test('and sending are one when the client is refused: what was queued waits for connect(), nothing new is taken', async () => {
    let token = BAD_TOKEN;
    const { client, timers, goLive } = startClient({ token: () => token });
    const sent: string[] = [];
    client.on('sent', ({ ref }) => sent.push(ref));
    const early = client.lobby('early', { ref: 'early' });
    await goLive();
    const refused = { code: 'refused', message: /Invalid token|invalid_token/ };
    await expect(early).rejects.toMatchObject(refused);
    await expect(client.lobby('late', { ref: 'late' })).rejects.toMatchObject(refused);
    await expect(client.friends()).rejects.toMatchObject(refused);
    expect(client.pending.map(({ ref }) => ref)).toEqual(['early']);
    token = tokenFor('user1', timers.now() + 3_600_000);
    await goLive();
    await timers.advance(100);
    expect([sent, client.pending]).toEqual([['early'], []]);
  });
});
