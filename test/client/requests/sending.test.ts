import { describe, expect, test } from '@jest/globals';
import { type ClientUnderTest, outcomeOf, outcomesOf, startClient } from '../client-under-test.ts';
import { failure } from '../fake-chat.ts';

type ClientOptions = Parameters<typeof startClient>[0];

const MINUTE = 60_000;

describe('sending', () => {
  test('resolves with the id of what came of it', async () => {
    const under = startClient();
    const { client, chat, timers, events, goLive } = under;
    const { sent } = outcomesOf(under);
    await goLive();
    const sending = client.whisper('user2', 'Hello!', { ref: 'mine' });
    await timers.advance(50);
    const outcome = await sending;
    expect(chat.done).toEqual([
      { type: 'whisper', target: 'user2', content: 'Hello!', echo: false, ref: 'mine' },
    ]);
    expect(outcome).toEqual({
      ref: 'mine',
      id: events[0]?.id,
      command: { type: 'whisper', target: 'user2', content: 'Hello!' },
    });
    expect(sent).toEqual([outcome]);
    expect(client.pending).toEqual([]);
  });

  test('sends each command as the wire has it', async () => {
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
      // Its answer stands for the event.
      { type: 'lobby', content: 'a', echo: false },
      { type: 'join', group_name: 'devs' },
      { type: 'group', group_name: 'devs', content: 'b', echo: false },
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

  test('keeps the order of the calls: the next goes when the one before is answered', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    for (const content of ['a', 'b', 'c']) void client.lobby(content);
    await timers.advance(LATENCY);
    expect(chat.done.map(({ content }) => content)).toEqual(['a']);
    expect(client.pending).toHaveLength(3);
    await timers.advance(100);
    expect(chat.done.map(({ content }) => content)).toEqual(['a', 'b', 'c']);
  });

  test('waits for a connection, also before the first', async () => {
    const { client, timers, goLive } = startClient();
    const sending = client.lobby('early');
    await timers.advance(1_000);
    expect(await outcomeOf(sending)).toEqual({ code: 'still waiting' });
    await goLive();
    await expect(sending).resolves.toHaveProperty('id');
  });

  test.each(['the command', 'the answer'])('does it once when %s is lost with the socket', async (what) => {
    const { client, chat, timers, contents, goLive } = startClient();
    await goLive();
    const sending = client.lobby('once');
    await timers.advance(what === 'the answer' ? 6 : 1);
    chat.socket.drop();
    await timers.advance(1_000);
    await expect(sending).resolves.toHaveProperty('id');
    expect([chat.done.length, contents]).toEqual([1, ['once']]);
  });

  test('rejects with what the server says, and goes on with the next', async () => {
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

  test.each([
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

  test('fails at once what may be done in minutes or hours alone, and goes on with what is behind it', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    chat.answerAll('presence', failure('rate_limited', { retryable: true, retry_after_ms: 300_000 }));
    const hiding = client.presence('invisible');
    const saying = client.lobby('Hi');
    await timers.advance(100);
    await expect(hiding).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 300_000 });
    await expect(saying).resolves.toHaveProperty('id');
  });

  test('waits little again for the next command, however long the one before it took', async () => {
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

  test('gives up five minutes after it was first sent, connected or not', async () => {
    const under = startClient();
    const { client, chat, timers, goLive } = under;
    const { failed } = outcomesOf(under);
    await goLive();
    chat.answerAll('lobby', failure('internal', { retryable: true }));
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

  test('sends what was written without a connection however long that takes, within days', async () => {
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

  test('waits five minutes for what was written long ago and lost with the first connection that it was sent on', async () => {
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

  test('counts the time of those that wait behind another from when they are sent themselves', async () => {
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

  test('looks again as soon as the server says, when the same command is still running elsewhere', async () => {
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

  test('takes an answer that comes late, while it waits to try again', async () => {
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

  test('takes a second answer for nothing', async () => {
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

  test('refuses what no frame can hold, before it costs the socket', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    await expect(client.lobby('x'.repeat(40_000))).rejects.toMatchObject({ code: 'too_large' });
    await timers.advance(100);
    expect(chat.count('lobby')).toBe(0);
  });

  test.each(['', 'x'.repeat(65), '\ud800'])(
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

  test('refuses more than the queue may hold', async () => {
    const { client } = startClient({ queueLimit: 2 });
    void client.lobby('a');
    void client.lobby('b');
    await expect(client.lobby('c')).rejects.toMatchObject({ code: 'queue_full' });
    expect(client.pending).toHaveLength(2);
  });

  test('refuses to wait longer than the server remembers a ref', () => {
    expect(() => startClient({ giveUpAfterMs: 24 * 60 * MINUTE })).toThrow(RangeError);
  });

  test.each<[string, ClientOptions, (under: ClientUnderTest) => Promise<unknown>, string]>([
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
});

/** One way. */
const LATENCY = 6;
