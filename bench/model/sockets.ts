import { now } from '../clock.ts';
import { type AudienceOptions, isGone, isHanging, makeConnectionId } from './audience.ts';

/** How a call to `@connections` is answered, after how long. */
export type Verdict = 'posted' | 'gone' | 'throttled' | 'hangs';

export interface Deliveries {
  /** Recipients who were there. */
  readonly live: number;
  /** Of them, those whose client has the frame. */
  readonly delivered: number;
  /** Of them, those who lack it and were closed, so that they know. */
  readonly closed: number;
  /** Of them, the others: they miss it and don't know. */
  readonly lost: number;
  /** When the last of those who don't hang had it; milliseconds of `now`. */
  readonly lastAt: number;
  readonly posts: number;
}

/** The clients' ends of the connections of one audience, and what has arrived at each. */
export class Sockets {
  private readonly options: AudienceOptions;
  private readonly indexes = new Map<string, number>();
  private attempts: Uint16Array;
  private acceptedAt: Float64Array;
  private closed: Uint8Array;
  private posts = 0;
  private live = 0;
  /** Who is there, doesn't hang and hasn't the frame yet. */
  private waited = 0;

  constructor(options: AudienceOptions) {
    const { recipients } = options;
    this.options = options;
    for (let index = 0; index < recipients; index++) this.indexes.set(makeConnectionId(index), index);
    this.attempts = new Uint16Array(recipients);
    this.acceptedAt = new Float64Array(recipients);
    this.closed = new Uint8Array(recipients);
    this.begin();
  }

  /** Forgets what has arrived, for the next message. */
  begin(): void {
    const { recipients, faults = {} } = this.options;
    this.attempts.fill(0);
    this.acceptedAt.fill(0);
    this.closed.fill(0);
    this.posts = 0;
    this.live = 0;
    this.waited = 0;
    for (let index = 0; index < recipients; index++) {
      if (isGone(index, faults)) continue;
      this.live++;
      if (!isHanging(index, faults)) this.waited++;
    }
  }

  judge(connectionId: string): Verdict {
    const { faults = {} } = this.options;
    const index = this.indexes.get(connectionId);
    this.posts++;
    if (index === undefined || isGone(index, faults)) return 'gone';
    const attempt = this.attempts[index] ?? 0;
    this.attempts[index] = attempt + 1;
    if (isHanging(index, faults)) return 'hangs';
    return faults.throttled !== undefined && draw(index, attempt) < 1 / faults.throttled
      ? 'throttled'
      : 'posted';
  }

  accept(connectionId: string): void {
    const index = this.indexes.get(connectionId);
    if (index === undefined || this.acceptedAt[index] !== 0) return;
    this.acceptedAt[index] = now();
    if (!isHanging(index, this.options.faults ?? {})) this.waited--;
  }

  close(connectionId: string): void {
    const index = this.indexes.get(connectionId);
    if (index !== undefined) this.closed[index] = 1;
  }

  /** Recipients who are there and don't hang, and whom nobody has reached yet. */
  countWaiting(): number {
    return this.waited;
  }

  report(): Deliveries {
    const { faults = {} } = this.options;
    let delivered = 0;
    let closed = 0;
    let lastAt = 0;
    this.acceptedAt.forEach((at, index) => {
      if (at !== 0) delivered++;
      else if (!isGone(index, faults) && this.closed[index] === 1) closed++;
      if (!isHanging(index, faults)) lastAt = Math.max(lastAt, at);
    });
    const { live, posts } = this;
    return { live, delivered, closed, lost: live - delivered - closed, lastAt, posts };
  }
}

/** A number in [0, 1) that depends on nothing but these two: each run throttles the same posts. */
function draw(index: number, attempt: number): number {
  let hash = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(attempt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
