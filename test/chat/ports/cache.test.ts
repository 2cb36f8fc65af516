import { describe, expect, test } from '@jest/globals';
import { createCache } from '../../../chat/ports/cache.ts';

describe('an environment’s cache', () => {
  test('gives what was set last', () => {
    const cache = createCache<number>();
    cache.set('a', 1);
    cache.set('a', 2);
    expect(cache.get('a')).toBe(2);
  });

  test.each(['b', '__proto__', 'constructor'])('recalls nothing of %s, which it was never told', (key) => {
    const cache = createCache<number>();
    cache.set('a', 1);
    expect(cache.get(key)).toBeUndefined();
  });

  test('forgets what came first when it is full', () => {
    const cache = createCache<number>(2);
    for (const [key, value] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      cache.set(key, value);
    expect(['a', 'b', 'c'].map(cache.get)).toEqual([undefined, 2, 3]);
  });

  test('counts what is set again as new', () => {
    const cache = createCache<number>(2);
    for (const [key, value] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
      ['c', 4],
    ] as const)
      cache.set(key, value);
    expect(['a', 'b', 'c'].map(cache.get)).toEqual([3, undefined, 4]);
  });
});
