import type { ChatPorts } from '../ports/chat-ports.ts';
import type { PostOutcome } from '../ports/posts.ts';

/** $connect may not have returned yet while a row is this young, and until then a post is answered 410. */
const OPENING_MS = 30_000;

/** @returns whether a connection that looks gone may only be opening */
export const mayBeOpening = (
  { clock }: Pick<ChatPorts, 'clock'>,
  { connectedAt }: { readonly connectedAt: number },
): boolean => clock.now() - connectedAt <= OPENING_MS;

/** The first pause is at most this long, each further one at most twice the one before. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * How it ended: `done`, or the connection is `gone` for good, or `unreachable` until the deadline. `unopened` is a young
 * connection that nobody found open yet: it may still come to be.
 */
export type Attempt =
  | { readonly kind: 'done' | 'gone' | 'unopened' }
  | { readonly kind: 'unreachable'; readonly cause: unknown };

/**
 * Posts to one connection or closes it, and again after passing failures with full jitter (AWS Architecture Blog,
 * "Exponential backoff and jitter").
 * @param options.deadline epoch milliseconds, after which nothing is tried
 */
export async function tryUntil(
  ports: Pick<ChatPorts, 'clock' | 'random'>,
  act: () => Promise<PostOutcome>,
  { connectedAt, deadline }: { connectedAt: number; deadline: number },
): Promise<Attempt> {
  if (ports.clock.now() >= deadline)
    return { kind: 'unreachable', cause: new Error('It was too late to try') };
  for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
    const outcome = await act();
    if (outcome.kind === 'done') return { kind: 'done' };
    if (outcome.kind === 'failed') return { kind: 'unreachable', cause: outcome.cause };
    const now = ports.clock.now();
    if (outcome.kind === 'gone' && !mayBeOpening(ports, { connectedAt })) return { kind: 'gone' };
    const asked = outcome.kind === 'transient' ? (outcome.retryAfterMs ?? 0) : 0;
    const pause = Math.max(asked, ports.random() * longest);
    if (now + pause >= deadline) {
      return outcome.kind === 'gone' ? { kind: 'unopened' } : { kind: 'unreachable', cause: outcome.cause };
    }
    await ports.clock.sleep(pause);
  }
}
