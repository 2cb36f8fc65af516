import type { EventQueue } from './event-queue.ts';
import type { Latencies, Quotas } from './parameters.ts';

/** The functions of the account. */
export interface Lambda {
  /** @param start what it does, until it resolves; @returns whether there was room */
  invoke(kind: FunctionKind, start: Start): boolean;
  /**
   * Asks for an invocation that nobody waits for. Refused for want of room it is tried again 1, 2, 4 … s later
   * (Lambda, "How Lambda handles errors and retries with asynchronous invocation").
   * @param onExpired when its maximum age has passed
   */
  enqueue(kind: FunctionKind, start: Start, maximumAgeMs: number, onExpired: () => void): void;
  /** Whether nothing runs, and nothing is asked for. */
  isIdle(): boolean;
  readonly figures: LambdaFigures;
}

type FunctionKind = 'message' | 'deliver' | 'expire';
type Start = () => Promise<void>;

export interface LambdaFigures {
  mostAtOnce: number;
  invocations: number;
  coldStarts: number;
  gigabyteSeconds: number;
}

/** As `lib/functions.ts` gives it. */
const GIGABYTES: Readonly<Record<FunctionKind, number>> = { message: 1, deliver: 1, expire: 0.5 };
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;
/** Environments of each that are there from before: a chat that is in use. */
const WARM = 10;

export function createLambda(
  queue: EventQueue,
  { concurrency }: Pick<Quotas, 'concurrency'>,
  { invokeMs, coldStartMs }: Latencies,
): Lambda {
  const figures: LambdaFigures = { mostAtOnce: 0, invocations: 0, coldStarts: 0, gigabyteSeconds: 0 };
  const warm = { message: WARM, deliver: WARM, expire: WARM };
  let running = 0;
  let asked = 0;

  function invoke(kind: FunctionKind, start: Start): boolean {
    if (running >= concurrency) return false;
    figures.mostAtOnce = Math.max(figures.mostAtOnce, ++running);
    figures.invocations++;
    const isWarm = warm[kind] > 0;
    if (isWarm) warm[kind]--;
    else figures.coldStarts++;
    const startsAt = queue.now() + (isWarm ? 0 : coldStartMs);
    queue.at(startsAt, () => void run(kind, start));
    return true;
  }

  async function run(kind: FunctionKind, start: Start): Promise<void> {
    const startedAt = queue.now();
    await start();
    figures.gigabyteSeconds += (GIGABYTES[kind] * (queue.now() - startedAt)) / 1_000;
    running--;
    warm[kind]++;
  }

  return {
    figures,
    invoke,
    isIdle: () => running === 0 && asked === 0,
    enqueue(kind, start, maximumAgeMs, onExpired) {
      asked++;
      const expiresAt = queue.now() + maximumAgeMs;
      const expire = () => {
        onExpired();
        asked--;
      };
      const attempt = (retryMs: number) => {
        if (invoke(kind, start)) {
          asked--;
          return;
        }
        const next = queue.now() + retryMs;
        if (next > expiresAt) queue.at(expiresAt, expire);
        else queue.at(next, () => attempt(Math.min(retryMs * 2, LONGEST_RETRY_MS)));
      };
      queue.at(queue.now() + invokeMs, () => attempt(FIRST_RETRY_MS));
    },
  };
}
