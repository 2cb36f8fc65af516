import { describe, expect, test } from '@jest/globals';
import type { ConnectionError } from '../../../client/errors.ts';
import type { ChatClientOptions } from '../../../client/options/options.ts';
import { startClient } from '../client-under-test.ts';
import { BAD_TOKEN, failure, tokenFor } from '../fake-chat.ts';

const MINUTE = 60_000;

/** A client, and each failure that its listeners were told. */
function startListening(options: Partial<ChatClientOptions> = {}) {
  const under = startClient(options);
  const told: ConnectionError[] = [];
  under.client.on('connectionFailed', (error) => told.push(error));
  return { ...under, told };
}

const goneToken = (cause: unknown) => () => {
  throw cause;
};

describe('an attempt that comes to nothing', () => {
  test.each<[string, ChatClientOptions['token'], RegExp]>([
    ['throws', goneToken(new TypeError('jwt of undefined')), /TypeError: jwt of undefined/],
    ['rejects', () => Promise.reject(new Error('my backend said 500')), /my backend said 500/],
    ['gives nothing', () => undefined as never, /gave a value of type undefined instead of a JWT/],
    ['gives an object', () => ({ jwt: 'x' }) as never, /a value of type object instead/],
    ['gives an empty text', () => '', /a text of 0 characters instead/],
    ['gives a page', () => '<html>502 Bad Gateway</html>', /a page of HTML instead/],
    ['gives a text', () => 'Service Unavailable', /a text of 19 characters instead/],
    ['gives a word that the server refuses', () => 'error', /a text of 5 characters instead/],
  ])('is told with its cause at once, when the token function %s', async (_, token, cause) => {
    const { client, told, failures, states, timers, goLive } = startListening({ token });
    await goLive();
    expect(told[0]).toMatchObject({
      name: 'ConnectionError',
      code: 'token_unavailable',
      message: cause,
      retryInMs: 250,
    });
    expect(failures[0]).toBe(told[0]);
    expect(client.lastFailure).toBe(told.at(-1));
    expect(told.at(-1)?.message).not.toMatch(/Service|error$/);
    await timers.advance(2 * MINUTE);
    expect(states.at(-1)).toMatchObject({ state: 'offline', code: 'token_unavailable', reason: cause });
    // Each of them.
    expect(told.length).toBeGreaterThan(5);
  });

  test('has what was thrown as its cause', async () => {
    const cause = new TypeError('jwt of undefined');
    const { told, goLive } = startListening({ token: goneToken(cause) });
    await goLive();
    expect(told[0]?.cause).toBe(cause);
  });

  test('says what the socket complained of, as Node does of a handshake', async () => {
    const { client, chat, told, states, timers } = startListening();
    client.connect();
    await timers.advance(0);
    chat.socket.onerror?.({ message: 'Unexpected server response: 404' } as never);
    chat.socket.onclose?.({ code: 1006, reason: '' } as never);
    await timers.advance(0);
    expect(told).toMatchObject([
      { code: 'socket_failed', message: 'The socket did not open: Unexpected server response: 404' },
    ]);
    await timers.advance(1_000);
    expect([client.state, client.lastFailure, states.length]).toEqual(['live', undefined, 2]);
  });

  test('says that the platform does not say why, as in browsers', async () => {
    const { client, chat, told, timers } = startListening();
    client.connect();
    await timers.advance(0);
    chat.socket.drop();
    await timers.advance(0);
    expect(told).toMatchObject([{ message: /did not open: the platform does not say why.*\(1006\)/ }]);
  });

  test('is told also when nothing more is tried', async () => {
    const { client, told, goLive } = startListening({ token: () => BAD_TOKEN });
    await goLive();
    expect(told).toMatchObject([{ code: 'invalid_token', retryInMs: undefined }]);
    expect(client.lastFailure).toBe(told[0]);
  });

  test('to sign in again is told, though the connection is well', async () => {
    let isBroken = false;
    const { client, told, timers, goLive } = startListening({
      token: () => {
        if (isBroken) throw new Error('No session');
        return tokenFor('user1', timers.now() + 10 * MINUTE);
      },
    });
    await goLive();
    isBroken = true;
    await timers.advance(9.5 * MINUTE);
    expect(told[0]).toMatchObject({ code: 'token_unavailable', message: /No session/ });
    expect([client.state, client.lastFailure]).toEqual(['live', undefined]);
  });

  test('is not reported where the platform says that there is no network, which is no surprise', async () => {
    const network = { isOnline: () => false, subscribe: () => () => undefined };
    const { told, failures, goLive } = startListening({
      network,
      token: goneToken(new Error('fetch failed')),
    });
    await goLive();
    expect([told.length > 0, failures]).toEqual([true, []]);
  });
});

