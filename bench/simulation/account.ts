import { createTokenBucket } from '../../local/gateway/throttling/token-bucket.ts';
import type { EventQueue } from './event-queue.ts';
import type { Quotas } from './parameters.ts';

/** API Gateway's quota: one bucket for everybody's frames and posts. What is refused takes nothing from it. */
export interface Account {
  /** @returns whether the call is let through */
  call(): boolean;
  readonly figures: { calls: number; refused: number };
}

export function createAccount(
  queue: EventQueue,
  { callsPerSecond, callsBucket }: Pick<Quotas, 'callsPerSecond' | 'callsBucket'>,
): Account {
  const bucket = createTokenBucket({ rate: callsPerSecond, capacity: callsBucket, now: queue.now });
  const figures = { calls: 0, refused: 0 };
  return {
    figures,
    call() {
      figures.calls++;
      const isLetThrough = bucket.take();
      if (!isLetThrough) figures.refused++;
      return isLetThrough;
    },
  };
}
