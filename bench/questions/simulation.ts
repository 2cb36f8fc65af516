import { QUOTA_SHARE, RECIPIENTS_PER_FUNCTION } from '../../chat/delivery/deliver.ts';
import { DELIVER_WITHIN_MS, REQUEST_WITHIN_MS } from '../../chat/posting/deadlines.ts';
import { POSTS_AT_ONCE } from '../../chat/posting/reach.ts';
import { measureCpu } from '../measure-cpu.ts';
import { formatCount } from '../numbers.ts';
import { MEGABYTES_PER_CORE, PRICES } from '../prices.ts';
import type { Answer, Question, Table } from '../question.ts';
import type { Outcome } from '../simulation/outcome.ts';
import { paceSenders } from '../simulation/pace-senders.ts';
import { DELIVERY, LATENCIES, type Parameters, QUOTAS } from '../simulation/parameters.ts';
import { simulatePresence } from '../simulation/presence.ts';
import { priceOutcome } from '../simulation/price-outcome.ts';
import { simulateReactions } from '../simulation/reactions.ts';
import { simulate, type Traffic } from '../simulation/simulate.ts';
import { median } from '../statistics.ts';

const THOUSAND = 1_000;
const MILLION = 1_000_000;
const SIZES = [THOUSAND, 10 * THOUSAND, 100 * THOUSAND, 300 * THOUSAND, MILLION];
const BIG = [100 * THOUSAND, MILLION];

/** Of `message` and `deliver` (lib/functions.ts). */
const MEGABYTES = 1_024;

/** What is simulated, beside what the account and the design have now. */
interface Variant {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly quotas?: Partial<Parameters['quotas']>;
  readonly delivery?: Partial<Parameters['delivery']>;
}

/** A raised quota, of which the settings accountRate and accountBurst tell the functions. */
const timesQuota = (factor: number) => ({
  callsPerSecond: QUOTAS.callsPerSecond * factor,
  callsBucket: QUOTAS.callsBucket * factor,
});

const QUOTA_VARIANTS: readonly Variant[] = [
  { name: 'as it is', sizes: SIZES },
  { name: 'calls × 5', sizes: BIG, quotas: timesQuota(5) },
  { name: 'calls × 10', sizes: BIG, quotas: timesQuota(10) },
  {
    name: '10 functions at once (a fresh account)',
    sizes: [10 * THOUSAND, 100 * THOUSAND],
    quotas: { concurrency: 10 },
  },
];

const DESIGN_VARIANTS: readonly Variant[] = [
  {
    name: 'all fanned out at once',
    // A million would be eighteen million posts, and a quarter of an hour.
    sizes: [10 * THOUSAND, 100 * THOUSAND],
    delivery: { isPaced: false },
  },
];

/** Senders of a busy lobby, each with a message a second. */
const SENDERS = 20;
const SECONDS = 20;

/** A lively lobby. */
const STORM_MS = 10 * THOUSAND;
const STORM_MESSAGES = 20;

export const simulation: Question = {
  name: 'simulation',
  title: 'Beyond this machine: simulated',
  async ask(progress) {
    const cpu = await measureCpu();
    const base: Parameters = {
      quotas: QUOTAS,
      latencies: LATENCIES,
      cpu: { ...cpu, coreShare: MEGABYTES / MEGABYTES_PER_CORE },
      delivery: DELIVERY,
    };
    const run = async (caption: string, variants: readonly Variant[]): Promise<Table> => {
      const rows: (string | number)[][] = [];
      for (const variant of variants) {
        for (const recipients of variant.sizes) {
          progress(`${variant.name}, ${formatCount(recipients)}`);
          const outcome = await simulate(vary(base, variant), { recipients, sentAt: [0] });
          rows.push(describeOne(variant.name, recipients, outcome));
        }
      }
      return { caption, columns: COLUMNS, rows };
    };
    const tables = [
      await run('Simulated: one lobby message, and quotas', QUOTA_VARIANTS),
      await run('Simulated: one lobby message, delivered otherwise', DESIGN_VARIANTS),
      await compareSlowMode(base, progress),
      await reactInALobby(progress),
      await comeAndGo(progress),
    ];
    return { method: describeMethod(base), tables, targets: [] } satisfies Answer;
  },
};

