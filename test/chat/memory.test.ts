import { describe, expect, test } from '@jest/globals';
import { createMemory } from '../../chat/memory.ts';

describe('an environment’s memory', () => {
  test('recalls what it was told last', () => {
    const memory = createMemory<number>();
    memory.remember('a', 1);
    memory.remember('a', 2);
    expect(memory.recall('a')).toBe(2);
  });

  test.each(['b', '__proto__', 'constructor'])('recalls nothing of %s, which it was never told', (key) => {
    const memory = createMemory<number>();
    memory.remember('a', 1);
    expect(memory.recall(key)).toBeUndefined();
  });

  test('forgets what came first when it is full', () => {
    const memory = createMemory<number>(2);
    for (const [key, value] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      memory.remember(key, value);
    expect(['a', 'b', 'c'].map(memory.recall)).toEqual([undefined, 2, 3]);
  });

  test('counts what is told again as new', () => {
    const memory = createMemory<number>(2);
    for (const [key, value] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
      ['c', 4],
    ] as const)
      memory.remember(key, value);
    expect(['a', 'b', 'c'].map(memory.recall)).toEqual([3, undefined, 4]);
  });
});
