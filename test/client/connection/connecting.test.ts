import { describe, expect, test } from '@jest/globals';
import { startClient } from '../client-under-test.ts';
import { BAD_TOKEN, failure, tokenFor } from '../fake-chat.ts';
import { START } from '../fake-timers.ts';

describe('connecting', () => {
  test('signs in with a bearer token, syncs, and is live', async () => {
    const { client, chat, stateNames, goLive } = startClient();
    expect(client.state).toBe('idle');
    await goLive();
    expect(chat.commands.map(({ type }) => type)).toEqual(['authenticate', 'sync']);
    expect(chat.commands[0]).toMatchObject({ token: expect.stringMatching(/^Bearer fake\.user1\./) });
    expect(stateNames).toEqual(['connecting', 'live']);
    expect(client.user).toBe('user1');
  });

  test('does nothing when it is connected already', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    client.connect();
    await timers.advance(1_000);
    expect(chat.sockets).toHaveLength(1);
  });

  test('asks for a token again when one is refused, and says why', async () => {
    const asked: unknown[] = [];
    const { client, goLive } = startClient({
      token: (refused) => {
        asked.push(refused);
        return refused ? tokenFor('user1', START + 3_600_000) : BAD_TOKEN;
      },
    });
    await goLive();
    expect(asked).toEqual([undefined, { code: 'invalid_token' }]);
    expect(client.state).toBe('live');
  });

  test('stays away when it is given the very token that was refused, whatever is said of it the next time', async () => {
    const { client, chat, goLive } = startClient({ token: () => BAD_TOKEN });
    chat.intercept = (command, socket) => {
      if (command.type !== 'authenticate' || chat.count('authenticate') < 2) return false;
      chat.answer(socket, command, failure('rate_limited', { retryable: true, retry_after_ms: 10_000 }));
      return true;
    };
    await goLive();
    expect([client.state, client.lastFailure?.code]).toEqual(['refused', 'invalid_token']);
    expect(chat.count('authenticate')).toBe(1);
  });

  test('stays away when the second token is refused as well, until it is told to connect', async () => {
    let token = BAD_TOKEN;
    const { client, chat, states, timers, goLive } = startClient({ token: () => token });
    await goLive();
    expect(states.at(-1)).toEqual({
      state: 'refused',
      previous: 'connecting',
      code: 'invalid_token',
      reason: 'invalid_token',
    });
    await timers.advance(3_600_000);
    expect(chat.sockets).toHaveLength(1);
    expect(timers.pending).toBe(0);

    token = tokenFor('user1', timers.now() + 3_600_000);
    client.connect();
    await timers.advance(200);
    expect(client.state).toBe('live');
  });

  test('tries again when the token provider fails, throws or never answers', async () => {
    let asked = 0;
    const { client, chat, timers } = startClient({
      token: () => {
        asked++;
        if (asked === 1) throw new Error('No network');
        if (asked === 2) return Promise.reject(new Error('No network'));
        if (asked === 3) return new Promise(() => undefined);
        return tokenFor('user1', timers.now() + 3_600_000);
      },
    });
    client.connect();
    await timers.advance(35_000);
    expect([asked, client.state, chat.sockets.length]).toEqual([4, 'live', 1]);
  });

  test('refuses a server that does not speak chat.v2', async () => {
    const { client, chat, states, timers } = startClient();
    chat.protocol = '';
    client.connect();
    await timers.advance(60_000);
    expect(states.at(-1)).toMatchObject({ state: 'refused', code: 'unsupported_protocol' });
    expect(chat.sockets).toHaveLength(1);
  });

  test('is refused when the server refuses the user for good', async () => {
    const { chat, states, goLive } = startClient();
    chat.answerAll('authenticate', failure('conflict'));
    await goLive();
    expect(states.at(-1)).toMatchObject({ state: 'refused', code: 'conflict' });
  });

  test('gives up a socket that does not open, and a sign-in that is not answered', async () => {
    const { client, chat, timers } = startClient();
    client.connect();
    await timers.advance(0);
    chat.socket.isSilent = true;
    await timers.advance(15_000 + 250);
    expect(chat.sockets).toHaveLength(2);
    chat.intercept = () => true;
    await timers.advance(15_000 + 10_000 + 1_000);
    expect(chat.sockets).toHaveLength(3);
    chat.intercept = () => false;
    await timers.advance(30_000);
    expect(client.state).toBe('live');
  });

  test('goes on after an openSocket that throws', async () => {
    let calls = 0;
    const world = startClient();
    const { client, timers } = startClient(
      {
        openSocket: (url, protocols) => {
          if (calls++ === 0) throw new Error('Blocked by a policy');
          return world.chat.openSocket(url, protocols);
        },
      },
      world,
    );
    client.connect();
    await timers.advance(1_000);
    expect([calls, client.state]).toEqual([2, 'live']);
  });

  test('takes no notice of frames that it does not know', async () => {
    const { client, chat, timers, goLive, events, errors } = startClient();
    await goLive();
    for (const frame of [
      'not JSON',
      'null',
      '[]',
      '{}',
      '{"message":"(Lobby): user1: Hi"}',
      '{"message":"Internal server error","connectionId":"c","requestId":"r"}',
      '{"type":"constructor","ref":"x"}',
      '{"type":"typing","conversation":"lobby","user":"user2"}',
      '{"type":"message","conversation":"lobby"}',
      '{"type":"ack","ref":"nobody’s"}',
      '{"type":"error","code":"internal","error":"Internal error","retryable":true}',
    ]) {
      chat.socket.post(frame);
    }
    await timers.advance(100);
    expect(client.state).toBe('live');
    expect([events, errors]).toEqual([[], []]);
  });
});

describe('a client that cannot work', () => {
  test.each([undefined, 'foo', 'https://chat.test/', 'wss://'])(
    'is refused the url %j when it is made',
    (url) => {
      expect(() => startClient({ url: url as string, ...(url === undefined && { url: '' }) })).toThrow(
        /^url: /,
      );
    },
  );

  test('is refused when it has nothing to ask for tokens', () => {
    expect(() => startClient({ token: 'a token' as never })).toThrow(/^token: /);
  });

  test('says why when it shows that it is offline', async () => {
    const openSocket = () => {
      throw new Error('no route to host');
    };
    const { client, timers, states } = startClient({ openSocket });
    client.connect();
    await timers.advance(120_000);
    expect(states.at(-1)).toMatchObject({
      state: 'offline',
      code: 'socket_failed',
      reason: 'Error: no route to host',
    });
  });
});
