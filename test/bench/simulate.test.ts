import { expect, test } from '@jest/globals';
import { DELIVERY, LATENCIES, type Parameters, QUOTAS } from '../../bench/simulation/parameters.ts';
import { simulatePresence } from '../../bench/simulation/presence.ts';
import { simulateReactions } from '../../bench/simulation/reactions.ts';
import { simulate } from '../../bench/simulation/simulate.ts';
import { RECIPIENTS_PER_FUNCTION } from '../../chat/delivery/deliver.ts';

const parameters: Parameters = {
  quotas: QUOTAS,
  latencies: LATENCIES,
  cpu: { post: 0.2, row: 0.008, chunk: 1, coreShare: 0.58 },
  delivery: DELIVERY,
};

test('accounts for every recipient', async () => {
  const recipients = 6_000;
  const quotas = { callsPerSecond: 100, callsBucket: 50, concurrency: 5 };
  const { messages } = await simulate({ ...parameters, quotas }, { recipients, sentAt: [0, 100] });
  for (const { reached, closed, lost } of messages) expect(reached + closed + lost).toBe(recipients);
});

test('never posts faster than the account may', async () => {
  const recipients = 15_000;
  const { messages } = await simulate(parameters, { recipients, sentAt: [0] });
  const soonest = ((recipients - QUOTAS.callsBucket) / QUOTAS.callsPerSecond) * 1_000;
  expect(messages[0]?.lastReachedAt).toBeGreaterThanOrEqual(soonest);
});

test('needs no second function for an audience that is one function’s work', async () => {
  const { lambda } = await simulate(parameters, { recipients: RECIPIENTS_PER_FUNCTION, sentAt: [0] });
  expect(lambda.mostAtOnce).toBe(1);
});

test('refuses nobody when work is fanned out no faster than the account may post, and many when it is', async () => {
  const traffic = { recipients: 20_000, sentAt: [0] };
  const paced = await simulate(parameters, traffic);
  expect([paced.refusedCalls, paced.messages[0]?.reached]).toEqual([0, 20_000]);
  const unpaced = await simulate({ ...parameters, delivery: { ...DELIVERY, isPaced: false } }, traffic);
  expect(unpaced.refusedCalls).toBeGreaterThan(1_000);
});

test('holds reactions to the channel’s share of the account, and tells all of them in the end', async () => {
  const storm = { users: 300, messages: 3, withinMs: 3_000 };
  const held = await simulateReactions({ ...storm, isHeld: true });
  const told = await simulateReactions({ ...storm, isHeld: false });
  expect(told.posts).toBeGreaterThan(80_000);
  expect(held.posts).toBeLessThan(10_000);
  // A second's share, and what the bucket lets through at once.
  expect(held.mostPostsInASecond).toBeLessThanOrEqual(0.05 * QUOTAS.callsPerSecond + 2 * storm.users);
  // The user's row and the claim at least.
  for (const { units } of [held, told]) expect(units.writes).toBeGreaterThanOrEqual(2 * storm.users);
  expect(held.units.reads).toBeLessThan(told.units.reads);
});

test('tells friends of a phone that comes and goes all the time twenty-two times an hour, and what is so in the end', async () => {
  const phone = { friends: 20, changes: 360, everyMs: 10_000 };
  const held = await simulatePresence({ ...phone, isHeld: true });
  const told = await simulatePresence({ ...phone, isHeld: false });
  expect(told.posts).toBe(20 * 360);
  expect(held.posts).toBeLessThanOrEqual(20 * 23);
  expect([held.isTold, told.isTold]).toEqual([true, true]);
  expect(held.units.writes).toBeLessThan(told.units.writes);
});
