import type { ChatPorts } from '../ports/chat-ports.ts';
import { type BucketPorts, type OwnPart, spendFrom } from './bucket.ts';

export type PostRatePorts = BucketPorts & Pick<ChatPorts, 'audienceSizes' | 'quota'>;

/** A bucket that posts are taken from. */
export interface PostBucket {
  readonly name: string;
  /** Its part of the account's quota. */
  readonly share: number;
  readonly burstMs: number;
  readonly own: OwnPart;
}

/**
 * Takes the posts of one message to a channel from a bucket. Approximate: the audience's size is the one of the last
 * message that this environment saw, so an environment's first message on a channel is free.
 * @throws ChatError `rate_limited`
 */
export async function spendPosts(
  ports: PostRatePorts,
  channel: string,
  { name, share, burstMs, own }: PostBucket,
): Promise<void> {
  const size = ports.audienceSizes.get(channel) ?? 0;
  if (size === 0) return;
  const costMs = (size * 1_000) / (ports.quota.callsPerSecond * share);
  await spendFrom(ports, { name, costMs, burstMs, own });
}
