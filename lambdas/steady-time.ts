/** Clocks lag behind one another by less than this unless one of them stood still. */
const DRIFT_MS = 50;

/**
 * The time in epoch milliseconds with what a millisecond has of fractions, which the wall clock hasn't. The steady clock
 * may stand still while an environment is frozen, so that it is set by the wall clock anew when the two part.
 * @param wall epoch milliseconds @param steady milliseconds since anything, with fractions
 */
export function createSteadyTime(wall: () => number, steady: () => number): () => number {
  let offset = wall() - steady();
  return () => {
    const now = wall();
    if (Math.abs(steady() + offset - now) > DRIFT_MS) offset = now - steady();
    return steady() + offset;
  };
}
