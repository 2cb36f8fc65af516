import { startStack } from '../../local/start-stack.ts';
import { measureScenario, type Usage } from './measure-scenario.ts';
import { startMeteringProxy } from './metering-proxy.ts';
import { type AudienceUnits, readAudienceUnits } from './read-audience-units.ts';
import { listScenarios } from './scenarios.ts';
import { CROWD_GROUP, setStage } from './stage.ts';

export interface Usages {
  readonly usages: readonly Usage[];
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
    onLog: ({ level, source, text }) => {
      if (level === 'error') console.error(`[${source}] ${text}`);
    },
  });
  try {
    const stage = await setStage({ url: stack.webSocketUrl, token: (user) => stack.token(user) });
    const usages: Usage[] = [];
    for (const scenario of listScenarios(stage)) {
      const usage = await measureScenario(scenario, stack, proxy);
      progress(`${scenario.name}: ${usage.writeUnits} WRU, ${usage.readUnits} RRU, ${usage.posts} posts`);
      usages.push(usage);
    }
    return { usages, audience: await readAudienceUnits(stack, CROWD_GROUP) };
  } finally {
    await stack.stop();
    await proxy.close();
  }
}
