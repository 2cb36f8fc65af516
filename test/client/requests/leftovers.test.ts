import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { browserNetwork, type Network } from '../../../client/platform/network.ts';
import type { Timers } from '../../../client/platform/timers.ts';
import { startClient } from '../client-under-test.ts';
import { failure, tokenFor } from '../fake-chat.ts';
import { createFakeTimers } from '../fake-timers.ts';

const MINUTE = 60_000;

/** A clock's timers, counted; those of the fake chat, on the same clock, are not among them. */
function countTimers(clock: Timers) {
  const pending = new Set<unknown>();
  const timers: Timers = {
    now: clock.now,
    setTimeout(callback, milliseconds) {
      const handle = clock.setTimeout(() => {
        pending.delete(handle);
        callback();
      }, milliseconds);
      pending.add(handle);
      return handle;
    },
    clearTimeout(handle) {
      pending.delete(handle);
      clock.clearTimeout(handle);
    },
  };
  return { timers, pending };
}

/** A network that comes and goes, and who listens to it. */
function createFakeNetwork() {
  const listeners = new Set<() => void>();
  let isOnline = true;
  const network: Network = {
    isOnline: () => isOnline,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    network,
    listeners,
    turn(on: boolean) {
      isOnline = on;
      for (const listener of [...listeners]) listener();
    },
  };
}

/** A client, and all that it could leave behind. */
function startCounted() {
  const clock = createFakeTimers();
  const { timers, pending } = countTimers(clock);
  const { network, listeners, turn } = createFakeNetwork();
  const tokens = { lasts: 20 * MINUTE, isBroken: false, isSlow: false };
  const client = startClient(
    {
      timers,
      network,
      token: async () => {
        if (tokens.isBroken) throw new Error('No token');
        if (tokens.isSlow) await new Promise<void>((resolve) => clock.setTimeout(resolve, 45_000));
        return tokenFor('user1', clock.now() + tokens.lasts);
      },
    },
    { timers: clock },
  );
  return {
    ...client,
    turn,
    tokens,
    leftovers: () => ({
      timers: pending.size,
      networkListeners: listeners.size,
      openSockets: client.chat.sockets.filter(({ isClosed }) => !isClosed).length,
      socketListeners: client.chat.sockets.filter(
        ({ onopen, onmessage, onclose, isClosed }) => isClosed && (onopen || onmessage || onclose),
      ).length,
    }),
  };
}

type Counted = ReturnType<typeof startCounted>;

/** What may happen to a client, by name. */
const ACTS: Readonly<Record<string, (counted: Counted) => void>> = {
  'asks to connect': ({ client }) => client.connect(),
  'loses its socket': ({ chat }) => chat.sockets.at(-1)?.drop(),
  'hears nothing any more': ({ chat }) => {
    const socket = chat.sockets.at(-1);
    if (socket) socket.isSilent = true;
  },
  'is closed and asked back': ({ chat }) =>
    chat.sockets.at(-1)?.post({ type: 'closing', code: 'internal', error: 'Late', reconnect: true }),
  'is closed for good': ({ chat }) =>
    chat.sockets.at(-1)?.post({ type: 'closing', code: 'conflict', error: 'Too many', reconnect: false }),
  'gets no answers': ({ chat }) => {
    chat.intercept = () => true;
  },
  'is refused': ({ chat }) => {
    chat.intercept = (command, socket) => {
      chat.answer(socket, command, failure('not_allowed'));
      return true;
    };
  },
  'is throttled': ({ chat }) => {
    chat.intercept = (command, socket) => {
      chat.answer(socket, command, failure('slow_down', { retryable: true, retry_after_ms: 2_000 }));
      return true;
    };
  },
  'gets answers': ({ chat }) => {
    chat.intercept = () => false;
  },
  'has no token': ({ tokens }) => {
    tokens.isBroken = true;
  },
  'waits for tokens': ({ tokens }) => {
    tokens.isSlow = true;
  },
  'has short tokens': ({ tokens }) => {
    tokens.lasts = 45_000;
  },
  'has good tokens': ({ tokens }) => {
    Object.assign(tokens, { lasts: 20 * MINUTE, isBroken: false, isSlow: false });
  },
  'goes offline': ({ turn }) => turn(false),
  'goes online': ({ turn }) => turn(true),
  'sends a message': ({ client }) => void client.lobby('Hi'),
  'joins a group': ({ client }) => void client.join('devs'),
  'asks a question': ({ client }) => void client.friends(),
  'wakes up hours later': ({ timers }) => timers.sleep(3 * 60 * MINUTE),
};

const acts = fc.array(
  fc.record({
    name: fc.constantFrom(...Object.keys(ACTS)),
    wait: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(1_000, 20_000, 5 * MINUTE, 125 * MINUTE)),
  }),
  { maxLength: 14 },
);

async function perform(counted: Counted, list: readonly { readonly name: string; readonly wait: number }[]) {
  counted.client.connect();
  for (const { name, wait } of list) {
    await counted.timers.advance(wait);
    ACTS[name]?.(counted);
  }
}

const NOTHING = { timers: 0, networkListeners: 0, openSockets: 0, socketListeners: 0 };
const RUNS = { numRuns: 60, seed: 20_261_126 };

describe('a client, whatever has happened to it', () => {
  test('leaves no timer, no listener and no socket when it is closed', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const counted = startCounted();
        await perform(counted, list);
        counted.client.close();
        // What was under way comes to its end, in the order of promises.
        await counted.timers.advance(0);
        expect(counted.leftovers()).toEqual(NOTHING);
        // And nothing begins again.
        const { length } = counted.chat.sockets;
        await counted.timers.advance(3 * 60 * MINUTE);
        expect([counted.leftovers(), counted.chat.sockets.length]).toEqual([NOTHING, length]);
      }),
      RUNS,
    );
  });

  test('has one socket, and a timer for each thing that one connection needs, once it is well again', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const counted = startCounted();
        await perform(counted, list);
        for (const name of ['gets answers', 'has good tokens', 'goes online']) ACTS[name]?.(counted);
        // What is on its way arrives; then somebody presses "connect" again.
        await counted.timers.advance(MINUTE);
        counted.client.connect();
        await counted.timers.advance(15 * MINUTE);
        expect(counted.client.state).toBe('live');
        // The heartbeat, the token's end, the socket's end and the clock; perhaps a second sync, and whether it is stable.
        const { timers, ...others } = counted.leftovers();
        expect(timers).toBeLessThanOrEqual(6);
        expect(others).toEqual({ networkListeners: 1, openSockets: 1, socketListeners: 0 });
      }),
      RUNS,
    );
  });
});

describe('a client in a browser', () => {
  const page = globalThis as {
    addEventListener?: unknown;
    removeEventListener?: unknown;
    document?: unknown;
  };
  let listeners: string[] = [];
  const source = {
    addEventListener: (name: string) => void listeners.push(name),
    removeEventListener: (name: string) => void listeners.splice(listeners.indexOf(name), 1),
  };

  beforeEach(() => {
    listeners = [];
    Object.assign(page, source, { document: { visibilityState: 'visible', ...source } });
  });
  afterEach(() => {
    delete page.addEventListener;
    delete page.removeEventListener;
    delete page.document;
  });

  test('listens to the page until it is closed', () => {
    const { client } = startClient({ network: browserNetwork });
    expect(listeners.sort()).toEqual([
      'focus',
      'offline',
      'online',
      'pageshow',
      'resume',
      'visibilitychange',
    ]);
    client.close();
    expect(listeners).toEqual([]);
  });
});
