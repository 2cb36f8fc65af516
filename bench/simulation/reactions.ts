import { deliverChunk } from '../../chat/delivery/deliver-chunk.ts';
import { handleFrame } from '../../chat/handle-frame.ts';
import { type Caches, createCaches } from '../../chat/ports/caches.ts';
import type { ChatPorts } from '../../chat/ports/chat-ports.ts';
import type { Connection } from '../../chat/ports/connections/connections.ts';
import { runRequest } from '../../chat/run-request.ts';
import { connectSignedIn } from '../../chat/sessions/connect.ts';
import { createMemoryPorts } from '../../memory/chat-ports.ts';
import { DEFAULT_LIMITS } from '../../memory/default-limits.ts';
import { createMemoryStores } from '../../memory/stores.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';
import { createEventQueue } from './event-queue.ts';
import { EPOCH } from './function-ports.ts';
import { LATENCIES, QUOTAS } from './parameters.ts';
import { createRandom } from './random.ts';
import { meterStores, type Units } from './store-units.ts';

/** Everybody in a lobby reacts once, to one of some messages. */
export interface ReactionStorm {
  readonly users: number;
  readonly messages: number;
  /** Within which they do so, evenly. */
  readonly withinMs: number;
  /** Whether posts are held to the channel's share, as they are. */
  readonly isHeld: boolean;
}

export interface StormOutcome {
  readonly units: Units;
  /** Of frames of reactions; each reaction is acknowledged besides. */
  readonly posts: number;
  readonly mostPostsInASecond: number;
  readonly refused: number;
  readonly gigabyteSeconds: number;
  readonly mostFunctions: number;
  /** From the last reaction until everybody has been told how it stands in the end, a sweep each minute included. */
  readonly settledMs: number;
}

/** Of `message`, as `lib/functions.ts` gives it. */
const GIGABYTES = 0.5;
const SWEEP_EVERY_MS = 60_000;
/** Sweeps behind the last reaction: by then nothing is left. */
const SWEEPS = 3;

/** Runs the chat's own code, frames and all, on stores in memory and a virtual clock. */
export async function simulateReactions(storm: ReactionStorm): Promise<StormOutcome> {
  const { users, messages, withinMs, isHeld } = storm;
  const queue = createEventQueue();
  const random = createRandom(1);
  const sleep = (milliseconds: number) =>
    new Promise<void>((wake) => queue.at(queue.now() + Math.max(0, milliseconds), wake));
  const clock = { now: () => EPOCH + queue.now(), sleep, advance: () => undefined };
  const plain = createMemoryStores(clock, DEFAULT_LIMITS);
  const { stores, units } = meterStores(plain, () => sleep(LATENCIES.databaseMs), { isHeld });
  const figures = { posts: 0, refused: 0, gigabyteSeconds: 0, running: 0, mostFunctions: 0 };
  const perSecond = new Map<number, number>();
  /** By message: when somebody was last told the highest count, and which that is. */
  const told = new Map<string, { readonly count: number; readonly at: number }>();

  let latest = { frame: '', read: JSON.parse('{}') };

  function onPosted(frame: string): void {
    // One frame goes to many.
    if (frame !== latest.frame) latest = { frame, read: JSON.parse(frame) };
    const { type, id, reactions } = latest.read;
    if (type === 'error') figures.refused++;
    if (type !== 'reactions') return;
    figures.posts++;
    const second = Math.floor(queue.now() / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    const count = reactions[0]?.count ?? 0;
    if (count > (told.get(id)?.count ?? 0)) told.set(id, { count, at: queue.now() });
  }

  const idle: Caches[] = [];
  /** Runs a function in an environment that is idle, or in a new one. */
  async function run(work: (ports: ChatPorts) => Promise<void>): Promise<void> {
    const caches = idle.pop() ?? createCaches();
    const startedAt = queue.now();
    figures.mostFunctions = Math.max(figures.mostFunctions, ++figures.running);
    await work(portsOf(caches));
    figures.running--;
    figures.gigabyteSeconds += (GIGABYTES * (queue.now() - startedAt)) / 1_000;
    idle.push(caches);
  }

  function portsOf(caches: Caches): ChatPorts {
    return {
      ...createMemoryPorts({ clock }),
      ...stores,
      ...caches,
      random,
      quota: { callsPerSecond: QUOTAS.callsPerSecond, burst: QUOTAS.callsBucket },
      posts: {
        async post(_connection, frame) {
          await sleep(LATENCIES.postMs);
          onPosted(frame);
          return { kind: 'done' };
        },
        close: async () => ({ kind: 'done' }),
      },
      deliverRequests: {
        async send(request) {
          await sleep(LATENCIES.invokeMs);
          if (request.type !== 'chunk') throw new Error(`Nobody asks for ${request.type} here`);
          queue.at(queue.now(), () => void run((ports) => deliverChunk(ports, request)));
        },
      },
    };
  }

  const setup = { ...createMemoryPorts({ clock }), ...plain };
  const connections = Array.from({ length: users }, (_, index) => connectionOf(index));
  for (const connection of connections) {
    const { user } = connection.signedIn;
    await connectSignedIn(setup, connection, { issuer: 'https://issuer.example', subject: user });
  }
  const ids = Array.from({ length: messages }, (_, index) =>
    makeEventId({ receivedAt: EPOCH - 1_000 + index, arrival: 0, random }),
  );
  for (const id of ids)
    await plain.log.append({
      conversation: 'lobby',
      event: { type: 'lobby', id, from: 'user0', content: 'Hello' },
    });

  for (const [index, connection] of connections.entries()) {
    queue.at((index * withinMs) / users, () => {
      const frame = {
        type: 'react',
        ref: 'r1',
        conversation: 'lobby',
        id: ids[index % messages],
        emoji: '👍',
      };
      const receivedAt = clock.now();
      const id = makeEventId({ receivedAt, arrival: 0, random });
      void run((ports) => handleFrame(ports, { text: JSON.stringify(frame), receivedAt, id, connection }));
    });
  }
  for (let sweeps = 1; sweeps <= SWEEPS; sweeps++)
    queue.at(
      withinMs + sweeps * SWEEP_EVERY_MS,
      () => void run((ports) => runRequest(ports, { type: 'sweep' })),
    );
  await queue.run();
  return {
    ...figures,
    units: units(),
    mostPostsInASecond: Math.max(...perSecond.values()),
    settledMs: Math.max(...[...told.values()].map(({ at }) => at)) - withinMs,
  };
}

function connectionOf(
  index: number,
): Connection & { readonly signedIn: NonNullable<Connection['signedIn']> } {
  return {
    connectionId: `c${String(index).padStart(6, '0')}`,
    connectedAt: EPOCH,
    protocol: 'v2',
    signedIn: { user: `user${index}`, tokenExpiresAt: Number.POSITIVE_INFINITY },
  };
}
