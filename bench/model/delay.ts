/** Below so many waiting tasks the event loop spins through the last millisecond, which a timer would round up. */
const FEW = 8;

/**
 * Runs each task so many milliseconds after it came, in that order and never earlier. One timer serves all: with a
 * fixed delay, whatever came first is due first.
 */
export function createDelay(milliseconds: number): (task: () => void) => void {
  let queue: { due: number; task: () => void }[] = [];
  let isArmed = false;

  function arm(): void {
    const [first] = queue;
    isArmed = first !== undefined;
    if (!first) return;
    const left = first.due - performance.now();
    if (left < 1 && queue.length < FEW) setImmediate(run);
    else setTimeout(run, Math.max(1, Math.floor(left)));
  }

  function run(): void {
    const now = performance.now();
    const waiting = queue.findIndex(({ due }) => due > now);
    const ripe = waiting < 0 ? queue : queue.slice(0, waiting);
    queue = waiting < 0 ? [] : queue.slice(waiting);
    for (const { task } of ripe) task();
    arm();
  }

  return (task) => {
    if (milliseconds === 0) {
      task();
      return;
    }
    queue.push({ due: performance.now() + milliseconds, task });
    if (!isArmed) arm();
  };
}
