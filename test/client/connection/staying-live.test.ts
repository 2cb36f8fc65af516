import { describe, expect, test } from '@jest/globals';
import { startClient } from '../client-under-test.ts';
import { failure, tokenFor } from '../fake-chat.ts';

const MINUTE = 60_000;

describe('a live connection', () => {
  test('syncs again 35 seconds after it was made, and then every 44 minutes', async () => {
    const { chat, timers, goLive } = startClient();
    await goLive();
    expect(chat.count('sync')).toBe(1);
    await timers.advance(34_000);
    expect(chat.count('sync')).toBe(1);
    await timers.advance(1_100);
    expect(chat.count('sync')).toBe(2);
    await timers.advance(43 * MINUTE);
    expect(chat.count('sync')).toBe(2);
    await timers.advance(1.1 * MINUTE);
    expect(chat.count('sync')).toBe(3);
    await timers.advance(44 * MINUTE);
    expect(chat.count('sync')).toBe(4);
  });

  test('is kept open by a ping when nothing has come for nine minutes, and by none while something comes', async () => {
    const { chat, timers, goLive } = startClient();
    await goLive();
    await timers.advance(8 * MINUTE);
    chat.say('somebody talks');
    await timers.advance(8.9 * MINUTE);
    expect(chat.count('ping')).toBe(0);
    await timers.advance(0.2 * MINUTE);
    expect(chat.count('ping')).toBe(1);
    // The sync says as much as a ping.
    await timers.advance(31 * MINUTE);
    expect([chat.count('ping'), chat.count('sync')]).toEqual([4, 3]);
  });

  test('that has died without a word is replaced at the next heartbeat', async () => {
    const { chat, timers, contents, goLive } = startClient();
    await goLive();
    chat.socket.isSilent = true;
    chat.store({ conversation: 'lobby', content: 'to nobody' });
    await timers.advance(10 * MINUTE);
    expect(chat.sockets).toHaveLength(2);
    expect(contents).toEqual(['to nobody']);
  });

  test('finds within 44 minutes what was stored and never posted', async () => {
    const { chat, timers, contents, goLive } = startClient();
    await goLive();
    await timers.advance(5 * MINUTE);
    chat.store({ conversation: 'lobby', content: 'the function crashed' });
    await timers.advance(44 * MINUTE);
    expect(contents).toEqual(['the function crashed']);
  });

  test('signs in afresh a minute before its token ends, on the same socket, and syncs', async () => {
    const { chat, timers, stateNames, goLive } = startClient({
      token: () => tokenFor('user1', timers.now() + 20 * MINUTE),
    });
    await goLive();
    await timers.advance(18.9 * MINUTE);
    expect(chat.count('authenticate')).toBe(1);
    const syncs = chat.count('sync');
    await timers.advance(0.2 * MINUTE);
    expect([chat.count('authenticate'), chat.count('sync')]).toEqual([2, syncs + 1]);
    await timers.advance(60 * MINUTE);
    expect([chat.sockets.length, chat.count('authenticate')]).toEqual([1, 5]);
    expect(stateNames).toEqual(['connecting', 'live']);
  });

  test('stays live on tokens of three seconds', async () => {
    const { chat, timers, contents, stateNames, goLive } = startClient({
      token: () => tokenFor('user1', timers.now() + 3_000),
    });
    await goLive();
    for (let second = 0; second < 30; second++) {
      chat.say(`${second}`);
      await timers.advance(1_000);
    }
    expect(contents).toHaveLength(30);
    expect(chat.sockets).toHaveLength(1);
    expect(stateNames).toEqual(['connecting', 'live']);
    expect(chat.count('authenticate')).toBeLessThan(15);
  });

  test.each([-10, 10])('refreshes in time with a clock that is %i minutes off', async (minutes) => {
    const world = startClient();
    const own = world.timers;
    const { timers, chat, stateNames, goLive } = startClient(
      {
        token: () => tokenFor('user1', own.now() + 5 * MINUTE),
        timers: {
          now: () => own.now() + minutes * MINUTE,
          setTimeout: own.setTimeout,
          clearTimeout: own.clearTimeout,
        },
      },
      world,
    );
    await goLive();
    await timers.advance(4.4 * MINUTE);
    expect(chat.count('authenticate')).toBe(1);
    await timers.advance(0.2 * MINUTE);
    expect(chat.count('authenticate')).toBe(2);
    expect(stateNames).toEqual(['connecting', 'live']);
  });

  test('asks the token provider again when it fails, and reconnects once the token has ended', async () => {
    let isBroken = false;
    let asked = 0;
    const { chat, timers, states, client, goLive } = startClient({
      token: () => {
        asked++;
        if (isBroken) throw new Error('No network');
        return tokenFor('user1', timers.now() + 10 * MINUTE);
      },
    });
    await goLive();
    isBroken = true;
    await timers.advance(9.9 * MINUTE);
    expect(asked).toBeGreaterThan(2);
    expect(client.state).toBe('live');
    await timers.advance(0.5 * MINUTE);
    expect(states.at(-1)).toMatchObject({ state: 'resuming', code: 'token_unavailable' });
    isBroken = false;
    await timers.advance(MINUTE);
    expect([client.state, chat.sockets.length]).toEqual(['live', 2]);
  });

  test('becomes somebody else when the token does, on a socket of theirs', async () => {
    let user = 'user1';
    const { chat, timers, client, goLive } = startClient({
      token: () => tokenFor(user, timers.now() + 10 * MINUTE),
    });
    await goLive();
    user = 'user7';
    await timers.advance(10 * MINUTE);
    expect([client.user, client.state, chat.sockets.length]).toEqual(['user7', 'live', 2]);
  });

  test('fetches a fresh token when a command is answered that the old one has ended, and sends it again', async () => {
    const { chat, timers, client, goLive } = startClient();
    await goLive();
    let refusals = 0;
    chat.intercept = (command, socket) => {
      if (command.type !== 'lobby' || refusals++ > 0) return false;
      chat.answer(socket, command, failure('token_expired'));
      return true;
    };
    const sending = client.lobby('Hi');
    await timers.advance(100);
    await expect(sending).resolves.toHaveProperty('id');
    const types = chat.commands.slice(2).map(({ type }) => type);
    expect(types.filter((type) => type !== 'sync')).toEqual(['lobby', 'authenticate', 'lobby']);
    const [first, second] = chat.commands.filter(({ type }) => type === 'lobby');
    expect(first?.ref).toBe(second?.ref);
  });

  test('probes a socket that leaves a command unanswered, and drops it when that is not answered either', async () => {
    const { chat, timers, client, states, goLive } = startClient();
    await goLive();
    chat.socket.isSilent = true;
    const sending = client.lobby('Hi');
    await timers.advance(15_100);
    expect(chat.sockets[0]?.sent.at(-1)).toMatchObject({ type: 'ping' });
    expect(client.state).toBe('live');
    await timers.advance(10_000);
    expect(states.at(-1)).toMatchObject({ state: 'resuming', code: 'no_answer' });
    await timers.advance(1_000);
    await expect(sending).resolves.toHaveProperty('id');
    expect(chat.done).toHaveLength(1);
  });

  test('keeps a socket that answers the probe', async () => {
    const { chat, timers, client, goLive } = startClient();
    await goLive();
    let lost = 0;
    chat.intercept = ({ type }) => type === 'lobby' && lost++ === 0;
    const sending = client.lobby('Hi');
    await timers.advance(15_200);
    await expect(sending).resolves.toHaveProperty('id');
    expect(chat.sockets).toHaveLength(1);
  });

  test('moves to another socket before API Gateway ends the first, with nothing lost or repeated', async () => {
    const { chat, timers, contents, stateNames, goLive } = startClient();
    await goLive();
    const sent: string[] = [];
    for (let second = 0; second < 120 * 60; second += 3) {
      sent.push(`${second}`);
      chat.say(`${second}`);
      await timers.advance(3_000);
    }
    expect(chat.sockets).toHaveLength(2);
    expect(chat.sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(contents).toEqual(sent);
    expect(stateNames).toEqual(['connecting', 'live']);
  });

  test('lets a command that is on its way finish when it moves', async () => {
    const { chat, timers, client, goLive } = startClient();
    await goLive();
    await timers.advance(112.4 * MINUTE);
    expect(chat.sockets).toHaveLength(1);
    chat.intercept = (command, socket) => {
      if (command.type !== 'lobby') return false;
      timers.setTimeout(() => chat.answer(socket, command, { type: 'ack', id: 'late' }), 10_000);
      return true;
    };
    const sending = client.lobby('Hi');
    await timers.advance(6_100);
    expect([chat.sockets.length, client.state]).toEqual([2, 'live']);
    await timers.advance(4_000);
    await expect(sending).resolves.toMatchObject({ id: 'late' });
    expect(chat.count('lobby')).toBe(1);
    await timers.advance(10);
    expect(chat.sockets[0]?.isClosed).toBe(true);
  });

  test('tries again when the second socket comes to nothing', async () => {
    const { chat, timers, stateNames, goLive } = startClient();
    await goLive();
    chat.intercept = (command, socket) => command.type === 'authenticate' && socket === chat.sockets[1];
    await timers.advance(116 * MINUTE);
    expect(chat.sockets.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
    expect(stateNames).toEqual(['connecting', 'live']);
  });

  test('takes the second socket when the first is closed meanwhile as one too many', async () => {
    const { chat, timers, stateNames, client, goLive } = startClient();
    await goLive();
    await timers.advance(112 * MINUTE);
    while (chat.sockets.length < 2) await timers.advance(5);
    chat.sockets[0]?.post({ type: 'closing', code: 'conflict', error: 'Too many', reconnect: false });
    await timers.advance(1_000);
    expect([client.state, chat.sockets.length]).toEqual(['live', 2]);
    expect(stateNames).toEqual(['connecting', 'live', 'resuming', 'live']);
  });

  test('comes back after a sleep of hours', async () => {
    const { chat, timers, client, contents, goLive } = startClient();
    await goLive();
    await timers.advance(MINUTE);
    timers.sleep(5 * 60 * MINUTE);
    chat.socket.isSilent = true;
    chat.store({ conversation: 'whisper:user2', content: 'at night' });
    await timers.advance(MINUTE);
    expect(client.state).toBe('live');
    expect(contents).toEqual(['at night']);
  });
});
