import { makeConnectionId } from '../model/audience.ts';
import { STAGE_PATH } from '../model/model.ts';
import { startModelProcess } from '../model/start-model-process.ts';
import { median } from '../statistics.ts';
import { createPost, type Poster } from './posters.ts';

const FRAME = JSON.stringify({ message: '(Lobby): user1: Has anybody seen the agenda for this afternoon?' });
const RECIPIENTS = 1_000;
const IN_FLIGHT = 50;
const POSTS_PER_ROUND = 4_000;
/** Posts of each that don't count: after so many, the optimizing compiler has done its work. */
const WARM_UP_POSTS = 12_000;

/**
 * The CPU of one post, user and system of this whole process, garbage collection included, in microseconds. The
 * server is another process; rounds of the posters take turns.
 */
export async function measurePostCpu<Name extends Poster>(
  posters: readonly Name[],
  rounds: number,
): Promise<Record<Name, number>> {
  const model = await startModelProcess({ database: 0, post: 0, invocation: 0 });
  try {
    await model.fill({ recipients: RECIPIENTS });
    const measured = posters.map((name) => ({
      name,
      post: createPost(name, model.url + STAGE_PATH),
      micros: [] as number[],
    }));
    for (const { post } of measured) await postMany(post, WARM_UP_POSTS);
    for (let round = 0; round < rounds; round++) {
      for (const { post, micros } of measured) {
        const before = process.cpuUsage();
        await postMany(post, POSTS_PER_ROUND);
        const { user, system } = process.cpuUsage(before);
        micros.push((user + system) / POSTS_PER_ROUND);
      }
    }
    const medians = measured.map(({ name, micros }) => [name, median(micros)]);
    return Object.fromEntries(medians);
  } finally {
    model.stop();
  }
}

async function postMany(post: ReturnType<typeof createPost>, count: number): Promise<void> {
  let started = 0;
  const work = async () => {
    while (started < count) await post(makeId(started++), FRAME);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
}

const ids = Array.from({ length: RECIPIENTS }, (_, index) => makeConnectionId(index));
const makeId = (index: number) => ids[index % RECIPIENTS] ?? '';
