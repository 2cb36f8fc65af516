import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { createChatClient, type Events, type MessageFrame, type Told } from '../../client/index.ts';
import type { Options } from '../../terminal/command-line.ts';
import type { EndingSignal } from '../../terminal/exit-codes.ts';
import { followOwnEvents } from '../../terminal/piped/own-events.ts';
import { chatPiped } from '../../terminal/piped/piped.ts';
import { readLines } from '../../terminal/piped/read-lines.ts';
import { createTestChat, type TestChat } from '../../testing/test-chat.ts';

const USUAL: Options = {
  url: 'wss://chat.example/',
  signIn: { kind: 'local', user: 'user1', port: 1 },
  conversation: 'lobby',
  isColoured: false,
  rings: false,
  runsCommands: false,
  isJson: false,
  listens: false,
  timeoutMs: 60_000,
};

/** A run with this input, and what it has printed. */
function start(chat: TestChat, input: AsyncIterable<string | Uint8Array>, options: Partial<Options> = {}) {
  const printed = { out: '', about: '' };
  const waiting: (() => void)[] = [];
  const into = (channel: 'out' | 'about') =>
    new Writable({
      write(chunk, _, done) {
        printed[channel] += String(chunk).replaceAll(/\d\d:\d\d /g, 'HH:MM ');
        for (const look of waiting) look();
        done();
      },
    });
  let onSignal: (signal: EndingSignal) => void = () => {};
  const output = into('out');
  const ended = chatPiped({
    makeClient: () => createChatClient({ ...chat.optionsFor('user1'), report: () => {} }),
    options: { ...USUAL, ...options },
    input,
    output,
    errors: into('about'),
    onSignal: (listener) => {
      onSignal = listener;
    },
    now: Date.now,
  });
  return {
    printed,
    output,
    ended,
    signal: (signal: EndingSignal) => onSignal(signal),
    /** Resolves when this was printed. */
    prints: (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => (printed.out + printed.about).includes(text) && resolve();
        waiting.push(look);
        look();
      }),
  };
}

async function run(chat: TestChat, lines: string, options: Partial<Options> = {}) {
  const { printed, ended } = start(chat, Readable.from([Buffer.from(lines)]), options);
  return { code: await ended, ...printed };
}

/** Somebody else, who is there. */
async function join(chat: TestChat, user: string) {
  const client = createChatClient(chat.optionsFor(user));
  client.connect();
  await client.ready();
  return client;
}

