import { measureCpu } from '../measure-cpu.ts';
import { formatCount } from '../numbers.ts';
import { MEGABYTES_PER_CORE } from '../prices.ts';
import type { Answer, Question, Table } from '../question.ts';
import type { Outcome } from '../simulation/outcome.ts';
import { paceSenders } from '../simulation/pace-senders.ts';
import { DELIVERY, LATENCIES, type Parameters, QUOTAS } from '../simulation/parameters.ts';
import { priceOutcome } from '../simulation/price-outcome.ts';
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

const timesQuota = (factor: number) => ({
  callsPerSecond: QUOTAS.callsPerSecond * factor,
  callsBucket: QUOTAS.callsBucket * factor,
});

/** A raised quota, which the settings accountRate and accountBurst tell the functions. */
const raised = (factor: number) => ({
  quotas: timesQuota(factor),
  delivery: {
    fannedOutPerSecond: DELIVERY.fannedOutPerSecond * factor,
    fannedOutAtOnce: DELIVERY.fannedOutAtOnce * factor,
  },
});

const QUOTA_VARIANTS: readonly Variant[] = [
  { name: 'as it is', sizes: SIZES },
  { name: 'calls × 5', sizes: BIG, ...raised(5) },
  { name: 'calls × 10', sizes: BIG, ...raised(10) },
  {
    name: '10 functions at once (a fresh account)',
    sizes: [10 * THOUSAND, 100 * THOUSAND],
    quotas: { concurrency: 10 },
  },
];

const DESIGN_VARIANTS: readonly Variant[] = [
  {
    name: 'all fanned out at once',
    sizes: [100 * THOUSAND, 300 * THOUSAND, MILLION],
    delivery: { fannedOutPerSecond: Number.POSITIVE_INFINITY },
  },
];

/** Senders of a busy lobby, each with a message a second. */
const SENDERS = 20;
const SECONDS = 20;

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
    const run = (caption: string, variants: readonly Variant[]): Table => {
      const rows = variants.flatMap((variant) =>
        variant.sizes.map((recipients) => {
          progress(`${variant.name}, ${formatCount(recipients)}`);
          const outcome = simulate(vary(base, variant), { recipients, sentAt: [0] });
          return describeOne(variant.name, recipients, outcome);
        }),
      );
      return { caption, columns: COLUMNS, rows };
    };
    const tables = [
      run('Simulated: one lobby message, and quotas', QUOTA_VARIANTS),
      run('Simulated: one lobby message, delivered otherwise', DESIGN_VARIANTS),
      await compareSlowMode(base, progress),
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
  for (const recipients of [THOUSAND, 10 * THOUSAND]) {
    const paced = await paceSenders(said, recipients);
    // Without slow mode ten thousand would be two million posts: a fifth of it shows the same.
    const unpaced = said.slice(0, (said.length * 2 * THOUSAND) / Math.max(recipients, 2 * THOUSAND));
    for (const [name, sentAt] of [
      ['off', unpaced],
      ['on', paced],
    ] as const) {
      progress(`Slow mode ${name}, ${formatCount(recipients)}`);
      rows.push([
        `slow mode ${name}`,
        formatCount(recipients),
        ...describeMany(base, { recipients, sentAt }, name === 'on' ? said.length : sentAt.length),
      ]);
    }
  }
  return {
    caption: `Simulated: ${SENDERS} senders, a message a second each, for ${SECONDS} s (10,000 recipients without slow mode: for ${SECONDS / 5} s)`,
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

function describeMany(base: Parameters, traffic: Traffic, said: number): (string | number)[] {
  const outcome = simulate(base, traffic);
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

function describeMethod({ quotas, latencies, cpu, delivery }: Parameters): string[] {
  return [
    '**Simulated, not measured**, and not verified on AWS. A discrete-event simulation (`bench/simulation/`) of one account: API Gateway’s bucket, Lambda’s environments and queue, every post and every pause behind a 429, with the rules of `chat/delivery/`; a test holds it against that code.',
    `Assumed: ${formatCount(quotas.callsPerSecond)} calls a second and a bucket of ${formatCount(quotas.callsBucket)}, ${formatCount(quotas.concurrency)} functions at once with ${MEGABYTES} MB (${cpu.coreShare.toFixed(2)} of a core) each, 10 of them warm; DynamoDB ${latencies.databaseMs} ms, a post ${latencies.postMs} ms, an invocation ${latencies.invokeMs} ms, a cold start ${latencies.coldStartMs} ms; an event that finds no room is tried again after 1, 2, 4 … s. CPU measured here, of a whole core: ${cpu.post.toFixed(2)} ms a post, ${(cpu.row * 1_000).toFixed(1)} µs a row of the audience, ${cpu.chunk.toFixed(1)} ms a chunk.`,
    `The design: ${delivery.recipientsPerFunction} recipients a function, ${delivery.postsAtOnce} posts at once, pauses up to ${delivery.longestPauseMs / 1_000} s, ${delivery.ownWithinMs / 1_000} s for the message’s own function and ${delivery.chunkWithinMs / 1_000} s for one that work was fanned out to, and then it is closed. “Never told”: the attempts to close it were refused as well. Past the first ${formatCount(delivery.fannedOutAtOnce)} the message’s function fans out ${formatCount(delivery.fannedOutPerSecond)} recipients a second, so that posts are hardly refused. Its own 512 MB are simulated as if they were as much as deliver’s.`,
  ];
}
