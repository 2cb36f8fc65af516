import { readEventTime } from '../../protocol/events/event-id.ts';
import type { Synced } from '../../protocol/frames/answers.ts';
import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import type { Link } from '../connection/link.ts';
import { ChatRequestError, mayWorkLater, Unanswered } from '../errors.ts';
import type { Settings } from '../options/options.ts';
import { backoff } from '../platform/backoff.ts';
import { isLogged, readCursors } from '../wire/frames.ts';
import type { Cursors } from './sync-position.ts';

/** What a completed sync found. */
export interface SyncResult {
  readonly cursors: Cursors;
  /** Of each conversation's key that was asked for: whether everything since the cursor was to be had. */
  readonly recovered: ReadonlyMap<string, boolean>;
  /** By how much the server's clock is ahead of this one's, milliseconds; undefined when nothing shows it. */
  readonly clockAhead: number | undefined;
}

export interface SyncPorts {
  readonly settings: Settings;
  cursors(): Cursors;
  /** An event of a page, oldest first; it may be a repeat. */
  onEvent(event: LoggedFrame): void;
  onSynced(result: SyncResult): void;
  /** The server can't read the cursors: they are of no use any more. */
  onUselessCursors(): void;
}

/** Asks for what a client may have missed; one at a time. */
export interface Sync {
  /**
   * Begins once the one that runs is over; asked for several times meanwhile, once.
   * @throws ConnectionLost, ChatRequestError
   */
  run(link: Link): Promise<void>;
}

export function createSync(ports: SyncPorts): Sync {
  let last: Promise<void> = Promise.resolve();
  let next: { readonly link: Link; readonly done: Promise<void> } | undefined;

  return {
    run(link) {
      if (next?.link === link) return next.done;
      const done = last.then(() => {
        if (next?.done === done) next = undefined;
        return syncOn(link, ports);
      });
      next = { link, done };
      last = done.catch(() => undefined);
      return done;
    },
  };
}

/** Page after page; the cursors of a page are for the next one, and only the last one's are kept. */
async function syncOn(link: Link, ports: SyncPorts): Promise<void> {
  const recovered = new Map<string, boolean>();
  let startedAt: number | undefined;
  let cursors = ports.cursors();
  while (true) {
    const { page, sentAt } = await askForPage(link, cursors, ports);
    if (!page) {
      ports.onUselessCursors();
      cursors = {};
      continue;
    }
    startedAt ??= sentAt;
    for (const event of page.events) if (isLogged(event)) ports.onEvent(event);
    for (const [key, isWhole] of Object.entries(page.recovered ?? {})) {
      recovered.set(key, isWhole && recovered.get(key) !== false);
    }
    cursors = readCursors(page);
    if (page.more) continue;
    const { lobby } = cursors;
    const clockAhead = lobby === undefined ? undefined : readEventTime(lobby) - startedAt;
    return ports.onSynced({ cursors, recovered, clockAhead });
  }
}

/** For as long as it takes, or the connection lasts. */
async function askForPage(link: Link, cursors: Cursors, { settings }: SyncPorts): Promise<Asked> {
  for (let failures = 0; ; failures++) {
    const sentAt = settings.timers.now();
    let wait = backoff(settings.backoff, failures, settings.random);
    try {
      const answer = await link.ask({ type: 'sync', cursors });
      if (answer.type === 'synced') return { page: answer, sentAt };
    } catch (error) {
      const isFaulty = error instanceof ChatRequestError && error.code === 'invalid_field';
      if (isFaulty && Object.keys(cursors).length > 0) return { page: undefined, sentAt };
      if (!mayWorkLater(error) && !(error instanceof Unanswered)) throw error;
      if (error instanceof ChatRequestError) wait = Math.max(wait, error.retryAfterMs ?? 0);
    }
    await link.connection.sleep(wait);
  }
}

interface Asked {
  /** Undefined when the server can't read the cursors. */
  readonly page: Synced | undefined;
  readonly sentAt: number;
}