describe('piped lines', () => {
  test('are sent in their order, printed when they have arrived, and end with 0', async () => {
    expect(await run(createTestChat(), 'one\n\n/two\r\nthree')).toEqual({
      code: 0,
      out: 'HH:MM [lobby] user1> one\nHH:MM [lobby] user1> /two\nHH:MM [lobby] user1> three\n',
      about: '',
    });
  });

  test('end with 1 when one wasn’t sent, which is told with its reason', async () => {
    const chat = createTestChat();
    const options = { conversation: 'whisper:nobody' };
    expect(await run(chat, 'hi\n', options)).toEqual({
      code: 1,
      out: '',
      about: '!! Not sent to @nobody: there is no user nobody, or they have never signed in. You wrote: hi\n',
    });
    const { code, out, about } = await run(chat, `${'x'.repeat(1_000_000)}\nafter\n`);
    expect([code, out]).toEqual([1, 'HH:MM [lobby] user1> after\n']);
    expect(about).toMatch(/^!! Not sent to lobby: that is too long: .* You wrote: x{200}…\n$/);
  });

  test('are commands where that is wanted', async () => {
    const lines = '/join devs\nhi\n/who\n//text\n/jion\n/quit\nnever\n';
    expect(await run(createTestChat(), lines, { runsCommands: true })).toEqual({
      code: 1,
      out: 'HH:MM [#devs] user1> hi\nIn #devs: user1 (you)\nHH:MM [#devs] user1> /text\n',
      about: expect.stringMatching(/^!! There is no command \/jion\. Did you mean \/join\?.*\n$/),
    });
  });

  test('are JSON where that is wanted, one event a line and nothing else', async () => {
    const options = { isJson: true, runsCommands: true };
    const { code, out, about } = await run(createTestChat(), 'a\u202eb\n/groups\n', options);
    const [line = '', rest] = out.split('\n');
    expect([code, rest]).toEqual([0, '']);
    expect(JSON.parse(line)).toMatchObject({
      type: 'message',
      from: 'user1',
      content: 'a\u202eb',
      isLive: true,
    });
    expect(line).not.toContain('\u202e');
    expect(about).toBe('You are in no group: /join GROUP.\n');
  });

  test('wait for a connection as long as was said, and end with 3', async () => {
    const chat = createTestChat();
    chat.disconnect();
    const { code, about } = await run(chat, 'hi\n', { timeoutMs: 50 });
    expect(code).toBe(3);
    expect(about).toMatch(
      /^!! Could not connect to wss:\/\/chat\.example\/: .*\n!! Not sent to lobby: hi\n$/,
    );
  });

  test('need a connection also where there are none, or where they are commands, which are done when there is one', async () => {
    const chat = createTestChat();
    chat.disconnect();
    const runs = [
      start(chat, Readable.from([]), { timeoutMs: 50 }),
      start(chat, Readable.from(['/status\n/never\n']), { timeoutMs: 50, runsCommands: true }),
    ];
    expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([3, 3]);
    expect(runs[0]?.printed).toEqual({
      out: '',
      about: expect.stringMatching(/^!! Could not connect .*\n$/),
    });
    expect(runs[1]?.printed).toEqual({
      out: '',
      about: expect.stringMatching(/^!! Could not connect .*\n!! Not done: \/status\n$/),
    });
    chat.reconnect();
    expect(await run(chat, '')).toEqual({ code: 0, out: '', about: '' });
    const { out } = await run(chat, '/status\n', { runsCommands: true });
    expect(out).toMatch(/^You are user1; plain text goes to lobby\.\nConnection: live, /);
    expect((await run(chat, '/quit\nnever\n', { runsCommands: true })).about).toBe('');
  });

  test('are told of commands only as far as they can give some', async () => {
    const chat = createTestChat();
    const options = { conversation: 'group:devs' };
    expect((await run(chat, 'hi\n', options)).about).toBe(
      '!! Not sent to #devs: there is no group devs: /join devs first, as a line with --commands. You wrote: hi\n',
    );
    expect((await run(chat, 'hi\n', { ...options, runsCommands: true })).about).toBe(
      '!! Not sent to #devs: there is no group devs: /join devs first. You wrote: hi\n',
    );
    const two = await join(chat, 'user2');
    await two.add('user1');
    const told = async (listening: Partial<Options>) => {
      const { printed, prints, signal, ended } = start(chat, Readable.from([]), {
        listens: true,
        ...listening,
      });
      await prints('asks you to be friends');
      signal('SIGINT');
      await ended;
      return printed.out;
    };
    expect(await told({})).toMatch(/user2 asks you to be friends\n$/);
    expect(await told({ runsCommands: true })).toMatch(/friends: \/accept user2 or \/decline user2\n$/);
    two.close();
  });

  test('are sent over a connection that is lost meanwhile, which is told', async () => {
    const chat = createTestChat();
    const input = new PassThrough();
    const { printed, ended, prints } = start(chat, input);
    input.write('one\n');
    await prints('user1> one');
    chat.disconnect('user1');
    await prints('The connection was lost');
    input.end('two\n');
    chat.reconnect('user1');
    expect(await ended).toBe(0);
    expect(printed.out).toContain('user1> two\n');
    expect(printed.about).toContain('-- Connected as user1.\n');
  });

  test('stop at a signal with its code, and say what is unsent', async () => {
    const chat = createTestChat();
    chat.disconnect();
    const { printed, ended, prints, signal } = start(chat, Readable.from(['hi\n']));
    await prints('Could not connect');
    signal('SIGTERM');
    expect(await ended).toBe(143);
    expect(printed.about).toMatch(/!! Not sent to lobby: hi\n$/);
  });

  test('stop without a word when nobody reads any more', async () => {
    const { ended, output, printed } = start(createTestChat(), new PassThrough());
    output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(await ended).toBe(141);
    expect(printed).toEqual({ out: '', about: '' });
  });
});

