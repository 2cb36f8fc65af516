import type { Queries } from './queries.ts';

/** Each time is a post to everybody there: as seldom as others, who show it for 6 s, don't lose sight of it. */
const SAID_EVERY_MS = 4_000;

/**
 * That one is typing: said once in so long of a conversation, and only while there is a connection, as it would be over by the
 * next one.
 * @param ports.now epoch milliseconds
 * @param ports.saidAt when it was said last, by conversation; without it, as behind a message that ended it for the others, it is said with the next key
 */
export function createTyping(
  say: Queries['typing'],
  { isLive, now, saidAt }: { isLive: () => boolean; now: () => number; saidAt: Map<string, number> },
): Queries['typing'] {
  return (conversation) => {
    const since = now() - (saidAt.get(conversation) ?? 0);
    // Negative where the clock was set back.
    if (!isLive() || (since >= 0 && since < SAID_EVERY_MS)) return Promise.resolve();
    saidAt.set(conversation, now());
    return say(conversation);
  };
}
