import { ASKED_MAX, NAME_PATTERN } from '../../../protocol/limits.ts';
import type { ChatClient } from '../../chat-client.ts';
import { loadWhenLive } from '../load-when-live.ts';

/** What was asked longer ago is asked for again when it is shown, epoch milliseconds. */
const FRESH_MS = 180_000;

/** Who is on screen, and is asked after. */
export interface ShownUsers {
  /** Whether a user is shown somewhere. */
  has(user: string): boolean;
  /** Asks after users, with those of the same moment together. */
  ask(users: Iterable<string>): void;
  /**
   * Says that users are shown now: they are asked after, and again with each connection.
   * @returns says that they are shown no more
   */
  show(users: readonly string[]): () => void;
}

/**
 * Asks after who is shown, a hundred at a time.
 * @param askOnce resolves to those of them to whom there was an answer, at least one
 * @param options.isRepeated whether they are asked after every few minutes, as nobody is told of changes
 */
export function createShownUsers(
  client: ChatClient,
  askOnce: (users: readonly string[]) => Promise<readonly string[]>,
  { isRepeated }: { readonly isRepeated: boolean },
): ShownUsers {
  /** How often each is shown. */
  const shown = new Map<string, number>();
  /** When each was asked for, epoch milliseconds. */
  const askedAt = new Map<string, number>();
  /** Who is to be asked for. */
  const due = new Set<string>();
  let refreshing: ReturnType<typeof setInterval> | undefined;

  const load = loadWhenLive(
    client,
    async () => {
      while (due.size > 0) {
        const answered = await askOnce([...due].slice(0, ASKED_MAX));
        for (const user of answered) {
          due.delete(user);
          askedAt.set(user, Date.now());
        }
      }
    },
    () => undefined,
  );

  function ask(users: Iterable<string>): void {
    // One that can't be a name would have the whole question refused, again and again.
    for (const user of users) if (NAME_PATTERN.test(user)) due.add(user);
    // All that is put on a page at once is asked for at once.
    queueMicrotask(() => due.size > 0 && void load(true));
  }

  const isStale = (user: string) => Date.now() - (askedAt.get(user) ?? 0) >= FRESH_MS;

  function watch(isShowing: boolean): void {
    if (isShowing && isRepeated)
      refreshing ??= setInterval(() => ask([...shown.keys()].filter(isStale)), FRESH_MS);
    if (isShowing) return;
    clearInterval(refreshing);
    refreshing = undefined;
  }

  client.on('state', ({ state }) => {
    if (state === 'live') ask(shown.keys());
    if (state === 'closed') watch(false);
  });

  return {
    has: (user) => shown.has(user),
    ask,
    show(users) {
      for (const user of users) shown.set(user, (shown.get(user) ?? 0) + 1);
      watch(shown.size > 0);
      ask(users.filter(isStale));
      return () => {
        for (const user of users) {
          const left = (shown.get(user) ?? 1) - 1;
          if (left > 0) shown.set(user, left);
          else shown.delete(user);
        }
        watch(shown.size > 0);
      };
    },
  };
}
