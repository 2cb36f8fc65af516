import { synthesizeChat } from '../chat-assembly.ts';
import { formatCount } from '../numbers.ts';
import type { Answer, Question, Target } from '../question.ts';
import {
  bareWs,
  type Contender,
  chatContender,
  djangoChannels,
  type RunningContender,
  socketIo,
} from '../throughput/contenders.ts';
import { createCrowd } from '../throughput/crowd.ts';
import { type CrowdFigures, measureCrowd } from '../throughput/measure-crowd.ts';

const SIZES = [2, 50, 200, 500];
const TARGET_SIZE = 200;
const TARGET_MS = 52;

interface Results {
  readonly name: string;
  readonly figures: readonly CrowdFigures[];
}

export const throughput: Question = {
  name: 'throughput',
  title: 'Throughput on one machine',
  async ask(progress) {
    const chat = chatContender(await synthesizeChat());
    const contenders = [chat, bareWs, socketIo, djangoChannels];
    const results: Results[] = [];
    const leftOut: string[] = [];
    for (const contender of contenders) {
      const why = contender.missing?.();
      if (why === undefined) results.push(await measureContender(contender, progress));
      else leftOut.push(`${contender.name} is left out of this run: ${why}.`);
    }
    return describe(results, leftOut);
  },
};

async function measureContender(contender: Contender, progress: (text: string) => void): Promise<Results> {
  const { name } = contender;
  const server: RunningContender = await contender.start();
  const crowd = createCrowd(server);
  try {
    const figures: CrowdFigures[] = [];
    for (const size of SIZES) {
      await crowd.grow(size);
      const measured = await measureCrowd(crowd);
      progress(`${name}, ${size}: last ${measured.lastMs.toFixed(1)} ms, ${measured.sustained.toFixed(0)}/s`);
      figures.push(measured);
    }
    return { name, figures };
  } finally {
    crowd.close();
    await server.stop();
  }
}

function describe(results: readonly Results[], leftOut: readonly string[]): Answer {
  const columns = ['connections', ...SIZES.map(String)];
  const row = (name: string, show: (figures: CrowdFigures) => string, { figures }: Results) => [
    name,
    ...figures.map(show),
  ];
  return {
    method: [
      'One client process (`ws`) with all connections, one server process, the same frames; lobby frames from the first client to everybody, itself included. This chat is the stack of `npm start` in memory: real functions, a store, a signed HTTP request for each delivery, and API Gateway’s throttles. Socket.IO is spoken by hand over the same client’s sockets.',
      'Time to the last: median of 15 rounds after 8 to warm up. Sustained: four frames under way all the time for 1.5 s. In this chat slow mode and the account’s quota of 10,000 calls a second apply here too; its limit of 10 commands a second of one user, which the others don’t have and the first client would meet in every round, is raised out of the way.',
      ...leftOut,
    ],
    tables: [
      {
        caption: 'Milliseconds until the last has a lobby frame, median',
        columns,
        rows: results.map((one) => row(one.name, ({ lastMs }) => lastMs.toFixed(1), one)),
      },
      {
        caption: 'Deliveries a second, sustained',
        columns,
        rows: results.map((one) => row(one.name, describeSustained, one)),
      },
    ],
    targets: findTarget(results),
  };
}

const describeSustained = ({ sustained, slowDowns }: CrowdFigures) =>
  `${formatCount(Math.round(sustained / 10) * 10)}${slowDowns > 0 ? ' (slow mode)' : ''}`;

function findTarget(results: readonly Results[]): Target[] {
  const at = (name: string) =>
    results.find((one) => one.name === name)?.figures[SIZES.indexOf(TARGET_SIZE)]?.lastMs;
  const lastMs = at('this chat') ?? Number.NaN;
  const beside = at(djangoChannels.name);
  const isMet = lastMs <= TARGET_MS;
  const django = beside === undefined ? '' : `; Django Channels in this run: ${beside.toFixed(1)} ms`;
  return [
    {
      what: `A lobby frame reaches the last of ${TARGET_SIZE} local connections, median`,
      target: `at most ${TARGET_MS} ms (Django Channels on Daphne)`,
      measured: `${lastMs.toFixed(1)} ms${django}`,
      isMet,
    },
  ];
}
