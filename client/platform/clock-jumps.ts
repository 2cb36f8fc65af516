import { startTimer, type Timers } from './timers.ts';

const TICK_MS = 5_000;
/** A tick that comes so much later than it was due: the machine has slept, or the page was frozen. */
const JUMP_MS = 4_000;

/**
 * Watches for jumps of the clock. Timers stand still while a machine sleeps, so that what they wait for comes late.
 * @returns stops watching
 */
export function watchForClockJumps(timers: Timers, onJump: () => void): () => void {
  let cancel = () => {};
  const tick = () => {
    const due = timers.now() + TICK_MS;
    cancel = startTimer(timers, TICK_MS, () => {
      const isLate = timers.now() - due >= JUMP_MS;
      tick();
      if (isLate) onJump();
    });
  };
  tick();
  return () => cancel();
}
