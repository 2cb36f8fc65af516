import { createDelay } from './delay.ts';
import { makeResponse, type PlainRequest } from './serve-http.ts';

/**
 * Asynchronous invocations of the one function that is invoked so. Its environments ask for the next one, as Lambda's
 * do of the runtime API, and run one at a time; what comes while all are busy waits for the first that is free.
 */
export class Invocations {
  private readonly delay: (task: () => void) => void;
  private readonly queue: Buffer[] = [];
  private readonly free: PlainRequest[] = [];
  private delayed = 0;
  private running = 0;

  constructor(milliseconds: number) {
    this.delay = createDelay(milliseconds);
  }

  /** The function runs, and its caller has its answer, that long after. */
  invoke(request: PlainRequest): void {
    this.delayed++;
    const event = Buffer.from(request.body);
    this.delay(() => {
      this.delayed--;
      this.queue.push(event);
      request.answer(ACCEPTED);
      this.handOut();
    });
  }

  /** An environment is free. */
  next(request: PlainRequest): void {
    if (this.running > 0 && request.header('x-first') === undefined) this.running--;
    this.free.push(request);
    this.handOut();
  }

  isIdle(): boolean {
    return this.delayed + this.queue.length + this.running === 0;
  }

  /** To the environment that was busy last, as its code is the warmest. */
  private handOut(): void {
    while (this.queue.length > 0 && this.free.length > 0) {
      const event = this.queue.shift();
      if (event && this.free.pop()?.answer(makeResponse(200, event))) this.running++;
      else if (event) this.queue.unshift(event);
    }
  }
}

const ACCEPTED = makeResponse(202);
