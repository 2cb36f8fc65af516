import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningStack, type StartOptions, startStack } from '../../../local/start-stack.ts';
import { assemblies } from '../../e2e/assemblies.ts';
import { dynamodbOptions } from '../../e2e/chat-under-test.ts';
import { readRows, untilRows } from '../../e2e/rows.ts';
import { describeInChromium } from '../in-chromium.ts';
import { visit } from './open-page.ts';

/** Nothing reaches anybody. */
const MUTE = { posts: { rules: [{ action: 'hang', forMs: 1_000 }] } } as const;

describeInChromium('two people at the page', (browser) => {
  const database = dynamodbOptions();
  let dataDirectory: string;
  let stack: RunningStack;

  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'chat-page-restart-'));
    stack = await start({ faults: {} });
  });
  afterAll(async () => {
    await stack?.stop();
    if (dataDirectory) await rm(dataDirectory, { recursive: true, force: true });
  });

  const start = (options: Partial<StartOptions>) =>
    startStack({ assembly: assemblies.open.outputDirectory, dataDirectory, ...database, ...options });
  /** Resolves when so many messages are stored. */
  const stored = (count: number) =>
    untilRows(
      () => readRows(stack, 'Messages'),
      (rows) => rows.filter((row) => row.startsWith('log:')).length === count,
    );

  test('come through a restart of the server: what had no answer and what was written meanwhile arrives once', async () => {
    const [one, other] = await Promise.all([
      visit(browser(), stack.url, 'one'),
      visit(browser(), stack.url, 'other'),
    ]);
    const both = [one, other];
    const pending = both.map(({ page }) => page.locator('.is-pending'));
    const banners = both.map(({ page }) => page.locator('.banner.is-shown'));
    const are = (state: 'visible' | 'detached', ...places: typeof pending) =>
      Promise.all(places.map((place) => place.waitFor({ state })));

    await one.say('before');
    await other.sees('before');
    await are('detached', ...pending);
    // The worst moment: it is stored, and neither who said it nor who should hear it has been told.
    await stack.setFaults(MUTE);
    await one.say('as it stopped');
    await stored(2);
    await stack.stop();
    await are('visible', ...banners);
    expect(await other.messages()).toEqual(['before']);
    await other.say('while it was away');
    await are('visible', ...pending);

    stack = await start({ port: stack.port });
    await are('detached', ...banners, ...pending);
    await one.say('after');
    await Promise.all(both.map((visitor) => visitor.sees('after')));
    for (const visitor of both) {
      expect(await visitor.messages()).toEqual(['before', 'as it stopped', 'while it was away', 'after']);
    }
  });
});