describe('a token', () => {
  test.each([
    ['a newline behind it', (jwt: string) => `${jwt}\n`],
    ['the scheme in small letters', (jwt: string) => `bearer ${jwt}`],
    ['the scheme', (jwt: string) => `Bearer ${jwt}`],
  ])('is good with %s', async (_, change) => {
    const { client, chat, timers, goLive } = startClient({
      token: () => change(tokenFor('user1', timers.now() + MINUTE)),
    });
    await goLive();
    expect(client.state).toBe('live');
    expect(chat.commands[0]?.token).toMatch(/^Bearer [\w.-]+$/);
  });

  test('is asked for again while an endpoint answers with a page, and never refused for that', async () => {
    let isDown = true;
    const { client, chat, stateNames, timers, goLive } = startClient({
      token: () => (isDown ? '<html>502</html>' : tokenFor('user1', timers.now() + 60 * MINUTE)),
    });
    await goLive();
    await timers.advance(MINUTE);
    expect(chat.sockets).toEqual([]);
    isDown = false;
    await timers.advance(MINUTE);
    expect(client.state).toBe('live');
    expect(stateNames).not.toContain('refused');
  });

  test('that the server can’t check just now is shown again, and is no reason to stay away', async () => {
    const { client, chat, timers, goLive } = startClient();
    let isDown = true;
    chat.intercept = (command, socket) => {
      if (command.type !== 'authenticate' || !isDown) return false;
      chat.answer(socket, command, failure('invalid_token', { retryable: true, retry_after_ms: 1_000 }));
      return true;
    };
    await goLive();
    isDown = false;
    await timers.advance(5_000);
    expect(client.state).toBe('live');
  });
});

describe('a user who has signed out', () => {
  test('is left alone until connect() is called', async () => {
    let isSignedIn = false;
    const { client, chat, told, states, timers, goLive } = startListening({
      token: () => (isSignedIn ? tokenFor('user1', timers.now() + 60 * MINUTE) : null),
    });
    await goLive();
    expect(states.at(-1)).toMatchObject({ state: 'refused', code: 'signed_out', reason: /token gave null/ });
    expect(told).toMatchObject([{ code: 'signed_out' }]);
    await timers.advance(60 * MINUTE);
    expect([chat.sockets.length, timers.pending]).toEqual([0, 0]);
    isSignedIn = true;
    await goLive();
    expect(client.state).toBe('live');
  });

  test.each([
    ['when the token is to be renewed', 10],
    ['when the socket is to be replaced', 24 * 60],
  ])('is disconnected %s', async (_, minutes) => {
    let isSignedIn = true;
    const { chat, states, timers, goLive } = startClient({
      token: () => (isSignedIn ? tokenFor('user1', timers.now() + minutes * MINUTE) : null),
    });
    await goLive();
    isSignedIn = false;
    await timers.advance(121 * MINUTE);
    expect(states.at(-1)).toMatchObject({ state: 'refused', code: 'signed_out' });
    expect(chat.sockets.every(({ isClosed }) => isClosed)).toBe(true);
    expect(timers.pending).toBe(0);
  });

  test('is disconnected when a token was refused and there is no other', async () => {
    let isSignedIn = true;
    const { chat, states, timers, client, goLive } = startClient({
      token: () => (isSignedIn ? tokenFor('user1', timers.now() + 24 * 60 * MINUTE) : null),
    });
    await goLive();
    isSignedIn = false;
    chat.answerAll('lobby', failure('token_expired'));
    void client.lobby('Hi');
    await timers.advance(100);
    expect(states.at(-1)).toMatchObject({ state: 'refused', code: 'signed_out' });
  });
});

describe('a log for debugging', () => {
  test('tells each step, and nothing of tokens or of what was said', async () => {
    const lines: string[] = [];
    const { client, chat, timers, goLive } = startClient({ debug: (line) => lines.push(line) });
    await goLive();
    void client.lobby('a secret', { ref: 'r1' });
    await timers.advance(50);
    chat.socket.drop();
    await timers.advance(1_000);
    const log = lines.join('\n');
    for (const part of [
      /^attempt 1$/m,
      /^socket opens: wss:\/\/chat\.test/m,
      /^> authenticate \S+$/m,
      /^< synced \S+$/m,
      /^state: live/m,
      /^> lobby r1$/m,
      /^< ack r1$/m,
      /^socket over: socket_closed: The socket closed \(1006\)$/m,
      /^state: resuming/m,
    ]) {
      expect(log).toMatch(part);
    }
    expect(log).not.toMatch(/secret|fake\.user1/);
  });
});