function vary(base: Parameters, { quotas, delivery }: Variant): Parameters {
  return { ...base, quotas: { ...base.quotas, ...quotas }, delivery: { ...base.delivery, ...delivery } };
}

const COLUMNS = [
  '',
  'recipients',
  's to the last reached',
  'reached',
  'closed, to ask for it',
  'never told',
  'functions at once',
  'calls refused',
  'others’ frames refused, mean / worst second',
  '$',
  '/ API Gateway’s',
];

function describeOne(name: string, recipients: number, outcome: Outcome): (string | number)[] {
  const [message] = outcome.messages;
  if (!message) throw new Error('Nothing was sent');
  const price = priceOutcome(outcome, recipients);
  return [
    name,
    formatCount(recipients),
    ((message.lastReachedAt - message.sentAt) / 1_000).toFixed(1),
    percent(message.reached / recipients),
    percent(message.closed / recipients),
    percent(message.lost / recipients),
    formatCount(outcome.lambda.mostAtOnce),
    formatCount(outcome.refusedCalls),
    `${percent(outcome.othersRefused)} / ${percent(outcome.othersRefusedAtWorst)}`,
    price.all.toPrecision(3),
    `${(price.all / price.frames).toFixed(2)} ×`,
  ];
}

const percent = (share: number) => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** A lobby in which more is said than the account can carry. */
async function compareSlowMode(base: Parameters, progress: (text: string) => void): Promise<Table> {
  const said = Array.from({ length: SENDERS * SECONDS }, (_, index) => (index * 1_000) / SENDERS);
  const rows: (string | number)[][] = [];
  const paced = await paceSenders(said, THOUSAND);
  for (const [name, sentAt] of [
    ['off', said],
    ['on', paced],
  ] as const) {
    progress(`Slow mode ${name}`);
    const figures = await describeMany(base, { recipients: THOUSAND, sentAt }, said.length);
    rows.push([`slow mode ${name}`, formatCount(THOUSAND), ...figures]);
  }
  return {
    caption: `Simulated: ${SENDERS} senders, a message a second each, for ${SECONDS} s`,
    columns: [
      '',
      'recipients',
      'messages let through',
      's to the last, median',
      's to the last, longest',
      'closed or never told',
      'functions at once',
      'others’ frames refused, mean / worst second',
    ],
    rows,
  };
}

/** Everybody in a lobby reacts, to one message or to several, and what it would be if each were told to each at once. */
async function reactInALobby(progress: (text: string) => void): Promise<Table> {
  const storms = [
    { name: 'each told to each at once', messages: 1, isHeld: false },
    { name: 'as it is', messages: 1, isHeld: true },
    { name: `to ${STORM_MESSAGES} messages, as it is`, messages: STORM_MESSAGES, isHeld: true },
  ];
  const rows: (string | number)[][] = [];
  for (const { name, ...storm } of storms) {
    progress(`Reactions, ${name}`);
    const outcome = await simulateReactions({ users: THOUSAND, withinMs: STORM_MS, ...storm });
    const { posts, units, mostPostsInASecond, mostFunctions, settledMs, gigabyteSeconds } = outcome;
    const dollars =
      (posts + 2 * THOUSAND) * PRICES.webSocketMessage +
      units.writes * PRICES.writeUnit +
      units.reads * PRICES.readUnit +
      THOUSAND * PRICES.invocation +
      gigabyteSeconds * PRICES.gigabyteSecond;
    rows.push([
      name,
      formatCount(posts),
      formatCount(mostPostsInASecond),
      formatCount(units.writes),
      formatCount(Math.round(units.reads)),
      mostFunctions,
      (settledMs / 1_000).toFixed(1),
      dollars.toPrecision(2),
    ]);
  }
  return {
    caption: `Simulated: ${formatCount(THOUSAND)} in the lobby react to one message within ${STORM_MS / 1_000} s`,
    columns: [
      '',
      'posts',
      'in the worst second',
      'WRU',
      'RRU',
      'functions at once',
      's from the last until all are told',
      '$',
    ],
    rows,
  };
}

