import { createAccount } from './account.ts';
import { createEventQueue } from './event-queue.ts';
import { createFunctions } from './functions.ts';
import { createLambda } from './lambda.ts';
import type { MessageOutcome, Outcome } from './outcome.ts';
import type { Parameters } from './parameters.ts';
import { createRandom } from './random.ts';
import { watchOthers } from './watch-others.ts';

/** Lobby messages, all to the same number of recipients. */
export interface Traffic {
  readonly recipients: number;
  /** When each is sent, in milliseconds. */
  readonly sentAt: readonly number[];
}

/** Runs the chat's own delivery on a virtual clock, in an account that is a model. */
export async function simulate(parameters: Parameters, { recipients, sentAt }: Traffic): Promise<Outcome> {
  const queue = createEventQueue();
  const account = createAccount(queue, parameters.quotas);
  const lambda = createLambda(queue, parameters.quotas, parameters.latencies);
  const world = { queue, account, parameters, random: createRandom(1) };
  const { runMessage } = createFunctions(world, lambda, recipients);
  const messages = sentAt.map(
    (at): MessageOutcome => ({
      sentAt: at,
      isRefused: false,
      reached: 0,
      closed: 0,
      lost: 0,
      lastReachedAt: at,
    }),
  );
  let sent = 0;
  for (const message of messages) {
    queue.at(message.sentAt, () => {
      message.isRefused = !account.call();
      queue.at(queue.now() + parameters.latencies.invokeMs, () => {
        sent++;
        if (!message.isRefused) message.isRefused = !lambda.invoke('message', () => runMessage(message));
      });
    });
  }
  const others = watchOthers(queue, account, () => sent === messages.length && lambda.isIdle());
  await queue.run();
  // Told neither of the message nor, by a close, that they must ask for it.
  for (const message of messages)
    if (!message.isRefused) message.lost = recipients - message.reached - message.closed;
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
