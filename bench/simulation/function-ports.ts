import type { PublishPorts } from '../../chat/delivery/publish.ts';
import { createCache } from '../../chat/ports/cache.ts';
import { LOBBY_CHANNEL, type Subscription } from '../../chat/ports/connections/subscriptions.ts';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';
import type { Undelivered } from '../../chat/ports/messages/undelivered.ts';
import type { PostOutcome } from '../../chat/ports/posts.ts';
import type { Account } from './account.ts';
import type { EventQueue } from './event-queue.ts';
import type { MessageOutcome } from './outcome.ts';
import type { Parameters } from './parameters.ts';

/** One run of a function, for one message. */
export interface FunctionRun {
  readonly message: MessageOutcome;
  readonly recipients: number;
  /** The share of a core that its memory comes with. */
  readonly coreShare: number;
  /** What it may run for; after that nothing of it happens any more. */
  readonly limitMs: number;
}

export interface World {
  readonly queue: EventQueue;
  readonly account: Account;
  readonly parameters: Parameters;
  readonly random: () => number;
  /** Asks for the function `deliver`. */
  request(message: MessageOutcome, request: DeliverRequest): void;
}

/** What the ports' clock says at the start of the simulation, epoch milliseconds. */
export const EPOCH = Date.UTC(2026, 0, 1);
const THROTTLED: PostOutcome = { kind: 'transient', cause: 'throttled' };
const POSTED: PostOutcome = { kind: 'done' };
const quiet = () => undefined;

/** The ports of one function, as far as a delivery uses them: each call takes its time, and computing its core. */
export function createFunctionPorts(world: World, run: FunctionRun): PublishPorts {
  const { queue, account, parameters } = world;
  const { latencies, cpu, quotas, delivery } = parameters;
  const { message, recipients, coreShare, limitMs } = run;
  const endsAt = queue.now() + limitMs;
  let cpuFreeAt = queue.now();

  /** Resolves at that time; never, when the function has ended by then. */
  const until = (time: number) =>
    new Promise<void>((resolve) => {
      queue.at(time, () => {
        if (queue.now() <= endsAt) resolve();
      });
    });
  const sleep = (milliseconds: number) => until(queue.now() + milliseconds);
  /** One thing after the other, as a function has one thread. */
  const compute = (milliseconds: number) => {
    cpuFreeAt = Math.max(queue.now(), cpuFreeAt) + milliseconds / coreShare;
    return until(cpuFreeAt);
  };

  async function call(onDone: () => void): Promise<PostOutcome> {
    await compute(cpu.post);
    const isLetThrough = account.call();
    await sleep(latencies.postMs);
    if (isLetThrough) onDone();
    return isLetThrough ? POSTED : THROTTLED;
  }

  return {
    clock: { now: () => EPOCH + queue.now(), sleep },
    random: world.random,
    logger: { warn: quiet, error: quiet },
    quota: delivery.isPaced
      ? { callsPerSecond: quotas.callsPerSecond, burst: quotas.callsBucket }
      : { callsPerSecond: Number.POSITIVE_INFINITY, burst: Number.POSITIVE_INFINITY },
    audienceSizes: createCache(),
    posts: {
      post: () =>
        call(() => {
          message.reached++;
          message.lastReachedAt = queue.now();
        }),
      close: () =>
        call(() => {
          message.closed++;
        }),
    },
    deliverRequests: {
      async send(request) {
        await compute(cpu.chunk);
        await sleep(latencies.invokeMs);
        world.request(message, request);
      },
    },
    undelivered: {
      put: () => sleep(latencies.databaseMs),
      hold: () => sleep(latencies.databaseMs),
      remove: () => sleep(latencies.databaseMs),
      async take() {
        await sleep(latencies.databaseMs);
        return true;
      },
    } as Pick<Undelivered, 'put' | 'hold' | 'remove' | 'take'> as Undelivered,
    log: { append: () => sleep(latencies.databaseMs) } as Pick<
      PublishPorts['log'],
      'append'
    > as PublishPorts['log'],
    subscriptions: {
      async *pages() {
        for (let from = 0; from < recipients; from += delivery.rowsPerPage) {
          const to = Math.min(from + delivery.rowsPerPage, recipients);
          await sleep(latencies.databaseMs);
          await compute(cpu.row * (to - from));
          yield Array.from({ length: to - from }, (_, index) => makeSubscription(from + index));
        }
      },
    } as Pick<PublishPorts['subscriptions'], 'pages'> as PublishPorts['subscriptions'],
    // Nobody is gone here, so that nothing is removed.
    connections: {} as PublishPorts['connections'],
    groups: {} as PublishPorts['groups'],
  };
}

const makeSubscription = (index: number): Subscription => ({
  channel: LOBBY_CHANNEL,
  connectionId: `c${index}`,
  user: `user${index}`,
  protocol: 'v1',
  connectedAt: 0,
  tokenExpiresAt: Number.POSITIVE_INFINITY,
});
