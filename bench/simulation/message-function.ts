import type { FunctionServices } from './function-services.ts';
import { createHandedOn } from './handed-on.ts';
import type { MessageOutcome } from './outcome.ts';
import { MESSAGE_LIMIT_MS } from './parameters.ts';

/** A paced function has its next page by the time that it needs it. */
const READS_AHEAD_MS = 500;

/**
 * The message's own function: the checks beside the first page of the audience, the write, then page after page: it
 * posts to the first recipients and hands on the others in chunks (`deliver` in chat/delivery/deliver.ts).
 */
export function createMessageFunction(services: FunctionServices) {
  const { queue, posting, parameters } = services;
  const { latencies, cpu, delivery } = parameters;
  const handOn = createHandedOn(services);

  return (message: MessageOutcome, first: number, recipients: number, end: () => void): void => {
    const endsAt = queue.now() + MESSAGE_LIMIT_MS;
    const pacedUntil = queue.now() + delivery.handsOnUntilMs;
    queue.at(queue.now() + 2 * latencies.databaseMs, () => {
      const run = posting.open({
        deadline: queue.now() + delivery.ownWithinMs,
        cpuMs: cpu.post / cpu.coreShare,
        unreached: delivery.unreached === 'close' ? 'close' : 'keep',
        onReached() {
          message.reached++;
          message.lastReachedAt = queue.now();
        },
        onClosed() {
          message.closed++;
          message.lastClosedAt = queue.now();
        },
        onLost: () => message.lost++,
        onSettled(rest) {
          if (rest.length > 0) handOn(message, rest);
          end();
        },
      });
      let chunk: number[] = [];
      const msARecipient = 1_000 / delivery.handsOnASecond;
      let nextHandOnAt = queue.now() - delivery.handsOnAtOnce * msARecipient;

      function handOnChunk(): void {
        const handed = chunk;
        chunk = [];
        nextHandOnAt += handed.length * msARecipient;
        const computedAt = run.compute(cpu.chunk / cpu.coreShare);
        queue.at(Math.max(Math.min(nextHandOnAt, pacedUntil), computedAt), () => handOn(message, handed));
      }

      function takePage(from: number): void {
        const to = Math.min(from + delivery.rowsAPage, recipients);
        const computedAt = run.compute((cpu.row / cpu.coreShare) * (to - from));
        queue.at(computedAt, () => {
          if (queue.now() > endsAt) {
            // The function's time is over, and nobody else knows of them.
            message.lost += recipients - from + chunk.length;
            run.complete();
            return;
          }
          for (let index = from; index < to; index++) {
            if (index < delivery.recipientsAFunction) run.start(first + index);
            else if (chunk.push(first + index) === delivery.recipientsAFunction) handOnChunk();
          }
          const paced = Math.min(nextHandOnAt, pacedUntil) - READS_AHEAD_MS;
          const nextPageAt = Math.max(paced, queue.now() + latencies.databaseMs);
          if (to < recipients) queue.at(nextPageAt, () => takePage(to));
          else {
            if (chunk.length > 0) handOnChunk();
            queue.at(
              Math.max(Math.min(nextHandOnAt, pacedUntil), run.compute(0)) + latencies.invokeMs,
              run.complete,
            );
          }
        });
      }
      takePage(0);
    });
  };
}
