import { describe, expect, test } from '@jest/globals';
import { createCache } from '../../../chat/ports/cache.ts';
import type { OwnUse } from '../../../chat/ports/own-use.ts';
import { keepCommandRate, weighFrame } from '../../../chat/rates/command-rate.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { ChatError } from '../../../protocol/errors.ts';

/** Environments that share a store, and a connection that speaks through them. */
function createEnvironments(count = 1) {
  const shared = createMemoryPorts();
  const calls: string[] = [];
  const rateBuckets = {
    take: (...args: Parameters<typeof shared.rateBuckets.take>) => {
      calls.push(args[0]);
      return shared.rateBuckets.take(...args);
    },
  };
  const environments = Array.from({ length: count }, () => ({
    ...shared,
    rateBuckets,
    ownUse: createCache<OwnUse>(),
  }));
  let turn = 0;
  /** @returns 0 when the command may pass, else the milliseconds to wait */
  const command = async (weight = 1): Promise<number> => {
    const ports = environments[turn++ % count];
    try {
      if (ports) await keepCommandRate(ports, 'c1', weight);
      return 0;
    } catch (error) {
      if (error instanceof ChatError && error.code === 'rate_limited')
        return error.retryAfterMs ?? Number.NaN;
      throw error;
    }
  };
  /** Speaks as fast as it may not. @returns how many commands pass in that time */
  const flood = async (milliseconds: number): Promise<number> => {
    let passed = 0;
    for (let time = 0; time < milliseconds; time += 10) {
      if ((await command()) === 0) passed++;
      shared.clock.advance(10);
    }
    return passed;
  };
  return { clock: shared.clock, calls, command, flood };
}

describe('the commands of a connection', () => {
  test('may be twenty at once; the next is told when', async () => {
    const { command, clock } = createEnvironments();
    for (let count = 0; count < 20; count++) expect(await command()).toBe(0);
    const wait = await command();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(200);
    clock.advance(wait);
    expect(await command()).toBe(0);
  });

  test('that are larger than one that was just refused are told to wait for longer than that', async () => {
    const { command, clock } = createEnvironments();
    for (let count = 0; count < 20; count++) await command();
    const wait = await command();
    const longer = await command(3);
    expect(longer).toBe(wait + 200);
    clock.advance(longer);
    expect(await command(3)).toBe(0);
  });

  test('may be ten a second, however long', async () => {
    const { flood } = createEnvironments();
    const passed = await flood(60_000);
    expect(passed).toBeGreaterThanOrEqual(600);
    expect(passed).toBeLessThanOrEqual(620 + 1);
  });

  test('cost no write while somebody types them', async () => {
    const { command, clock, calls } = createEnvironments();
    for (let count = 0; count < 100; count++) {
      expect(await command()).toBe(0);
      clock.advance(600);
    }
    expect(calls).toEqual([]);
  });

  test('pass more often through many environments, by no more than each lets through by itself', async () => {
    const { flood } = createEnvironments(8);
    const passed = await flood(60_000);
    // The limit, and of each environment two at once and two a second.
    expect(passed).toBeLessThanOrEqual(620 + 8 * (2 + 120));
  });

  test('count by their weight', async () => {
    const { command } = createEnvironments();
    for (let count = 0; count < 4; count++) expect(await command(5)).toBe(0);
    expect(await command(5)).toBeGreaterThan(0);
  });
});

describe('a frame', () => {
  test.each([
    [0, 1],
    [4_000, 1],
    [4_001, 2],
    [16_100, 5],
  ])('of %i characters counts as %i commands', (length, weight) => {
    expect(weighFrame('x'.repeat(length))).toBe(weight);
  });
});
