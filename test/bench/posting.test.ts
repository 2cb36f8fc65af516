import { describe, expect, test } from '@jest/globals';
import { createAccount } from '../../bench/simulation/account.ts';
import { createEventQueue } from '../../bench/simulation/event-queue.ts';
import { DELIVERY } from '../../bench/simulation/parameters.ts';
import { createPosting } from '../../bench/simulation/posting.ts';
import { createRandom } from '../../bench/simulation/random.ts';
import type { PostOutcome } from '../../chat/ports/posts.ts';
import type { Recipient } from '../../chat/ports/subscriptions.ts';
import { CHUNK_WITHIN_MS } from '../../chat/posting/deadlines.ts';
import { type ReachPorts, startReaching } from '../../chat/posting/reach.ts';
import { createTokenBucket } from '../../local/gateway/throttling/token-bucket.ts';
import { createVirtualClock } from '../../memory/clock.ts';

const POST_MS = 10;

interface Figures {
  reached: number;
  closed: number;
  lost: number;
  calls: number;
  lastReachedAt: number;
}

interface Load {
  readonly recipients: number;
  readonly callsPerSecond: number;
}

describe('the simulation of a function’s posts agrees with the code that it stands for', () => {
  test.each([
    ['when the quota is never met', { recipients: 500, callsPerSecond: 100_000 }],
    ['when most posts are throttled at first', { recipients: 500, callsPerSecond: 50 }],
    ['when time is too short for all', { recipients: 800, callsPerSecond: 20 }],
  ])('%s', async (_, load) => {
    const original = await deliverOriginally(load);
    const simulated = deliverSimulated(load);
    const tolerance = load.recipients * 0.05;
    expect(Math.abs(simulated.reached - original.reached)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(simulated.closed - original.closed)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(simulated.lost - original.lost)).toBeLessThanOrEqual(tolerance);
    expect(simulated.calls / original.calls).toBeCloseTo(1, 1);
    expect(Math.abs(simulated.lastReachedAt - original.lastReachedAt)).toBeLessThanOrEqual(
      Math.max(30, original.lastReachedAt * 0.1),
    );
  });
});

const bucketOf = ({ callsPerSecond }: Load) => ({ rate: callsPerSecond, capacity: callsPerSecond / 2 });
const none = (): Figures => ({ reached: 0, closed: 0, lost: 0, calls: 0, lastReachedAt: 0 });

async function deliverOriginally(load: Load): Promise<Figures> {
  const clock = createVirtualClock();
  const start = clock.now();
  const bucket = createTokenBucket({ ...bucketOf(load), now: clock.now });
  const figures = none();

  async function call(onDone: () => void): Promise<PostOutcome> {
    figures.calls++;
    const isLetThrough = bucket.take();
    await clock.sleep(POST_MS);
    if (isLetThrough) {
      onDone();
      return { kind: 'posted' };
    }
    return { kind: 'passing', cause: new Error('throttled') };
  }

  const posts: ReachPorts['posts'] = {
    post: () =>
      call(() => {
        figures.reached++;
        figures.lastReachedAt = clock.now() - start;
      }),
    close: () => call(() => figures.closed++),
  };
  const logger = { warn() {}, error() {} };
  // Nobody is gone, so nothing is removed.
  const ports = { posts, clock, random: createRandom(7), logger } as unknown as ReachPorts;
  const reaching = startReaching(ports, { frameOf: () => 'a frame', deadline: start + CHUNK_WITHIN_MS });
  for (let index = 0; index < load.recipients; index++) reaching.start(makeRecipient(index, start));
  await reaching.settle();
  return { ...figures, lost: load.recipients - figures.reached - figures.closed };
}

function deliverSimulated(load: Load): Figures {
  const queue = createEventQueue();
  const { rate, capacity } = bucketOf(load);
  const account = createAccount(queue, { callsPerSecond: rate, callsBucket: capacity });
  const { recipients } = load;
  const posting = createPosting({
    queue,
    account,
    delivery: DELIVERY,
    postMs: POST_MS,
    recipients,
    random: createRandom(8),
  });
  const figures = none();
  const run = posting.open({
    deadline: DELIVERY.chunkWithinMs,
    cpuMs: 0,
    unreached: 'close',
    onReached() {
      figures.reached++;
      figures.lastReachedAt = queue.now();
    },
    onClosed: () => figures.closed++,
    onLost: () => figures.lost++,
    onSettled() {},
  });
  for (let index = 0; index < recipients; index++) run.start(index);
  run.complete();
  queue.run(posting.handle);
  return { ...figures, calls: account.figures.calls };
}

const makeRecipient = (index: number, connectedAt: number): Recipient => ({
  channel: 'lobby',
  connectionId: `connection-${index}`,
  user: `user${index}`,
  protocol: 'v1',
  connectedAt,
  tokenExpiresAt: Number.POSITIVE_INFINITY,
});
