import { createCache } from '../../chat/ports/cache.ts';
import { LOBBY_CHANNEL } from '../../chat/ports/connections/subscriptions.ts';
import type { OwnUse } from '../../chat/ports/own-use.ts';
import type { RateBuckets } from '../../chat/ports/rate-buckets.ts';
import { keepChannelRate } from '../../chat/rates/channel-rate.ts';
import { ChatError } from '../../protocol/errors.ts';
import { QUOTAS } from './parameters.ts';

/** Which of some messages slow mode lets through, by the chat's own rule. @returns their times */
export async function paceSenders(sentAt: readonly number[], recipients: number): Promise<number[]> {
  let now = 0;
  const audienceSizes = createCache<number>();
  audienceSizes.set(LOBBY_CHANNEL, recipients);
  const ports = {
    rateBuckets: createRateBuckets(),
    audienceSizes,
    ownUse: createCache<OwnUse>(),
    clock: { now: () => now, sleep: () => Promise.reject(new Error('Nobody waits here')) },
    quota: { callsPerSecond: QUOTAS.callsPerSecond, burst: QUOTAS.callsBucket },
  };
  const letThrough: number[] = [];
  for (now of sentAt) {
    try {
      await keepChannelRate(ports, LOBBY_CHANNEL);
      letThrough.push(now);
    } catch (error) {
      if (!(error instanceof ChatError && error.code === 'rate_limited')) throw error;
    }
  }
  return letThrough;
}

/** As aws/rate-bucket-store.ts does it, without the table. */
function createRateBuckets(): RateBuckets {
  let freeAt = 0;
  return {
    async take(_channel, { costMs, toleranceMs, now }) {
      if (freeAt <= now) freeAt = now + costMs;
      else if (freeAt <= now + toleranceMs) freeAt += costMs;
      else return Math.max(1, Math.ceil(freeAt - now - toleranceMs));
      return 0;
    },
  };
}
