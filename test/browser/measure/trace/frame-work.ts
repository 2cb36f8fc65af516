import { selfTimes, type TraceEvent } from './self-times.ts';

/** What the main thread did for one frame, milliseconds. */
export interface FrameWork {
  /** All its tasks, by the clock: what other processes took of the processor meanwhile is in it. */
  readonly wall: number;
  /** The same in time of the processor. */
  readonly cpu: number;
  readonly script: number;
  readonly layout: number;
  readonly paint: number;
}

/** The categories of a trace that has what is read here: tasks, what they are for, and where frames begin. */
export const TRACED = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
];

const FRAME = 'BeginMainThreadFrame';
const TASK = 'RunTask';

const KINDS: Readonly<Record<string, 'script' | 'layout' | 'paint'>> = {
  FunctionCall: 'script',
  FireAnimationFrame: 'script',
  EventDispatch: 'script',
  RunMicrotasks: 'script',
  V8Console: 'script',
  TimerFire: 'script',
  MinorGC: 'script',
  MajorGC: 'script',
  UpdateLayoutTree: 'layout',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
};

/**
 * The work between the beginning of one frame and that of the next, for each frame but the last: all tasks of the page's
 * main thread, whatever they are for. A frame begins with the task that tells of it.
 * @param events of a trace of one page, with the categories of `TRACED`
 * @throws Error for a trace of fewer than two frames
 */
export function frameWork(events: readonly TraceEvent[]): FrameWork[] {
  const first = events.find(({ name }) => name === FRAME);
  const own = events
    .filter(({ pid, tid }) => pid === first?.pid && tid === first.tid)
    .toSorted((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
  const lasting = own.filter(({ ph }) => ph === 'X');
  const begins = findBegins(
    lasting,
    own.filter(({ name }) => name === FRAME).map(({ ts }) => ts),
  );
  if (begins.length < 2) throw new Error(`The trace has ${begins.length} frames`);
  const works = begins.slice(1).map(() => ({ wall: 0, cpu: 0, script: 0, layout: 0, paint: 0 }));
  const selves = selfTimes(lasting);
  let frame = -1;
  lasting.forEach(({ name, ts, dur = 0, tdur = 0 }, index) => {
    while (ts >= (begins[frame + 1] ?? Number.POSITIVE_INFINITY)) frame++;
    const work = works[frame];
    if (!work) return;
    if (name === TASK) {
      work.wall += dur / 1_000;
      work.cpu += tdur / 1_000;
    }
    const kind = KINDS[name];
    if (kind) work[kind] += (selves[index] ?? 0) / 1_000;
  });
  return works;
}

/** Where the tasks begin in which frames do. */
function findBegins(events: readonly TraceEvent[], frames: readonly number[]): number[] {
  const begins = new Set<number>();
  let next = 0;
  for (const { ts, dur = 0 } of events.filter(({ name }) => name === TASK)) {
    while ((frames[next] ?? Number.POSITIVE_INFINITY) < ts) next++;
    if ((frames[next] ?? Number.POSITIVE_INFINITY) <= ts + dur) begins.add(ts);
  }
  return [...begins];
}
