import { createCaches } from '../chat/ports/caches.ts';
import type { ChatPorts } from '../chat/ports/chat-ports.ts';
import { createVirtualClock, type VirtualClock } from './clock.ts';
import { createMemoryTokens, type MemoryTokens } from './connections/tokens.ts';
import { DEFAULT_LIMITS } from './default-limits.ts';
import { createRecordingDeliverRequests, type RecordingDeliverRequests } from './deliver-requests.ts';
import type { MemoryMessageLog } from './messages/message-log.ts';
import type { MemoryUndelivered } from './messages/undelivered.ts';
import { createRecordingPosts, type RecordingPosts } from './posts.ts';
import { createRecordingLogger, type RecordingLogger } from './recording-logger.ts';
import { createMemoryStores, digest } from './stores.ts';

/** All that the chat asks of the world, in memory, with what a test looks at. */
export interface MemoryPorts extends ChatPorts {
  readonly clock: VirtualClock;
  readonly posts: RecordingPosts;
  readonly log: MemoryMessageLog;
  readonly undelivered: MemoryUndelivered;
  readonly tokens: MemoryTokens;
  readonly deliverRequests: RecordingDeliverRequests;
  readonly logger: RecordingLogger;
}

/** @param overrides ports of the test's own, for example one that fails */
export function createMemoryPorts(overrides: Partial<MemoryPorts> = {}): MemoryPorts {
  const clock = overrides.clock ?? createVirtualClock();
  const limits = overrides.limits ?? DEFAULT_LIMITS;
  const stores = createMemoryStores(clock, limits);
  return {
    ...stores,
    ...createCaches(),
    clock,
    limits,
    posts: createRecordingPosts(clock),
    tokens: createMemoryTokens(clock),
    deliverRequests: createRecordingDeliverRequests(),
    digest,
    quota: { callsPerSecond: 10_000, burst: 5_000 },
    random: createRandom(),
    logger: createRecordingLogger(),
    blockPolicy: 'notify',
    directoryScope: 'open',
    ...overrides,
  };
}

/** The middle, so that pauses are half of their longest; but by so little that no two are the same. */
function createRandom(): () => number {
  let drawn = 0;
  return () => 0.5 + ++drawn / 1e12;
}
