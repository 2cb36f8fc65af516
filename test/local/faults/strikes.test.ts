import { expect, test } from '@jest/globals';
import type { Rule } from '../../../local/faults/rule.ts';
import { createStrikes } from '../../../local/faults/strikes.mjs';

function describeRule(rule: Partial<Rule> = {}): Rule {
  return { key: 'posts.rules[0]', action: 'throttle', share: 1, ...rule };
}

function strikeMany(seed: number, rule: Rule, count = 10_000): boolean[] {
  const strike = createStrikes(seed, [rule]);
  return Array.from({ length: count }, () => strike({}) !== undefined);
}

test.each([0.01, 0.1, 0.5])('a share of %d is about that share of the calls', (share) => {
  const struck = strikeMany(1, describeRule({ share })).filter(Boolean).length;
  // Five standard deviations; the draws are the same at every run.
  expect(Math.abs(struck - 10_000 * share)).toBeLessThan(5 * Math.sqrt(10_000 * share * (1 - share)));
});

test('a share of 0 strikes nothing, and one of 1 everything', () => {
  expect(strikeMany(1, describeRule({ share: 0 }), 1000)).not.toContain(true);
  expect(strikeMany(1, describeRule({ share: 1 }), 1000)).not.toContain(false);
});

test('the same seed strikes the same calls, another one others', () => {
  const rule = describeRule({ share: 0.5 });
  expect(strikeMany(7, rule)).toEqual(strikeMany(7, rule));
  expect(strikeMany(7, rule)).not.toEqual(strikeMany(8, rule));
});

test('rules draw independently of each other', () => {
  const first = strikeMany(1, describeRule({ share: 0.5 }));
  const second = strikeMany(1, describeRule({ share: 0.5, key: 'posts.rules[1]' }));
  const both = first.filter((isStruck, index) => isStruck && second[index]).length;
  expect(Math.abs(both - 2500)).toBeLessThan(220);
});

test('a connection is struck always or never, whatever came before', () => {
  const rule = describeRule({ share: 0.3, by: 'connection' });
  const ids = Array.from({ length: 1000 }, (_, index) => `connection-${index}`);
  const [forwards, backwards] = [createStrikes(1, [rule]), createStrikes(1, [rule])];
  const first = ids.map((connectionId) => forwards({ connectionId }) !== undefined);
  const again = ids.map((connectionId) => forwards({ connectionId }) !== undefined);
  const other = ids.toReversed().map((connectionId) => backwards({ connectionId }) !== undefined);
  expect(again).toEqual(first);
  expect(other.reverse()).toEqual(first);
  expect(Math.abs(first.filter(Boolean).length - 300)).toBeLessThan(75);
});

test('a rule strikes no more often than it may, each connection for itself', () => {
  expect(strikeMany(1, describeRule({ times: 2 }), 4)).toEqual([true, true, false, false]);
  const strike = createStrikes(1, [describeRule({ times: 1, by: 'connection' })]);
  const struck = ['a', 'b', 'a', 'b'].map((connectionId) => strike({ connectionId }) !== undefined);
  expect(struck).toEqual([true, true, false, false]);
});

test('a rule strikes only what it is for', () => {
  const rule = describeRule({ operations: ['PutItem'], functions: ['writer'] });
  const strike = createStrikes(1, [rule]);
  expect(strike({ operation: 'PutItem', functionName: 'writer' })).toBe(rule);
  expect(strike({ operation: 'GetItem', functionName: 'writer' })).toBeUndefined();
  expect(strike({ operation: 'PutItem', functionName: 'reader' })).toBeUndefined();
  const onConnect = createStrikes(1, [describeRule({ routes: ['$connect'] })]);
  expect([onConnect({ route: '$connect' }), onConnect({ route: '$default' })]).toEqual([
    expect.anything(),
    undefined,
  ]);
});

test('the first rule that strikes decides, and is told', () => {
  const told: string[] = [];
  const rules = [describeRule({ times: 1 }), describeRule({ key: 'posts.rules[1]', action: 'reset' })];
  const strike = createStrikes(1, rules, (key) => told.push(key));
  expect([strike({})?.action, strike({})?.action]).toEqual(['throttle', 'reset']);
  expect(told).toEqual(['posts.rules[0]', 'posts.rules[1]']);
});
