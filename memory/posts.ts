import type { PostOutcome, Posts } from '../chat/ports/posts.ts';
import type { Clock } from '../chat/ports/runtime.ts';

/** What comes of a post, by the number of attempts that this connection has had before. */
export type PostScript = (earlierAttempts: number) => PostOutcome | Promise<PostOutcome>;

export interface RecordingPosts extends Posts {
  /** The frames that a connection has received, oldest first. */
  framesOf(connectionId: string): string[];
  /** When posts to a connection were tried, in epoch milliseconds; those that failed too. */
  attemptsOf(connectionId: string): number[];
  /** The connections that were closed, in that order. */
  readonly closed: string[];
  /** From now on a connection's posts end as the script says; without a script they arrive. */
  script(connectionId: string, script: PostScript): void;
}

export const posted: PostOutcome = { kind: 'done' };
export const gone: PostOutcome = { kind: 'gone' };
export const passing: PostOutcome = { kind: 'transient', cause: new Error('throttled') };
export const failed: PostOutcome = { kind: 'failed', cause: new Error('forbidden') };

/** Stands in for the sockets: keeps what each would have received. */
export function createRecordingPosts(clock: Pick<Clock, 'now'>): RecordingPosts {
  const frames = new Map<string, string[]>();
  const attempts = new Map<string, number[]>();
  const scripts = new Map<string, PostScript>();
  const closed: string[] = [];
  return {
    closed,
    framesOf: (connectionId) => [...(frames.get(connectionId) ?? [])],
    attemptsOf: (connectionId) => [...(attempts.get(connectionId) ?? [])],
    script: (connectionId, script) => scripts.set(connectionId, script),

    async post(connectionId, frame) {
      const earlier = attempts.get(connectionId) ?? [];
      attempts.set(connectionId, [...earlier, clock.now()]);
      const outcome = (await scripts.get(connectionId)?.(earlier.length)) ?? posted;
      if (outcome.kind === 'done') frames.set(connectionId, [...(frames.get(connectionId) ?? []), frame]);
      return outcome;
    },

    async close(connectionId) {
      closed.push(connectionId);
      return posted;
    },
  };
}
