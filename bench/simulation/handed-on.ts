import type { FunctionServices } from './function-services.ts';
import type { MessageOutcome } from './outcome.ts';

/** `expire` has half of `deliver`'s memory, and of its core. */
const EXPIRE_SHARE = 0.5;

/** Work that was fanned out: the function `deliver`, and `expire` for what wasn't begun in time. */
export function createFanOut({ queue, lambda, posting, parameters }: FunctionServices) {
  const { cpu, delivery } = parameters;

  return function sendChunk(message: MessageOutcome, recipients: readonly number[]): void {
    const deadline = message.sentAt + delivery.deadlineMs;
    lambda.enqueue('deliver', deliver, delivery.maximumAgeMs, () =>
      // Its own events may wait for hours.
      lambda.enqueue('expire', expire, Number.POSITIVE_INFINITY, () => {}),
    );

    function deliver(end: () => void): void {
      const ownDeadline = queue.now() + delivery.chunkWithinMs;
      const run = posting.open({
        deadline: Math.min(ownDeadline, deadline),
        cpuMs: cpu.post / cpu.coreShare,
        unreached: delivery.unreached === 'fan-out' && ownDeadline < deadline ? 'keep' : 'close',
        onReached() {
          message.reached++;
          message.lastReachedAt = queue.now();
        },
        onClosed,
        onLost: () => message.lost++,
        onSettled(rest) {
          if (rest.length > 0) sendChunk(message, rest);
          end();
        },
      });
      recipients.forEach(run.start);
      run.complete();
    }

    function expire(end: () => void): void {
      const run = posting.open({
        deadline: queue.now() + delivery.chunkWithinMs,
        cpuMs: cpu.post / (cpu.coreShare * EXPIRE_SHARE),
        unreached: 'nothing',
        onReached() {
          message.expired++;
          onClosed();
        },
        onClosed,
        onLost: () => message.lost++,
        onSettled: end,
      });
      recipients.forEach(run.start);
      run.complete();
    }

    function onClosed(): void {
      message.closed++;
      message.lastClosedAt = queue.now();
    }
  };
}
