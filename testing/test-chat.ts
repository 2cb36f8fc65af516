import { createCaches } from '../chat/ports/caches.ts';
import type { ChatPorts } from '../chat/ports/chat-ports.ts';
import type { ChatClientOptions } from '../client/options/options.ts';
import { createMemoryTokens } from '../memory/connections/tokens.ts';
import { DEFAULT_LIMITS } from '../memory/default-limits.ts';
import { createMemoryStores, digest } from '../memory/stores.ts';
import { createDeliveries } from './deliveries.ts';
import { createGateway } from './gateway.ts';
import { createPending } from './pending.ts';
import type { Refusal } from './socket.ts';

/** A test speaks faster than anybody types: a setting of the stack that it does without. */
const UNCOUNTED = { commandsPerSecond: 1_000_000, commandBurst: 1_000_000, signInsPerHour: 1_000_000 };
const HOUR_MS = 60 * 60 * 1_000;
const ISSUER = 'https://issuer.example';
/** Who keeps order. */
const ADMIN = 'admin';

/** What `createChatClient` needs to be a user of the test's chat. */
export type TestClientOptions = Pick<ChatClientOptions, 'url' | 'token' | 'openSocket' | 'backoff'>;

export interface TestChatOptions {
  /** Whether who is blocked is told so, as the stack's setting. @default notify */
  readonly blockPolicy?: 'notify' | 'silent';
  /** Epoch milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** A chat in the memory of a test: the server's own code on stores and sockets that nothing outside sees. */
export interface TestChat {
  /** For `createChatClient({ ...chat.optionsFor('user1') })`; each client is a device of that user. */
  optionsFor(user: string): TestClientOptions;
  /** Ends sockets as a lost network does, and opens no new ones. @param user whose; @default everybody's */
  disconnect(user?: string): void;
  /** Lets sockets open again that `disconnect` keeps from it. @param user as given there */
  reconnect(user?: string): void;
  /** Answers the next command of a user of this type with an error, and does nothing else with it. */
  refuseNext(user: string, type: string, refusal: Refusal): void;
  /** Resolves when all that was sent has been done and posted: what a client shows then stays. */
  settled(): Promise<void>;
}

/** Makes a chat for one test; it needs no clean-up but the clients' own `close()`. */
export function createTestChat({ blockPolicy = 'notify', now = Date.now }: TestChatOptions = {}): TestChat {
  const clock = {
    now: () => now(),
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
  const pending = createPending();
  const tokens = createMemoryTokens(clock);
  const limits = { ...DEFAULT_LIMITS, ...UNCOUNTED };
  const ports: ChatPorts = {
    ...createMemoryStores(clock, limits),
    ...createCaches(),
    clock,
    tokens,
    limits,
    blockPolicy,
    directoryScope: 'open',
    digest,
    random: Math.random,
    quota: { callsPerSecond: 10_000, burst: 5_000 },
    logger: { warn: console.warn, error: console.error },
    posts: { post: (id, frame) => gateway.post(id, frame), close: (id) => gateway.close(id) },
    deliverRequests: createDeliveries(() => ports, pending),
  };
  const gateway = createGateway(ports, pending);

  return {
    optionsFor: (user) => ({
      url: 'wss://chat.example/ws/chat/lobby/',
      token: () =>
        tokens.issue({
          user,
          subject: user,
          issuer: ISSUER,
          tokenExpiresAt: clock.now() + HOUR_MS,
          ...(user === ADMIN && { isAdmin: true }),
        }),
      openSocket: () => gateway.open(user),
      // What waits for a connection that a test has cut is there as soon as it may be.
      backoff: { firstMs: 1, mostMs: 20 },
    }),
    disconnect: gateway.disconnect,
    reconnect: gateway.reconnect,
    refuseNext: gateway.refuseNext,
    settled: pending.settled,
  };
}
