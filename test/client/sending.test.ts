import { describe, expect, it } from '@jest/globals';
import type { Failed, Sent } from '../../client/requests/outbox.ts';
import { createMemoryStore } from '../../client/storage/store.ts';
import { type ClientUnderTest, outcomeOf, startClient } from './client-under-test.ts';
import { failure, tokenFor } from './fake-chat.ts';

type ClientOptions = Parameters<typeof startClient>[0];

const MINUTE = 60_000;

function outcomesOf({ client }: ClientUnderTest): { sent: Sent[]; failed: Failed[] } {
  const sent: Sent[] = [];
  const failed: Failed[] = [];
  client.on('sent', (outcome) => sent.push(outcome));
  client.on('failed', (outcome) => failed.push(outcome));
  return { sent, failed };
}

describe('sending', () => {
  it('resolves with the id of what came of it', async () => {
    const under = startClient();
    const { client, chat, timers, events, goLive } = under;
    const { sent } = outcomesOf(under);
    await goLive();
    const sending = client.whisper('user2', 'Hello!', { ref: 'mine' });
    await timers.advance(50);
    const outcome = await sending;
    expect(chat.done).toEqual([{ type: 'whisper', target: 'user2', content: 'Hello!', ref: 'mine' }]);
    expect(outcome).toEqual({
      ref: 'mine',
      id: events[0]?.id,
      command: { type: 'whisper', target: 'user2', content: 'Hello!' },
    });
    expect(sent).toEqual([outcome]);
    expect(client.pending).toEqual([]);
  });

  it('sends each command as the wire has it', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    void client.lobby('a');
    void client.join('devs');
    void client.group('devs', 'b');
    void client.leave('devs');
    void client.add('user3');
    void client.accept('user3');
    void client.decline('user3');
    void client.unfriend('user3');
    void client.block('user4');
    void client.unblock('user4');
    await timers.advance(1_000);
    expect(chat.done.map(({ ref, ...command }) => command)).toEqual([
      { type: 'lobby', content: 'a' },
      { type: 'join', group_name: 'devs' },
      { type: 'group', group_name: 'devs', content: 'b' },
      { type: 'leave', group_name: 'devs' },
      { type: 'add', target: 'user3' },
      { type: 'accept', target: 'user3' },
      { type: 'decline', target: 'user3' },
      { type: 'unfriend', target: 'user3' },
      { type: 'block', target: 'user4' },
      { type: 'unblock', target: 'user4' },
    ]);
    expect(new Set(chat.done.map(({ ref }) => ref)).size).toBe(10);
  });

  it('keeps the order of the calls: the next goes when the one before is answered', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    for (const content of ['a', 'b', 'c']) void client.lobby(content);
    await timers.advance(LATENCY);
    expect(chat.done.map(({ content }) => content)).toEqual(['a']);
    expect(client.pending).toHaveLength(3);
    await timers.advance(100);
    expect(chat.done.map(({ content }) => content)).toEqual(['a', 'b', 'c']);
  });

  it('waits for a connection, also before the first', async () => {
    const { client, timers, goLive } = startClient();
    const sending = client.lobby('early');
    await timers.advance(1_000);
    expect(await outcomeOf(sending)).toEqual({ code: 'still waiting' });
    await goLive();
    await expect(sending).resolves.toHaveProperty('id');
  });

  it.each(['the command', 'the answer'])('does it once when %s is lost with the socket', async (what) => {
    const { client, chat, timers, contents, goLive } = startClient();
    await goLive();
    const sending = client.lobby('once');
    await timers.advance(what === 'the answer' ? 6 : 1);
    chat.socket.drop();
    await timers.advance(1_000);
    await expect(sending).resolves.toHaveProperty('id');
    expect([chat.done.length, contents]).toEqual([1, ['once']]);
  });

  it('rejects with what the server says, and goes on with the next', async () => {
    const under = startClient();
    const { client, chat, timers, goLive } = under;
    const { failed } = outcomesOf(under);
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.type !== 'whisper') return false;
      const text = { error: 'User not found: user9' };
      chat.answer(socket, command, failure('user_not_found', text));
      return true;
    };
    const whisper = client.whisper('user9', 'Hi');
    const lobby = client.lobby('Hi');
    await timers.advance(100);
    await expect(whisper).rejects.toMatchObject({
      name: 'ChatRequestError',
      code: 'user_not_found',
      message: 'User not found: user9',
    });
    await expect(lobby).resolves.toHaveProperty('id');
    expect(failed.map(({ error }) => error.code)).toEqual(['user_not_found']);
  });

  it.each([
    ['rate_limited', { retryable: true, retry_after_ms: 3_000 }],
    ['internal', { retryable: true }],
    ['conflict', { retryable: true, retry_after_ms: 1_000 }],
  ])('tries again, under the same ref, what is answered %s', async (code, options) => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    const times: number[] = [];
    chat.intercept = (command, socket) => {
      if (command.type !== 'lobby' || times.push(timers.now()) > 2) return false;
      chat.answer(socket, command, failure(code, options));
      return true;
    };
    const sending = client.lobby('Hi');
    await timers.advance(10_000);
    await expect(sending).resolves.toHaveProperty('id');
    expect(new Set(chat.commands.filter(({ type }) => type === 'lobby').map(({ ref }) => ref)).size).toBe(1);
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThanOrEqual('retry_after_ms' in options ? options.retry_after_ms : 10);
  });

  it('waits little again for the next command, however long the one before it took', async () => {
    const { client, chat, timers, goLive } = startClient({ random: () => 0.999 });
    await goLive();
    let failures = 6;
    chat.intercept = (command, socket) => {
      if (command.type !== 'lobby' || failures-- <= 0) return false;
      chat.answer(socket, command, failure('internal', { retryable: true }));
      return true;
    };
    const first = client.lobby('first');
    await timers.advance(60_000);
    await expect(first).resolves.toHaveProperty('id');
    failures = 1;
    const second = client.lobby('second');
    await timers.advance(1_000);
    expect(client.pending).toEqual([]);
    await expect(second).resolves.toHaveProperty('id');
  });

  it('gives up five minutes after it was first sent, connected or not', async () => {
    const under = startClient();
    const { client, chat, timers, goLive } = under;
    const { failed } = outcomesOf(under);
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.type === 'lobby') chat.answer(socket, command, failure('internal', { retryable: true }));
      return command.type === 'lobby';
    };
    const connected = client.lobby('a');
    await timers.advance(5 * MINUTE + 31_000);
    await expect(connected).rejects.toMatchObject({ code: 'given_up' });

    chat.intercept = (command) => command.type === 'lobby';
    const sent = client.lobby('b');
    await timers.advance(10);
    chat.intercept = () => true;
    chat.socket.drop();
    await timers.advance(5 * MINUTE + 1_000);
    await expect(sent).rejects.toMatchObject({ code: 'given_up' });
    expect(failed).toHaveLength(2);
    expect(client.pending).toEqual([]);
  });

  it('sends what was written without a connection however long that takes, within days', async () => {
    const under = startClient();
    const { client, chat, timers, goLive } = under;
    const { failed } = outcomesOf(under);
    await goLive();
    chat.intercept = () => true;
    chat.socket.drop();
    const written = client.lobby('on a train');
    await timers.advance(10 * MINUTE);
    timers.sleep(3 * 24 * 60 * MINUTE);
    await timers.advance(MINUTE);
    expect(await outcomeOf(written)).toEqual({ code: 'still waiting' });
    chat.intercept = () => false;
    await timers.advance(MINUTE);
    await expect(written).resolves.toHaveProperty('id');

    chat.intercept = () => true;
    chat.socket.drop();
    const never = client.lobby('on an island');
    timers.sleep(7 * 24 * 60 * MINUTE);
    await timers.advance(MINUTE);
    await expect(never).rejects.toMatchObject({ code: 'not_sent', message: /has not arrived/ });
    expect(failed).toHaveLength(1);
  });

  it('waits five minutes for what was written long ago and lost with the first connection that it was sent on', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.intercept = () => true;
    chat.socket.drop();
    const written = client.lobby('on a train');
    await timers.advance(10 * MINUTE);
    chat.intercept = (command, socket) => {
      if (command.type === 'lobby') socket.drop();
      return command.type === 'lobby';
    };
    await timers.advance(2 * MINUTE);
    expect(client.pending).toMatchObject([{ sentAt: expect.any(Number) }]);
    expect(await outcomeOf(written)).toEqual({ code: 'still waiting' });
    chat.intercept = () => false;
    await timers.advance(MINUTE);
    await expect(written).resolves.toHaveProperty('id');
  });

  it('counts the time of those that wait behind another from when they are sent themselves', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.content !== 'a') return false;
      chat.answer(socket, command, failure('internal', { retryable: true }));
      return true;
    };
    const first = client.lobby('a');
    const second = client.lobby('b');
    await timers.advance(5 * MINUTE + 31_000);
    await expect(first).rejects.toMatchObject({ code: 'given_up' });
    await expect(second).resolves.toHaveProperty('id');
  });

  it('looks again as soon as the server says, when the same command is still running elsewhere', async () => {
    const { client, chat, timers, goLive } = startClient({ random: () => 0.999 });
    await goLive();
    let runs = 3;
    chat.intercept = (command, socket) => {
      if (command.content !== 'a' || runs-- <= 0) return false;
      chat.answer(socket, command, failure('conflict', { retryable: true, retry_after_ms: 50 }));
      return true;
    };
    void client.lobby('a');
    const next = client.lobby('b');
    await timers.advance(300);
    expect(await outcomeOf(next)).toHaveProperty('id');
  });

  it('takes an answer that comes late, while it waits to try again', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.type !== 'lobby') return false;
      chat.answer(socket, command, failure('conflict', { retryable: true, retry_after_ms: 20_000 }));
      timers.setTimeout(() => chat.answer(socket, command, { type: 'ack', id: 'late' }), 1_000);
      return true;
    };
    const sending = client.lobby('Hi');
    const next = client.whisper('user2', 'Hi');
    await timers.advance(2_000);
    await expect(sending).resolves.toMatchObject({ id: 'late' });
    await expect(next).resolves.toHaveProperty('id');
  });

  it('takes a second answer for nothing', async () => {
    const { client, chat, timers, errors, goLive } = startClient();
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.type === 'lobby') chat.answer(socket, command, { type: 'ack', id: 'twice' });
      return false;
    };
    const first = client.lobby('a');
    const second = client.lobby('b');
    await timers.advance(100);
    await expect(Promise.all([first, second])).resolves.toHaveLength(2);
    expect([chat.done.length, errors]).toEqual([2, []]);
  });

  it('refuses what no frame can hold, before it costs the socket', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    await expect(client.lobby('x'.repeat(40_000))).rejects.toMatchObject({ code: 'too_large' });
    await timers.advance(100);
    expect(chat.count('lobby')).toBe(0);
  });

  it.each(['', 'x'.repeat(65), '\ud800'])(
    'refuses the ref %j, which would stop what is behind it',
    async (ref) => {
      const { client, timers, goLive } = startClient();
      await goLive();
      await expect(client.lobby('Hi', { ref })).rejects.toMatchObject({ code: 'invalid_field' });
      const next = client.lobby('next');
      await timers.advance(100);
      await expect(next).resolves.toHaveProperty('id');
    },
  );

  it('refuses more than the queue may hold', async () => {
    const { client } = startClient({ queueLimit: 2 });
    void client.lobby('a');
    void client.lobby('b');
    await expect(client.lobby('c')).rejects.toMatchObject({ code: 'queue_full' });
    expect(client.pending).toHaveLength(2);
  });

  it('refuses to wait longer than the server remembers a ref', () => {
    expect(() => startClient({ giveUpAfterMs: 24 * 60 * MINUTE })).toThrow(RangeError);
  });

  it('sends after a restart what was left, in order, before anything newer, and tells what became of it', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    chat.intercept = (command) => command.type === 'lobby';
    for (const content of ['a', 'b', 'c']) void first.client.lobby(content, { ref: content });
    await timers.advance(20);
    first.client.close();
    chat.intercept = () => false;

    const second = startClient({ store }, first);
    const { sent } = outcomesOf(second);
    void second.client.lobby('d', { ref: 'd' });
    expect(second.client.pending.map(({ ref }) => ref)).toEqual(['a', 'b', 'c', 'd']);
    await second.goLive();
    expect(sent.map(({ ref }) => ref)).toEqual(['a', 'b', 'c', 'd']);
    expect(second.contents).toEqual(['a', 'b', 'c', 'd']);

    second.client.close();
    const third = startClient({ store }, first);
    expect(third.client.pending).toEqual([]);
  });

  it('gives up what a clock that was set back since dates into the future', async () => {
    const store = createMemoryStore();
    const written = { ref: 'a', command: { type: 'lobby', content: 'Hi' }, user: 'user1' };
    const { client, timers, goLive } = startClient({
      store: {
        ...store,
        load: () => ({
          'out.000000000000': JSON.stringify({ ...written, createdAt: 2 ** 43, sentAt: 2 ** 43 }),
        }),
      },
      openSocket: () => {
        throw new Error('no network');
      },
    });
    const { failed } = outcomesOf({ client } as ClientUnderTest);
    expect(client.pending).toMatchObject([{ createdAt: timers.now(), sentAt: timers.now() }]);
    await goLive();
    await timers.advance(5 * MINUTE);
    expect(failed).toMatchObject([{ ref: 'a', error: { code: 'given_up' } }]);
  });

  it('fails after a restart what was sent and not acknowledged in time, and sends what never was', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    chat.intercept = (command) => command.type === 'lobby';
    void first.client.lobby('a', { ref: 'a' });
    await timers.advance(20);
    chat.socket.drop();
    void first.client.lobby('b', { ref: 'b' });
    first.client.close();
    timers.sleep(6 * MINUTE);
    chat.intercept = () => false;
    const second = startClient({ store }, first);
    const { failed, sent } = outcomesOf(second);
    await second.goLive();
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([['a', 'given_up']]);
    expect(sent.map(({ ref }) => ref)).toEqual(['b']);
  });

  it('does not send as one user what another has left, nor tells it, and sends it when that one comes back', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    chat.socket.drop();
    void first.client.lobby('mine', { ref: 'mine' });
    first.client.close();
    const second = startClient({ store, token: () => tokenFor('user9', timers.now() + MINUTE) }, first);
    const { failed, sent } = outcomesOf(second);
    // Until somebody signs in it is user1's client, by its store.
    void second.client.lobby('early', { ref: 'early' });
    await second.goLive();
    void second.client.lobby('theirs', { ref: 'theirs' });
    await timers.advance(100);
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([['early', 'other_user']]);
    expect(sent.map(({ ref }) => ref)).toEqual(['theirs']);
    second.client.close();
    const third = startClient({ store }, first);
    const outcomes = outcomesOf(third);
    await third.goLive();
    await timers.advance(100);
    expect(outcomes.sent.map(({ ref }) => ref)).toEqual(['mine']);
  });

  it.each<[string, ClientOptions, (under: ClientUnderTest) => Promise<unknown>, string]>([
    ['too large', {}, ({ client }) => client.lobby('x'.repeat(20_000), { ref: 'a' }), 'too_large'],
    [
      'one too many',
      { queueLimit: 1 },
      ({ client }) => {
        void client.lobby('b');
        return client.lobby('c', { ref: 'a' });
      },
      'queue_full',
    ],
    [
      'refused since nobody is signed in',
      { token: () => null },
      ({ client }) => client.lobby('x', { ref: 'a' }),
      'refused',
    ],
  ])('tells by `failed`, too, what it does not take: %s', async (_, options, send, code) => {
    const under = startClient(options);
    const { failed } = outcomesOf(under);
    await under.goLive();
    const sending = send(under);
    expect(failed).toMatchObject([{ ref: 'a', command: { type: 'lobby' }, error: { code } }]);
    await expect(sending).rejects.toMatchObject({ code });
  });

  it('sends under no name what was left when nobody had signed in', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { timers, chat } = first;
    void first.client.lobby('whose?', { ref: 'whose' });
    first.client.close();
    const second = startClient({ store, token: () => tokenFor('user9', timers.now() + MINUTE) }, first);
    const { failed } = outcomesOf(second);
    await second.goLive();
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([['whose', 'other_user']]);
    expect([chat.count('lobby'), store.load()]).toEqual([0, { inbox: expect.any(String) }]);
  });

  it('does not send as somebody else what was written under another name, in one program', async () => {
    let user = 'user1';
    const under = startClient({ token: () => tokenFor(user, under.timers.now() + 60 * MINUTE) });
    const { client, chat, timers, goLive } = under;
    await goLive();
    chat.socket.drop();
    const written = client.lobby('mine');
    user = 'user9';
    await timers.advance(1_000);
    await expect(written).rejects.toMatchObject({ code: 'other_user' });
    expect([client.user, chat.count('lobby')]).toEqual(['user9', 0]);
  });

  it('sends after a restart, under the same name, what was written before the first sign-in', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    chat.intercept = ({ type }) => type === 'lobby';
    void first.client.lobby('early', { ref: 'early' });
    await first.goLive();
    first.client.close();
    chat.intercept = () => false;
    const second = startClient({ store }, first);
    const { sent } = outcomesOf(second);
    await second.goLive();
    await timers.advance(100);
    expect(sent.map(({ ref }) => ref)).toEqual(['early']);
  });
});

/** One way. */
const LATENCY = 6;
