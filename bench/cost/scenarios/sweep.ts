import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { RunningStack } from '../../../local/running-stack.ts';
import type { Scenario } from '../scenario.ts';

/** What a rule has done each minute, also where nobody is connected. */
export function sweepForNothing({ url, functionNames }: RunningStack): Scenario {
  const FunctionName = functionNames.find((name) => name.includes('Deliver'));
  const client = new LambdaClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  return {
    name: 'a sweep that finds nothing',
    frames: 0,
    functions: ['deliver'],
    async act() {
      await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ type: 'sweep' }) }));
    },
  };
}