/** A phone that loses its network again and again; and somebody with many friends, who comes once. */
async function comeAndGo(progress: (text: string) => void): Promise<Table> {
  const flapping = { friends: 20, changes: 360, everyMs: 10 * THOUSAND };
  const cases = [
    { name: 'on and off each 10 s for an hour, told each time', ...flapping, isHeld: false },
    { name: 'as it is', ...flapping, isHeld: true },
    { name: 'on once', friends: 500, changes: 1, everyMs: 10 * THOUSAND, isHeld: true },
  ];
  const rows: (string | number)[][] = [];
  for (const { name, ...given } of cases) {
    progress(`Presence, ${name}`);
    const { posts, units, jobs, isTold } = await simulatePresence(given);
    const dollars =
      posts * PRICES.webSocketMessage +
      units.writes * PRICES.writeUnit +
      units.reads * PRICES.readUnit +
      jobs * PRICES.invocation;
    rows.push([
      name,
      given.friends,
      formatCount(posts),
      formatCount(units.writes),
      formatCount(Math.round(units.reads)),
      formatCount(jobs),
      isTold ? 'yes' : 'no',
      dollars.toPrecision(2),
    ]);
  }
  return {
    caption: 'Simulated: who comes and goes, and friends who are all there',
    columns: [
      '',
      'friends',
      'posts',
      'WRU',
      'RRU',
      'jobs',
      'told what is so in the end',
      '$, without duration',
    ],
    rows,
  };
}

async function describeMany(base: Parameters, traffic: Traffic, said: number): Promise<(string | number)[]> {
  const outcome = await simulate(base, traffic);
  const { messages } = outcome;
  const taken = messages.filter(({ isRefused }) => !isRefused);
  const lasts = taken.map(({ lastReachedAt, sentAt }) => (lastReachedAt - sentAt) / 1_000);
  const missed = taken.reduce((sum, { closed, lost }) => sum + closed + lost, 0);
  return [
    `${taken.length} of ${said}`,
    median(lasts).toFixed(1),
    Math.max(...lasts).toFixed(1),
    percent(missed / (taken.length * traffic.recipients)),
    formatCount(outcome.lambda.mostAtOnce),
    `${percent(outcome.othersRefused)} / ${percent(outcome.othersRefusedAtWorst)}`,
  ];
}

function describeMethod({ quotas, latencies, cpu }: Parameters): string[] {
  return [
    '**Simulated, not measured**, and not verified on AWS. A discrete-event simulation (`bench/simulation/`) of one account: API Gateway’s bucket, Lambda’s environments and queue, every post and every pause behind a 429, and in them the chat’s own code: `publish`, `deliverChunk` and `expireRequest`, on a virtual clock.',
    `Assumed: ${formatCount(quotas.callsPerSecond)} calls a second and a bucket of ${formatCount(quotas.callsBucket)}, ${formatCount(quotas.concurrency)} functions at once with ${MEGABYTES} MB (${cpu.coreShare.toFixed(2)} of a core) each, 10 of them warm; DynamoDB ${latencies.databaseMs} ms, a post ${latencies.postMs} ms, an invocation ${latencies.invokeMs} ms, a cold start ${latencies.coldStartMs} ms; an event that finds no room is tried again after 1, 2, 4 … s. CPU measured here, of a whole core: ${cpu.post.toFixed(2)} ms a post, ${(cpu.row * 1_000).toFixed(1)} µs a row of the audience, ${cpu.chunk.toFixed(1)} ms a chunk.`,
    `The design: ${RECIPIENTS_PER_FUNCTION} recipients a function, ${POSTS_AT_ONCE} posts at once, pauses up to 2 s, ${DELIVER_WITHIN_MS / 1_000} s for the message’s own function and ${REQUEST_WITHIN_MS / 1_000} s for one that work was fanned out to, and then it is closed. “Never told”: the attempts to close it were refused as well. Past the first ${formatCount(quotas.callsBucket * QUOTA_SHARE)} the message’s function fans out ${formatCount(quotas.callsPerSecond * QUOTA_SHARE)} recipients a second, so that posts are hardly refused. Its own 512 MB are simulated as if they were as much as deliver’s.`,
    'Reactions: the chat’s whole code from the frame on, with the `ref` that the SDK sends, on stores in memory whose calls take as long and are counted as DynamoDB counts them; environments are as many as run at once, and new at first. Computing takes no time there, and nothing is refused by the account. A sweep each minute.',
  ];
}
