import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../statistics.ts';
import type { Crowd } from './crowd.ts';

/** What a server did for a crowd of one size. */
export interface CrowdFigures {
  /** From sending one frame to the last client's having it, median of the rounds. */
  readonly lastMs: number;
  /** Deliveries a second while several frames were under way all the time. */
  readonly sustained: number;
  /** How often the server told the speaker to wait meanwhile. */
  readonly slowDowns: number;
}

const WARM_UP_ROUNDS = 8;
const ROUNDS = 15;
const PAUSE_MS = 50;
const ROUND_WITHIN_MS = 20_000;
const FRAMES_UNDER_WAY = 4;
const SUSTAINED_MS = 1_500;
/** After a refusal the speaker tries again so much later. */
const SLOW_DOWN_MS = 100;

/** @throws Error when a delivery is missing */
export async function measureCrowd(crowd: Crowd): Promise<CrowdFigures> {
  const lasts: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const ms = await timeRound(crowd);
    if (round >= 0) lasts.push(ms);
    await sleep(PAUSE_MS);
  }
  return { lastMs: median(lasts), ...(await countSustained(crowd)) };
}

async function timeRound(crowd: Crowd): Promise<number> {
  let delivered = 0;
  const isEverywhere = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Only ${delivered} of ${crowd.size} have the frame`)),
      ROUND_WITHIN_MS,
    );
    crowd.listen({
      onDelivery() {
        if (++delivered < crowd.size) return;
        clearTimeout(timer);
        resolve();
      },
      // A round is what a frame takes that was let through.
      onSlowDown: () => setTimeout(() => crowd.say(), SLOW_DOWN_MS),
    });
  });
  const start = performance.now();
  crowd.say();
  await isEverywhere;
  return performance.now() - start;
}

/** Keeps frames under way: whenever so many deliveries have come as make a whole frame, the next one is sent. */
async function countSustained(crowd: Crowd): Promise<Omit<CrowdFigures, 'lastMs'>> {
  let delivered = 0;
  let slowDowns = 0;
  let underWay = 0;
  let isOver = false;
  const say = () => {
    if (isOver) return;
    underWay++;
    crowd.say();
  };
  let settle: () => void = () => {};
  const isQuiet = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const end = () => {
    underWay--;
    if (isOver && underWay === 0) settle();
  };
  crowd.listen({
    onDelivery() {
      if (++delivered % crowd.size > 0) return;
      end();
      say();
    },
    onSlowDown() {
      slowDowns++;
      end();
      setTimeout(say, SLOW_DOWN_MS);
    },
  });
  const start = performance.now();
  for (let frame = 0; frame < FRAMES_UNDER_WAY; frame++) say();
  await sleep(SUSTAINED_MS);
  const sustained = (delivered * 1_000) / (performance.now() - start);
  isOver = true;
  // What is under way must not be counted as the next crowd's.
  await Promise.race([isQuiet, sleep(ROUND_WITHIN_MS, undefined, { ref: false })]);
  return { sustained, slowDowns };
}
