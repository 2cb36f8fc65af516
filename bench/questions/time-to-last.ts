import { cpus } from 'node:os';
import { DELIVER_ENVIRONMENTS } from '../functions/senders.ts';
import { formatCount, formatMs, formatShare } from '../numbers.ts';
import { renderLogLogPlot } from '../plot/log-log-plot.ts';
import { measurePostCpu } from '../post-cpu/measure-post-cpu.ts';
import type { Answer, Question, Target } from '../question.ts';
import { countPostsToAll } from '../time-to-last/large-audience.ts';
import { AUDIENCES, measureTimes, ROUNDS, type Times } from '../time-to-last/measure-times.ts';

/** One database call and one post, in milliseconds. */
const FLOOR_MS = 15;

/** How long a message takes to reach the last of its recipients. */
export const timeToLast: Question = {
  name: 'time-to-last',
  title: 'Time to the last recipient',
  async ask(progress) {
    const plainMs = (await measurePostCpu(['plain'], 3)).plain / 1_000;
    const floor: Times = new Map(
      AUDIENCES.map((recipients) => [recipients, FLOOR_MS + (recipients * plainMs) / cpus().length]),
    );
    const times = await measureTimes((recipients) => progress(`${formatCount(recipients)} recipients`));
    const oneAtATime = extrapolate(times['one at a time']);
    progress('50,000 recipients');
    return describe({ ...times, oneAtATime, floor }, await countPostsToAll());
  },
};

/** Two minutes of waiting would tell no more: one after the other is as linear as it gets. */
function extrapolate(times: Times): Times {
  return new Map([...times, [10_000, (times.get(1_000) ?? 0) * 10]]);
}

interface Measured {
  readonly ours: Times;
  readonly textbook: Times;
  readonly oneAtATime: Times;
  readonly floor: Times;
}

type Large = Awaited<ReturnType<typeof countPostsToAll>>;

function describe(measured: Measured, large: Large): Answer {
  const { ours, textbook, oneAtATime, floor } = measured;
  const cell = (times: Times, recipients: number) => formatMs(times.get(recipients) ?? 0);
  return {
    method: [
      `One lobby message, from the call of the function's handler until the last recipient has it, the functions warm: medians of ${ROUNDS.ours.join(', ')} messages, the senders taking turns (textbook at 10,000: ${ROUNDS.textbook.at(-1)}; one at a time: ${ROUNDS['one at a time'].slice(0, -1).join(', ')}). A process of its own stands for DynamoDB, API Gateway and Lambda: a DynamoDB call is answered from memory 5 ms after it came, a post 10 ms, an asynchronous invocation 15 ms, and nothing else costs anything. The functions are the deployed bundles, each environment a process: one of \`message\`, ${DELIVER_ENVIRONMENTS} of \`deliver\` (Lambda would have one a chunk of 500). The limit of commands on one connection is raised, as the messages come from one, and faster than people type: none is counted, which would be a database call more. All share ${cpus().length} cores with the model, which is what the figures of 1,000 and more are about.`,
      'Textbook: one Scan and `Promise.all` of SDK posts, nothing stored. One at a time: `await` in the loop; its 10,000 are ten times its 1,000 (Lambda would have ended it after 29 s). Floor: one database call, one post, and the CPU of plain unsigned requests, spread over all cores; a post whose message is stored first needs one database call more, 5 ms.',
    ],
    tables: [
      {
        caption: 'Time to the last recipient, ms, median',
        columns: ['recipients', 'ours', 'textbook', 'one at a time', 'floor', 'ours / textbook'],
        rows: AUDIENCES.map((recipients) => [
          formatCount(recipients),
          cell(ours, recipients),
          cell(textbook, recipients),
          `${recipients === 10_000 ? '≈ ' : ''}${cell(oneAtATime, recipients)}`,
          cell(floor, recipients),
          formatShare((ours.get(recipients) ?? 0) / (textbook.get(recipients) ?? 0)),
        ]),
      },
      {
        caption: `${formatCount(large.recipients)} subscriptions in the table`,
        columns: ['', 'recipients reached', 'posts', 'time to the last, ms'],
        rows: [
          ['ours', formatCount(large.reached), formatCount(large.posts), formatMs(large.lastMs)],
          ['textbook, the one page of its Scan', formatCount(large.scanned), '', ''],
        ],
      },
    ],
    targets: judge(measured, large),
    plot: {
      file: 'time-to-last.svg',
      alt: 'Time to the last recipient against the audience, both logarithmic',
      svg: renderLogLogPlot({
        title: 'Time to the last recipient',
        x: 'recipients',
        y: 'ms',
        series: [
          { name: 'one at a time', points: [...oneAtATime], isDashedToLast: true },
          { name: 'textbook', points: [...textbook] },
          { name: 'ours', points: [...ours], isMain: true },
          { name: 'floor', points: [...floor] },
        ],
      }),
    },
  };
}

function judge({ ours, textbook }: Measured, large: Large): Target[] {
  const at = (recipients: number) => ours.get(recipients) ?? Number.POSITIVE_INFINITY;
  const share = at(1_000) / (textbook.get(1_000) ?? 0);
  return [
    {
      what: 'Time to 1 recipient',
      target: `at most ${2 * FLOOR_MS} ms, twice the floor`,
      measured: `${formatMs(at(1))} ms`,
      isMet: at(1) <= 2 * FLOOR_MS,
    },
    {
      what: 'Time to the last of 100',
      target: `at most ${5 * FLOOR_MS} ms, five times the floor`,
      measured: `${formatMs(at(100))} ms`,
      isMet: at(100) <= 5 * FLOOR_MS,
    },
    {
      what: 'Time to the last of 1,000',
      target: 'at most 0.35 of the textbook handler’s',
      measured: formatShare(share),
      isMet: share <= 0.35,
    },
    {
      what: 'Of 50,000 subscriptions, posted to',
      target: 'every one',
      measured: formatCount(large.reached),
      isMet: large.reached === large.recipients,
    },
  ];
}
