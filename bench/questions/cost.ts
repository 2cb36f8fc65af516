import { synthesizeChat } from '../chat-assembly.ts';
import { startDynamoDbLocal } from '../cost/dynamodb-local.ts';
import type { Usage } from '../cost/measure-scenario.ts';
import { measureUsages, type Usages } from '../cost/measure-usages.ts';
import { DURATION, type Price, priceUsage } from '../cost/price-usage.ts';
import type { AudienceUnits } from '../cost/read-audience-units.ts';
import { readMemory } from '../cost/read-memory.ts';
import { measureCpu } from '../measure-cpu.ts';
import { PRICES } from '../prices.ts';
import type { Answer, Question, Table, Target } from '../question.ts';

interface Priced extends Usage {
  readonly price: Price;
}

export const cost: Question = {
  name: 'cost',
  title: 'What a command costs',
  async ask(progress) {
    const assembly = await synthesizeChat();
    const memory = await readMemory(assembly);
    const cpu = await measureCpu();
    const database = await startDynamoDbLocal();
    if (typeof database === 'string') {
      const why = `DynamoDB Local can’t be had on this machine (${database}), and nothing else here counts request units as AWS does: no table in this run.`;
      return { method: [why], tables: [], targets: [] };
    }
    try {
      const measured = await measureUsages(database.endpoint, assembly, progress);
      return describe(measured, { memory, cpu });
    } finally {
      await database.stop();
    }
  },
};

const MEMORIES = [512, 768, 1_024, 1_769];

type Sizes = Parameters<typeof priceUsage>[1];

function describe({ usages, audience }: Usages, sizes: Sizes): Answer {
  const priced = usages.map((usage) => ({ ...usage, price: priceUsage(usage, sizes) }));
  const { phaseMs, postRoundMs, postsAtOnce, invokeMs } = DURATION;
  const memories = [...sizes.memory].map(([name, megabytes]) => `${name} ${megabytes}`).join(', ');
  return {
    method: [
      'Counted from a real run: the stack’s functions on AWS’s DynamoDB Local, behind a proxy that asks for the consumed units of every call, index writes included. Where DynamoDB Local counts nothing (nothing found, a condition that failed) one unit is counted, as AWS bills it. Mean of 2 after one to warm up; content of 19 bytes; user names of 5 characters; nobody else is connected but 100 members of the lobby.',
      `Prices: us-east-1, November 2026 (\`bench/prices.ts\`): a frame or post ${perMillion(PRICES.webSocketMessage)}, a WRU ${perMillion(PRICES.writeUnit)}, an RRU ${perMillion(PRICES.readUnit)}, an invocation ${perMillion(PRICES.invocation)}, each a million; $${PRICES.gigabyteSecond} a GB-second (arm64). Baseline: what API Gateway charges for the frames, whoever handles them. Left out: connection minutes ($0.25 a million), CloudFront, log storage, storage.`,
      `Memory, MB: ${memories}. Duration is a model: ${phaseMs} ms for each DynamoDB call that had to be waited for (phases, seen in the run), ${postRoundMs} ms for each ${postsAtOnce} posts, ${invokeMs} ms for an asynchronous invocation, CPU of ${sizes.cpu.invocation.toFixed(1)} ms an invocation and ${sizes.cpu.post.toFixed(2)} ms a post (measured here: a lobby message to one) on a share of a core of memory / 1,769 MB.`,
    ],
    tables: [describeUnits(priced), describePrices(priced), describeMemory(usages, sizes)],
    targets: [...listRatioTargets(priced), ...listUnitTargets(priced, audience)],
  };
}

function describeUnits(priced: readonly Priced[]): Table {
  return {
    caption: 'What one of each asks for',
    columns: ['command', 'WRU', 'RRU', 'DynamoDB calls', 'phases', 'posts', 'invocations', 'asynchronous'],
    rows: priced.map((one) => [
      one.scenario.name,
      one.writeUnits,
      one.readUnits,
      one.calls,
      one.phases,
      one.posts,
      one.invocations,
      one.asynchronous,
    ]),
  };
}

function describePrices(priced: readonly Priced[]): Table {
  return {
    caption: 'Dollars a million',
    columns: ['command', 'API Gateway', 'DynamoDB', 'invocations', 'duration', 'modelled ms', 'all', 'ratio'],
    rows: priced.map(({ scenario, price }) => [
      scenario.name,
      inMillions(price.frames),
      inMillions(price.requestUnits),
      inMillions(price.invocations),
      inMillions(price.duration),
      price.durationMs.toFixed(0),
      inMillions(price.total),
      price.ratio === undefined ? '–' : `${price.ratio.toFixed(3)} ×`,
    ]),
  };
}

/** What would come of another size of the message's function. */
function describeMemory(usages: readonly Usage[], sizes: Sizes): Table {
  const names = ['whisper, to one connection', 'lobby, to 100'];
  const rows = MEMORIES.map((megabytes) => {
    const memory = new Map(sizes.memory).set('message', megabytes);
    const cells = names.flatMap((name) => {
      const usage = usages.find(({ scenario }) => scenario.name === name);
      const price = usage && priceUsage(usage, { ...sizes, memory });
      return price ? [price.durationMs.toFixed(0), `${price.ratio?.toFixed(3)} ×`] : ['–', '–'];
    });
    return [`${megabytes} MB`, ...cells];
  });
  const columns = ['`message`', ...names.flatMap((name) => [`${name}: modelled ms`, 'ratio'])];
  return { caption: 'The same with another size of the function `message`', columns, rows };
}

const inMillions = (dollars: number) => (dollars * 1e6).toFixed(2);
const perMillion = (dollars: number) => `$${(dollars * 1e6).toFixed(3).replace(/0$/, '')}`;

function listRatioTargets(priced: readonly Priced[]): Target[] {
  const target = (what: string, name: string, most: number): Target => {
    const ratio = find(priced, name).price.ratio ?? Number.NaN;
    const isMet = ratio <= most;
    return {
      what: `${what}, as a multiple of API Gateway’s own charge`,
      target: `at most ${most} ×`,
      measured: `${ratio.toFixed(3)} ×`,
      isMet,
    };
  };
  return [
    target('A whisper to one connection', 'whisper, to one connection', 2.4),
    target('A lobby message to 100', 'lobby, to 100', 1.04),
  ];
}

function listUnitTargets(priced: readonly Priced[], audience: AudienceUnits): Target[] {
  const target = (name: string, writes: number, reads?: number): Target => {
    const { writeUnits, readUnits } = find(priced, name);
    return {
      what: `Request units: ${name}`,
      target: `${writes} WRU${reads === undefined ? '' : `, ${reads} RRU`}`,
      measured: `${writeUnits} WRU, ${readUnits} RRU`,
      isMet: writeUnits <= writes && readUnits <= (reads ?? Number.POSITIVE_INFINITY),
    };
  };
  return [
    target('whisper, to one connection', 3, 3.5),
    target('lobby, to 100', 3, 1.5 + audience.lobby),
    target('group, to 100', 3, 1.5 + audience.group),
    target('connect, token in the handshake, no group', 4),
    target('connect, token in the handshake, one group', 5),
  ];
}

function find(priced: readonly Priced[], name: string): Priced {
  const found = priced.find(({ scenario }) => scenario.name === name);
  if (!found) throw new Error(`Nobody measured "${name}"`);
  return found;
}
