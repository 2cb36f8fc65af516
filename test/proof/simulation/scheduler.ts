/** What is yet to happen in the virtual world, by time. Nothing happens at its own accord, and no time passes. */
export interface Scheduler {
  /** Epoch milliseconds */
  now(): number;
  /** @returns calls it off */
  at(time: number, happen: () => void): () => void;
  /** @param milliseconds from now */
  after(milliseconds: number, happen: () => void): () => void;
  /** Has everything happen that is due until then, each with all that follows from it at once. */
  runUntil(time: number): Promise<void>;
  /** How much has happened. */
  readonly happened: number;
}

interface Entry {
  readonly time: number;
  /** Of two at the same time, who was first asked for is first. */
  readonly order: number;
  happen: (() => void) | undefined;
}

/**
 * @param start epoch milliseconds
 * @param turnEvery after how many happenings Node gets a turn, in which it says what rejections nobody has handled:
 * after each it finds those that are handled too late as well, but takes half as long again
 */
export function createScheduler(start: number, turnEvery: number): Scheduler {
  const heap: Entry[] = [];
  let now = start;
  let order = 0;
  let happened = 0;

  function at(time: number, happen: () => void): () => void {
    const entry: Entry = { time: Math.max(Math.ceil(time), now), order: order++, happen };
    push(heap, entry);
    return () => {
      entry.happen = undefined;
    };
  }

  return {
    now: () => now,
    at,
    after: (milliseconds, happen) => at(now + Math.max(0, milliseconds), happen),
    async runUntil(time) {
      for (let next = heap[0]; next && next.time <= time; next = heap[0]) {
        pop(heap);
        const { happen } = next;
        if (!happen) continue;
        now = next.time;
        happened++;
        happen();
        // Behind all microtasks.
        await new Promise<void>((resolve) => {
          if (happened % turnEvery === 0) setImmediate(resolve);
          else process.nextTick(resolve);
        });
      }
      now = Math.max(now, time);
    },
    get happened() {
      return happened;
    },
  };
}

const isBefore = (one: Entry, other: Entry) =>
  one.time < other.time || (one.time === other.time && one.order < other.order);

function push(heap: Entry[], entry: Entry): void {
  let place = heap.length;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above] as Entry;
    if (!isBefore(entry, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && isBefore(heap[right] as Entry, heap[left] as Entry) ? right : left;
    if (!isBefore(heap[child] as Entry, last)) break;
    heap[place] = heap[child] as Entry;
    place = child;
  }
  heap[place] = last;
}
