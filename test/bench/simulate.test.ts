import { expect, test } from '@jest/globals';
import { DELIVERY, LATENCIES, type Parameters, QUOTAS } from '../../bench/simulation/parameters.ts';
import { simulate } from '../../bench/simulation/simulate.ts';

const parameters: Parameters = {
  quotas: QUOTAS,
  latencies: LATENCIES,
  cpu: { post: 0.2, row: 0.008, chunk: 1, coreShare: 0.58 },
  delivery: DELIVERY,
};

test('accounts for every recipient', () => {
  const recipients = 30_000;
  const quotas = { callsPerSecond: 1_000, callsBucket: 500, concurrency: 5 };
  const { messages } = simulate({ ...parameters, quotas }, { recipients, sentAt: [0, 100] });
  for (const { reached, closed, lost } of messages) expect(reached + closed + lost).toBe(recipients);
});

test('never posts faster than the account may', () => {
  const recipients = 60_000;
  const [message] = simulate(parameters, { recipients, sentAt: [0] }).messages;
  const soonest = ((recipients - QUOTAS.callsBucket) / QUOTAS.callsPerSecond) * 1_000;
  expect(message?.lastReachedAt).toBeGreaterThanOrEqual(soonest);
});

test('needs no second function for an audience that is one function’s work', () => {
  const { lambda } = simulate(parameters, { recipients: DELIVERY.recipientsPerFunction, sentAt: [0] });
  expect(lambda.mostAtOnce).toBe(1);
});

test('refuses nobody when work is fanned out no faster than the account may post', () => {
  const paced = { ...DELIVERY, fannedOutPerSecond: 9_000, fannedOutAtOnce: 4_000 };
  const outcome = simulate({ ...parameters, delivery: paced }, { recipients: 50_000, sentAt: [0] });
  expect(outcome.refusedCalls).toBe(0);
  expect(outcome.messages[0]?.reached).toBe(50_000);
});
