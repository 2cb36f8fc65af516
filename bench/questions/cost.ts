import { synthesizeChat } from '../chat-assembly.ts';
import { compareProtocols } from '../cost/compare-protocols.ts';
import { startDynamoDbLocal } from '../cost/dynamodb-local.ts';
import { measureUsages, type Usages } from '../cost/measure-usages.ts';
import { describeIdle, priceIdle } from '../cost/price-idle.ts';
import { describeMonths, HEARTBEAT_MINUTES, SYNC_MINUTES } from '../cost/price-month.ts';
import { DURATION, type Sizes } from '../cost/price-usage.ts';
import { putPrices } from '../cost/priced.ts';
import { readMemory } from '../cost/read-memory.ts';
import { describeMemory, describePrices, describeUnits } from '../cost/tables.ts';
import { listPriceTargets, listRatioTargets, listUnitTargets } from '../cost/targets.ts';
import { measureCpu } from '../measure-cpu.ts';
import { PRICES } from '../prices.ts';
import type { Answer, Question } from '../question.ts';

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

function describe(measured: Usages, sizes: Sizes): Answer {
  const v1 = putPrices(measured.v1, sizes);
  const v2 = putPrices(measured.v2, sizes);
  const idle = priceIdle(measured.sweep, sizes);
  const { phaseMs, postRoundMs, postsAtOnce, invokeMs } = DURATION;
  const memories = [...sizes.memory].map(([name, megabytes]) => `${name} ${megabytes}`).join(', ');
  return {
    method: [
      'Counted from a real run: the stack’s functions on AWS’s DynamoDB Local, behind a proxy that asks for the consumed units of every call, index writes included. Where DynamoDB Local counts nothing (nothing found, a condition that failed) one unit is counted, as AWS bills it. Mean of 2 after one to warm up; content of 19 bytes; user names of 5 characters; nobody else is connected but 100 members of the lobby, all of them over the protocol that the table names.',
      'Nobody in it types fast enough to be counted: the limit of commands on one connection is raised for this run, as the users of these scenarios speak more often than people do. Within a burst of 5, and up to 2 a second, none is counted by the limits as they are; each one beyond that costs a write or two.',
      'Over `chat.v2` every command carries a `ref`, as the SDK’s do, unless its row says otherwise; and messages `"echo":false`: their sender gets an `ack`, and a copy of a whisper only on other connections, of which there are none. “The first of the day of a pair”: the two have whispered before, but not today. Readers: one in no group who has whispered with 5 people today; one in 10 groups who has whispered with 9, 5 of them today, with 10 friends, 10 open requests and 10 blocks, and has read all. What they read is an hour old; an idle `sync` looks again at the last two minutes, and where people talk it costs as much more as one that brings their messages. An answer with 100 events of this content is one message to API Gateway; contents of some 150 bytes more make it two.',
      'Who comes or goes here has done so too often for friends to be told: a function looks who is there, for 2 RRU, and changes nothing. A change that is told is 1 WRU, 6 RRU, and a post and 0.5 RRU a friend more (simulated below). A connection that is opened before the one that it follows has closed, as the SDK opens them, asks for no such look, so the last column of the table by the month is that much too high.',
      `Prices: us-east-1, November 2026 (\`bench/prices.ts\`): a frame or post ${perMillion(PRICES.webSocketMessage)}, a WRU ${perMillion(PRICES.writeUnit)}, an RRU ${perMillion(PRICES.readUnit)}, an invocation ${perMillion(PRICES.invocation)}, each a million; $${PRICES.gigabyteSecond} a GB-second (arm64). Baseline: what API Gateway charges for the frames, whoever handles them. Left out: connection minutes ($0.25 a million) but for the table by the month, CloudFront, log storage, storage.`,
      `Memory, MB: ${memories}. Duration is a model: ${phaseMs} ms for each DynamoDB call that had to be waited for (phases, seen in the run), ${postRoundMs} ms for each ${postsAtOnce} posts, ${invokeMs} ms for an asynchronous invocation, CPU of ${sizes.cpu.invocation.toFixed(1)} ms an invocation and ${sizes.cpu.post.toFixed(2)} ms a post (measured here: a lobby message to one) on a share of a core of memory / 1,769 MB.`,
      `By the month: the SDK syncs every ${SYNC_MINUTES} minutes and pings when nothing has come for ${HEARTBEAT_MINUTES}; beside it, the same if a sync asked for nothing. Baseline: what API Gateway charges for the connection and the same frames. Beside all of that, in the last column: before API Gateway closes a socket, at two hours, the SDK connects anew, syncs twice, and closes the one before.`,
    ],
    tables: [
      describeUnits('What one of each asks for, v1', v1),
      describeUnits('What one of each asks for, `chat.v2`', v2),
      compareProtocols(v1, v2),
      describePrices('Dollars a million, v1', v1),
      describePrices('Dollars a million, `chat.v2`', v2),
      describeMonths(v2),
      describeIdle(idle),
      describeMemory(measured.v1, sizes),
    ],
    targets: [
      ...listRatioTargets(v1),
      ...listPriceTargets({ v1, v2 }, idle),
      ...listUnitTargets({ v1, v2 }, measured.audience),
    ],
  };
}

const perMillion = (dollars: number) => `$${(dollars * 1e6).toFixed(3).replace(/0$/, '')}`;
