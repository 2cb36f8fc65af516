import { TYPING_EVERY_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';

/** Of what tells that somebody is typing, what an environment posts in one conversation: 100 posts a second. */
export const POST_MS = 10;

export type TypingRatePorts = Pick<ChatPorts, 'typedAt' | 'clock'>;

/**
 * Whether it may be told that a user is typing: once in so long, and no more in all than the channel's share. Kept in memory
 * alone, as it must cost no write: each environment lets through as much.
 * @param audience how many of a channel would be told; 0 for a whisper
 */
export function mayTellTyping(
  { typedAt, clock }: TypingRatePorts,
  user: string,
  channel: string,
  audience: number,
): boolean {
  const now = clock.now();
  const isFree = (key: string) => (typedAt.get(key) ?? 0) <= now;
  const own = `${user} ${channel}`;
  if (!isFree(own) || !isFree(channel)) return false;
  // A clock that has been set back since must not keep anybody quiet: neither is ever far ahead.
  typedAt.set(own, now + TYPING_EVERY_MS);
  typedAt.set(channel, now + audience * POST_MS);
  return true;
}
