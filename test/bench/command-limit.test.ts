import { expect, test } from '@jest/globals';
import { UNCOUNTED_COMMANDS } from '../../bench/command-limit.ts';
import { chatVariables } from '../../bench/functions/variables.ts';
import { keepCommandRate } from '../../chat/rates/command-rate.ts';
import { ENVIRONMENT, type EnvironmentName } from '../../lambdas/environment.ts';
import { readLimits } from '../../lambdas/limits.ts';
import { readSettings } from '../../lib/settings.ts';
import { createMemoryPorts } from '../../memory/chat-ports.ts';
import { setEnvironment } from '../lambdas/function-environment.ts';

/** More than any question sends on one connection at once, or a second. */
const AT_ONCE = 500;
const A_SECOND = 150;

function setBenchEnvironment(): void {
  const variables = chatVariables('http://127.0.0.1:9');
  const names = Object.entries(ENVIRONMENT) as [EnvironmentName, string][];
  setEnvironment(Object.fromEntries(names.map(([name, variable]) => [name, variables[variable] ?? ''])));
}

test('the measured functions find every limit that they read', () => {
  setBenchEnvironment();

  expect(Object.values(readLimits()).filter((limit) => !(limit > 0))).toEqual([]);
});

test('the raised limit is one that an operator may set', () => {
  const given: Record<string, string> = UNCOUNTED_COMMANDS;

  expect(readSettings(given)).toMatchObject({
    commandsPerSecond: 1_000,
    commandBurst: 5_000,
  });
});

test('a connection that speaks as fast as the bench lets it is never counted', async () => {
  setBenchEnvironment();
  const ports = { ...createMemoryPorts(), limits: { ...createMemoryPorts().limits, ...readLimits() } };
  const rateBuckets = {
    take: () => {
      throw new Error('It was counted');
    },
  };

  for (let count = 0; count < AT_ONCE; count++) await keepCommandRate({ ...ports, rateBuckets }, 'c1');
  for (let count = 0; count < 10 * A_SECOND; count++) {
    ports.clock.advance(1_000 / A_SECOND);
    await keepCommandRate({ ...ports, rateBuckets }, 'c1');
  }
});
