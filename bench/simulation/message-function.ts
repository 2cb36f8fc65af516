import type { FunctionServices } from './function-services.ts';
import { createFanOut } from './handed-on.ts';
import type { MessageOutcome } from './outcome.ts';
import { MESSAGE_LIMIT_MS } from './parameters.ts';

/** A paced function has its next page by the time that it needs it. */
const READS_AHEAD_MS = 500;

/**
 * The message's own function: the checks beside the first page of the audience, the write, then page after page: it
 * posts to the first recipients and fans out the others in chunks (`deliver` in chat/delivery/deliver.ts).
 */
export function createMessageFunction(services: FunctionServices) {
  const { queue, posting, parameters } = services;
  const { latencies, cpu, delivery } = parameters;
  const sendChunk = createFanOut(services);

  return (message: MessageOutcome, first: number, recipients: number, end: () => void): void => {
    const endsAt = queue.now() + MESSAGE_LIMIT_MS;
    const pacedUntil = queue.now() + delivery.fanOutUntilMs;
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
          if (rest.length > 0) sendChunk(message, rest);
          end();
        },
      });
      let chunk: number[] = [];
      const msPerRecipient = 1_000 / delivery.fannedOutPerSecond;
      let nextChunkAt = queue.now() - delivery.fannedOutAtOnce * msPerRecipient;

      function handOnChunk(): void {
        const handed = chunk;
        chunk = [];
        nextChunkAt += handed.length * msPerRecipient;
        const computedAt = run.compute(cpu.chunk / cpu.coreShare);
        queue.at(Math.max(Math.min(nextChunkAt, pacedUntil), computedAt), () => sendChunk(message, handed));
      }

      function takePage(from: number): void {
        const to = Math.min(from + delivery.rowsPerPage, recipients);
        const computedAt = run.compute((cpu.row / cpu.coreShare) * (to - from));
        queue.at(computedAt, () => {
          if (queue.now() > endsAt) {
            // The function's time is over, and nobody else knows of them.
            message.lost += recipients - from + chunk.length;
            run.complete();
            return;
          }
          for (let index = from; index < to; index++) {
            if (index < delivery.recipientsPerFunction) run.start(first + index);
            else if (chunk.push(first + index) === delivery.recipientsPerFunction) handOnChunk();
          }
          const paced = Math.min(nextChunkAt, pacedUntil) - READS_AHEAD_MS;
          const nextPageAt = Math.max(paced, queue.now() + latencies.databaseMs);
          if (to < recipients) queue.at(nextPageAt, () => takePage(to));
          else {
            if (chunk.length > 0) handOnChunk();
            queue.at(
              Math.max(Math.min(nextChunkAt, pacedUntil), run.compute(0)) + latencies.invokeMs,
              run.complete,
            );
          }
        });
      }
      takePage(0);
    });
  };
}
