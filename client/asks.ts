import type { AnswerFrame } from '../protocol/frames-v2.ts';
import { backoff } from './backoff.ts';
import type { Command } from './connection.ts';
import { ChatRequestError, ConnectionLost, mayWorkLater, Unanswered } from './errors.ts';
import type { Link } from './link.ts';
import type { Settings } from './options.ts';
import { checkSize } from './outgoing.ts';
import { startTimer } from './timers.ts';

/** Questions, which are safe to ask again: each waits for a connection, and goes over to the next one. */
export interface Asks {
  /** @throws ChatRequestError, `timed_out` among them */
  ask(command: Command): Promise<AnswerFrame>;
  /** Goes on, now that there is a connection. */
  wake(): void;
  /** Rejects all of them. */
  rejectAll(error: ChatRequestError): void;
}

interface Question {
  readonly command: Command;
  resolve(answer: AnswerFrame): void;
  reject(error: unknown): void;
  isFlying: boolean;
  failures: number;
}

/** @param live the connection to ask on; undefined while there is none */
export function createAsks(settings: Settings, live: () => Link | undefined): Asks {
  const { timers } = settings;
  const questions = new Set<Question>();

  async function fly(question: Question): Promise<void> {
    const link = live();
    if (!link || question.isFlying || !questions.has(question)) return;
    question.isFlying = true;
    try {
      question.resolve(await link.ask(question.command));
    } catch (error) {
      if (mayWorkLater(error)) {
        const wait = backoff(settings.backoff, question.failures++, settings.random);
        // A connection that ends meanwhile is waited for like any other.
        await link.connection.sleep(Math.max(wait, error.retryAfterMs ?? 0)).catch(() => undefined);
      } else if (!(error instanceof ConnectionLost) && !(error instanceof Unanswered)) question.reject(error);
      question.isFlying = false;
      void fly(question);
    }
  }

  return {
    ask(command) {
      const asking = new Promise<AnswerFrame>((resolve, reject) => {
        checkSize(command);
        const question: Question = {
          command,
          isFlying: false,
          failures: 0,
          resolve: (answer) => over(() => resolve(answer)),
          reject: (error) => over(() => reject(error)),
        };
        const cancel = startTimer(timers, settings.askTimeoutMs, () =>
          question.reject(new ChatRequestError('timed_out', `No answer to ${command.type} in time`)),
        );
        const over = (settle: () => void) => {
          questions.delete(question);
          cancel();
          settle();
        };
        questions.add(question);
        void fly(question);
      });
      asking.catch(() => undefined);
      return asking;
    },
    wake() {
      for (const question of questions) void fly(question);
    },
    rejectAll(error) {
      for (const question of [...questions]) question.reject(error);
    },
  };
}
