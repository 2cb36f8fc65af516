import { createAccount } from './account.ts';
import { createEventQueue } from './event-queue.ts';
import { createLambda } from './lambda.ts';
import { createMessageFunction } from './message-function.ts';
import type { MessageOutcome, Outcome } from './outcome.ts';
import type { Parameters } from './parameters.ts';
import { createPosting } from './posting.ts';
import { createRandom } from './random.ts';
import { watchOthers } from './watch-others.ts';

/** Lobby messages, all to the same number of recipients. */
export interface Traffic {
  readonly recipients: number;
  /** When each is sent, in milliseconds. */
  readonly sentAt: readonly number[];
}

export function simulate(parameters: Parameters, { recipients, sentAt }: Traffic): Outcome {
  const queue = createEventQueue();
  const account = createAccount(queue, parameters.quotas);
  const lambda = createLambda(queue, parameters.quotas, parameters.latencies);
  const posting = createPosting({
    queue,
    account,
    delivery: parameters.delivery,
    postMs: parameters.latencies.postMs,
    recipients: recipients * sentAt.length,
    random: createRandom(1),
  });
  const messages = sentAt.map(
    (at): MessageOutcome => ({
      sentAt: at,
      isRefused: false,
      reached: 0,
      closed: 0,
      expired: 0,
      lost: 0,
      lastReachedAt: at,
      lastClosedAt: at,
    }),
  );
  const isSettled = ({ isRefused, reached, closed, lost }: MessageOutcome) =>
    isRefused || reached + closed + lost >= recipients;
  const runMessage = createMessageFunction({ queue, lambda, posting, parameters });
  for (const [index, message] of messages.entries()) {
    queue.at(message.sentAt, () => {
      if (!account.call()) {
        message.isRefused = true;
        return;
      }
      queue.at(queue.now() + parameters.latencies.invokeMs, () => {
        const start = (end: () => void) => runMessage(message, index * recipients, recipients, end);
        message.isRefused = !lambda.invoke('message', start);
      });
    });
  }

  const lastSentAt = Math.max(...sentAt);
  const isOver = () => queue.now() > lastSentAt && messages.every(isSettled);
  const others = watchOthers(queue, account, isOver);
  queue.run(posting.handle);
  const { calls, refused } = account.figures;
  return {
    messages,
    calls,
    refusedCalls: refused,
    othersRefused: others.mean(),
    othersRefusedAtWorst: others.worst(),
    lambda: lambda.figures,
  };
}
