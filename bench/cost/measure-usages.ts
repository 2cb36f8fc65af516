import { startStack } from '../../local/start-stack.ts';
import { PRESENCE_CHANGES_AT_ONCE } from '../../protocol/limits.ts';
import { AWAY, CROWD_GROUP, JOINER, READERS } from './cast.ts';
import { measureScenario, type Usage } from './measure-scenario.ts';
import { startMeteringProxy } from './metering-proxy.ts';
import { type AudienceUnits, readAudienceUnits } from './read-audience-units.ts';
import type { Scenario } from './scenario.ts';
import { listReading } from './scenarios/reading-v2.ts';
import { sweepForNothing } from './scenarios/sweep.ts';
import { listScenarios, listScenariosV2 } from './scenarios.ts';
import { closeAll, connectAll, setStage } from './stage.ts';
import { writePast } from './write-past.ts';

export interface Usages {
  readonly v1: readonly Usage[];
  readonly v2: readonly Usage[];
  /** A sweep that finds nothing. */
  readonly sweep: Usage;
  readonly audience: AudienceUnits;
}

/** Longer than a function computes between two calls, so that the phases show. */
const HOLD_MS = 30;

/** @param dynamodb the endpoint of DynamoDB Local */
export async function measureUsages(
  dynamodb: string,
  assembly: string,
  progress: (text: string) => void,
): Promise<Usages> {
  const proxy = await startMeteringProxy(dynamodb, HOLD_MS);
  const stack = await startStack({
    assembly,
    dynamodbEndpoint: proxy.endpoint,
    recordCalls: true,
    prewarm: true,
    // The rule's own runs would be counted with whatever they come in between.
    scheduleEveryMs: 2 ** 31 - 1,
    onLog: ({ level, source, text }) => {
      if (level === 'error') console.error(`[${source}] ${text}`);
    },
  });

  async function measureAll(scenarios: readonly Scenario[]): Promise<Usage[]> {
    const usages: Usage[] = [];
    for (const scenario of scenarios) {
      const usage = await measureScenario(scenario, stack, proxy);
      const { writeUnits, readUnits, posts } = usage;
      progress(`${scenario.name}: ${writeUnits} WRU, ${readUnits} RRU, ${posts} posts`);
      usages.push(usage);
    }
    return usages;
  }

  try {
    const { longAgo } = await writePast(stack, dynamodb);
    const place = { url: stack.webSocketUrl, token: (user: string) => stack.token(user) };
    // So often that what follows is put off: it would differ from one time to the next.
    for (let time = 0; time < PRESENCE_CHANGES_AT_ONCE; time++) {
      await closeAll(await connectAll(place, [...AWAY, JOINER], 'v1'));
      await proxy.untilQuiet();
    }

    // Before anybody says anything: an idle sync would find what was said of late.
    const stageV2 = await setStage(place, 'v2');
    const readers = await connectAll(place, READERS, 'v2');
    const [loner, joiner, returner, gatherer] = readers;
    if (!loner || !joiner || !returner || !gatherer) throw new Error('Nobody reads');
    const reading = await measureAll(
      listReading({ loner, joiner, returner, gatherer, one: stageV2.one, longAgo }),
    );
    await closeAll(readers);
    const sending = await measureAll(listScenariosV2(stageV2));
    await closeAll(stageV2.crowd);
    await proxy.untilQuiet();

    const v1 = await measureAll(listScenarios(await setStage(place, 'v1')));
    const sweep = await measureScenario(sweepForNothing(stack), stack, proxy);
    return { v1, v2: [...sending, ...reading], sweep, audience: await readAudienceUnits(stack, CROWD_GROUP) };
  } finally {
    await stack.stop();
    await proxy.close();
  }
}