describe('listening', () => {
  test('prints whatever is said, also when the input has ended, until a signal', async () => {
    const chat = createTestChat();
    const two = await join(chat, 'user2');
    const { printed, ended, prints, signal } = start(chat, Readable.from(['hello\n']), { listens: true });
    await prints('user1> hello');
    await two.whisper('user1', 'a\nb');
    await two.lobby('for all');
    await prints('for all');
    signal('SIGINT');
    expect(await ended).toBe(0);
    expect(printed).toEqual({
      out: 'HH:MM [lobby] user1> hello\nHH:MM [@user2] user2: a\n      b\nHH:MM [lobby] user2: for all\n',
      about: '-- Connected as user1.\n',
    });
    two.close();
  });

  test('ends with 3 when the user is banned, erased or kept from signing in again, and says why', async () => {
    const chat = createTestChat();
    const admin = await join(chat, 'admin');
    const listen = async (options: Partial<Options> = {}) => {
      const input = new PassThrough();
      const listener = start(chat, input, { listens: true, ...options });
      await listener.prints('Connected as user1');
      return { ...listener, input };
    };
    const banned = await listen();
    await admin.ban('user1', { seconds: 3_600 });
    expect(await banned.ended).toBe(3);
    expect(banned.printed.about).toMatch(
      /!! An admin has banned you from this chat, for 60 minutes yet\.\n!! That is not tried again\.\n$/,
    );
    await admin.unban('user1');
    const lost = await listen();
    chat.disconnect('user1');
    await lost.prints('The connection was lost');
    await admin.ban('user1');
    chat.reconnect('user1');
    expect(await lost.ended).toBe(3);
    await admin.unban('user1');
    const erased = await listen({ runsCommands: true });
    erased.input.write('/erase user1\n');
    expect(await erased.ended).toBe(3);
    expect(erased.printed.about).toContain('nobody comes in by your name.\n');
    admin.close();
  });

  test('prints nothing of others’ where it isn’t wanted', async () => {
    const chat = createTestChat();
    const two = await join(chat, 'user2');
    await two.lobby('not for a pipe');
    expect((await run(chat, 'mine\n')).out).toBe('HH:MM [lobby] user1> mine\n');
    two.close();
  });
});

describe('a message of one’s own', () => {
  const command = { type: 'lobby', content: 'hi' } as const;
  const event = { type: 'message', sent_ref: 'r1' } as unknown as Told<MessageFrame>;

  /** A client that tells what a test says. */
  function createTeller() {
    const listeners: Partial<Record<keyof Events, (told: never) => void>> = {};
    return {
      on(name: keyof Events, listener: (told: never) => void) {
        listeners[name] = listener;
        return () => {};
      },
      tell: <Name extends keyof Events>(name: Name, told: Events[Name]) => listeners[name]?.(told as never),
    };
  }

  test('is waited for where its acknowledgement comes first, and is nobody else’s', async () => {
    const client = createTeller();
    const own = followOwnEvents(client);
    client.tell('pending', [{ ref: 'r1', command, createdAt: 0 }]);
    client.tell('sent', { ref: 'r1', command, id: 'i1' });
    let isHere = false;
    const arrived = own.arrived(60_000).then(() => {
      isHere = true;
    });
    expect(own.take({ ...event, sent_ref: 'r2' })).toBe(false);
    await new Promise(setImmediate);
    expect(isHere).toBe(false);
    expect(own.take(event)).toBe(true);
    await arrived;
  });

  test('is waited for no more when it is here, or lost', async () => {
    const client = createTeller();
    const own = followOwnEvents(client);
    client.tell('pending', [{ ref: 'r1', command, createdAt: 0 }]);
    expect(own.take(event)).toBe(true);
    client.tell('sent', { ref: 'r1', command, id: 'i1' });
    await own.arrived(60_000);
    client.tell('pending', [{ ref: 'r3', command, createdAt: 0 }]);
    client.tell('sent', { ref: 'r3', command, id: 'i3' });
    await own.arrived(1);
  });

  test('is not waited for where it is only changed', async () => {
    const client = createTeller();
    const own = followOwnEvents(client);
    const edit = { type: 'edit', conversation: 'lobby', id: 'i1', content: 'hi' } as const;
    client.tell('pending', [{ ref: 'r1', command: edit, createdAt: 0 }]);
    client.tell('sent', { ref: 'r1', command: edit, id: 'i2' });
    let isOver = false;
    void own.arrived(60_000).then(() => {
      isOver = true;
    });
    await new Promise(setImmediate);
    expect(isOver).toBe(true);
  });
});

describe('lines', () => {
  async function read(...chunks: (string | Uint8Array)[]): Promise<string[]> {
    const lines: string[] = [];
    for await (const line of readLines(Readable.from(chunks))) lines.push(line);
    return lines;
  }

  test('are whole, however they come', async () => {
    expect(await read('a', 'b\nc', '\r\n\n', 'd')).toEqual(['ab', 'c', '', 'd']);
    const bytes = Buffer.from('日本\n');
    expect(await read(bytes.subarray(0, 2), bytes.subarray(2))).toEqual(['日本']);
    expect(await read()).toEqual([]);
  });

  test('take a bounded memory, however long they are', async () => {
    const long = Array.from({ length: 50 }, () => 'x'.repeat(10_000));
    const [first = '', second] = await read(...long, '\nnext\n');
    expect(first.length).toBe(64 * 1024);
    expect(second).toBe('next');
  });
});
