import type { AnswerFrame } from '../../protocol/frames/answers.ts';
import type { Command } from '../connection/connection.ts';
import type { Link } from '../connection/link.ts';
import { ChatRequestError, ConnectionLost, mayWorkLater, Unanswered } from '../errors.ts';
import type { Settings } from '../options/options.ts';
import { backoff } from '../platform/backoff.ts';
import { startTimer } from '../platform/timers.ts';
import { findSizeFault } from './pending-command.ts';

/** Questions, which are safe to ask again: each waits for a connection, and goes over to the next one. */
export interface QueryQueue {
  /** @throws ChatRequestError, `timed_out` among them */
  ask(command: Command): Promise<AnswerFrame>;
  /** Goes on, now that there is a connection. */
  wake(): void;
  /** Rejects all of them. */
  rejectAll(error: ChatRequestError): void;
}

interface Query {
  readonly command: Command;
  resolve(answer: AnswerFrame): void;
  reject(error: unknown): void;
  isInFlight: boolean;
  failures: number;
}

/**
 * A connection that is refused too often is closed. So once one is refused, it is one at a time until none is left, and those
 * behind one that waits wait with it for a moment: for an allowance of its own it may have to wait for longer.
 */
const ASKED_AT_ONCE = 8;
const HELD_MS = 1_000;

/** @param live the connection to ask on; undefined while there is none */
export function createQueryQueue(settings: Settings, live: () => Link | undefined): QueryQueue {
  const { timers } = settings;
  const queries = new Set<Query>();
  let inFlight = 0;
  let most = ASKED_AT_ONCE;

  async function transmit(query: Query): Promise<void> {
    const link = live();
    if (!link || query.isInFlight || !queries.has(query) || inFlight >= most) return;
    query.isInFlight = true;
    inFlight++;
    let wait = 0;
    try {
      query.resolve(await link.ask(query.command));
    } catch (error) {
      if (mayWorkLater(error)) {
        most = 1;
        wait = Math.max(
          backoff(settings.backoff, query.failures++, settings.random),
          error.retryAfterMs ?? 0,
        );
      } else if (!(error instanceof ConnectionLost) && !(error instanceof Unanswered)) query.reject(error);
    }
    // A connection that ends meanwhile is waited for like any other.
    const sleep = (ms: number) => link.connection.sleep(ms).catch(() => undefined);
    if (wait) await sleep(Math.min(wait, HELD_MS));
    inFlight--;
    wake();
    if (wait > HELD_MS) await sleep(wait - HELD_MS);
    query.isInFlight = false;
    wake();
  }

  function wake(): void {
    for (const query of queries) void transmit(query);
  }

  return {
    ask(command) {
      const asking = new Promise<AnswerFrame>((resolve, reject) => {
        const fault = findSizeFault(command);
        if (fault) throw fault;
        const query: Query = {
          command,
          isInFlight: false,
          failures: 0,
          resolve: (answer) => over(() => resolve(answer)),
          reject: (error) => over(() => reject(error)),
        };
        const cancel = startTimer(timers, settings.askTimeoutMs, () =>
          query.reject(new ChatRequestError('timed_out', `No answer to ${command.type} in time`)),
        );
        const over = (settle: () => void) => {
          queries.delete(query);
          if (queries.size === 0) most = ASKED_AT_ONCE;
          cancel();
          settle();
        };
        queries.add(query);
        void transmit(query);
      });
      asking.catch(() => undefined);
      return asking;
    },
    wake,
    rejectAll(error) {
      for (const query of [...queries]) query.reject(error);
    },
  };
}
