import type { AnswerFrame } from '../../protocol/frames-v2.ts';
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

/** @param live the connection to ask on; undefined while there is none */
export function createQueryQueue(settings: Settings, live: () => Link | undefined): QueryQueue {
  const { timers } = settings;
  const queries = new Set<Query>();

  async function transmit(query: Query): Promise<void> {
    const link = live();
    if (!link || query.isInFlight || !queries.has(query)) return;
    query.isInFlight = true;
    try {
      query.resolve(await link.ask(query.command));
    } catch (error) {
      if (mayWorkLater(error)) {
        const wait = backoff(settings.backoff, query.failures++, settings.random);
        // A connection that ends meanwhile is waited for like any other.
        await link.connection.sleep(Math.max(wait, error.retryAfterMs ?? 0)).catch(() => undefined);
      } else if (!(error instanceof ConnectionLost) && !(error instanceof Unanswered)) query.reject(error);
      query.isInFlight = false;
      void transmit(query);
    }
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
          cancel();
          settle();
        };
        queries.add(query);
        void transmit(query);
      });
      asking.catch(() => undefined);
      return asking;
    },
    wake() {
      for (const query of queries) void transmit(query);
    },
    rejectAll(error) {
      for (const query of [...queries]) query.reject(error);
    },
  };
}
