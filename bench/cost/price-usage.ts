import { POSTS_AT_ONCE } from '../../chat/posting/reach.ts';
import type { CpuFigures } from '../measure-cpu.ts';
import { MEGABYTES_PER_CORE, PRICES } from '../prices.ts';
import type { Usage } from './measure-scenario.ts';

/** How long a function runs, in milliseconds: a model, as nobody measured these on AWS. */
export const DURATION = {
  /** A call of DynamoDB. */
  phaseMs: 5,
  /** A round of posts, as many as a delivery has under way at once. */
  postRoundMs: 10,
  postsAtOnce: POSTS_AT_ONCE,
  /** An asynchronous invocation until Lambda has accepted it. */
  invokeMs: 15,
} as const;

/** Dollars for one. */
export interface Price {
  /** What API Gateway charges for the frames whoever handles them. */
  readonly frames: number;
  readonly invocations: number;
  readonly duration: number;
  readonly requestUnits: number;
  readonly total: number;
  /** The total over the frames; undefined without frames. */
  readonly ratio: number | undefined;
  /** Of all functions together. */
  readonly durationMs: number;
}

export interface Sizes {
  /** Megabytes of each function, by the name of its file. */
  readonly memory: ReadonlyMap<string, number>;
  readonly cpu: Pick<CpuFigures, 'post' | 'invocation'>;
}

/** All waiting is priced at the size of the largest function that took part: at most too high. */
export function priceUsage(usage: Usage, { memory, cpu }: Sizes): Price {
  const { scenario, writeUnits, readUnits, phases, posts, asynchronous } = usage;
  const sizes = scenario.functions.map((name) => {
    const megabytes = memory.get(name);
    if (megabytes === undefined) throw new Error(`No function ${name}`);
    return megabytes;
  });
  const largest = Math.max(...sizes);
  const onCore = (ms: number, megabytes: number) =>
    (ms * MEGABYTES_PER_CORE) / Math.min(megabytes, MEGABYTES_PER_CORE);
  const waitingMs =
    phases * DURATION.phaseMs +
    Math.ceil(posts / DURATION.postsAtOnce) * DURATION.postRoundMs +
    asynchronous * DURATION.invokeMs +
    onCore(posts * cpu.post, largest);
  const cpuMs = sizes.map((megabytes) => onCore(cpu.invocation, megabytes));
  const gigabyteSeconds = (megabytes: number, ms: number) => (megabytes / 1_024) * (ms / 1_000);
  const busy = sizes.map((megabytes, index) => gigabyteSeconds(megabytes, cpuMs[index] ?? 0));

  const frames = (scenario.frames + posts) * PRICES.webSocketMessage;
  const invocations = usage.invocations * PRICES.invocation;
  const duration = (sum(busy) + gigabyteSeconds(largest, waitingMs)) * PRICES.gigabyteSecond;
  const requestUnits = writeUnits * PRICES.writeUnit + readUnits * PRICES.readUnit;
  const total = frames + invocations + duration + requestUnits;
  const ratio = frames > 0 ? total / frames : undefined;
  return { frames, invocations, duration, requestUnits, total, ratio, durationMs: waitingMs + sum(cpuMs) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
