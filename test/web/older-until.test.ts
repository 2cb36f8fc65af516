/** @jest-environment jsdom */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createElement, useCallback, useState } from 'react';
import type { TimelineWithActions } from '../../client/react/index.ts';
import { createTestChat } from '../../testing/test-chat.ts';
import { type OlderUntil, PAGES, useOlderUntil } from '../../web/timeline/use-older-until.ts';
import { type AppUnderTest, createProbe, type Probe, renderApp } from '../client/react/app-under-test.ts';

interface Looked extends OlderUntil {
  readonly loaded: number;
}

let app: AppUnderTest;
let error: unknown;
let probe: Probe<Looked>;

/** A conversation of so many pages. @param found the page in which it is */
function start(pages: number, found: number): void {
  probe = createProbe(() => {
    const [loaded, setLoaded] = useState(0);
    const [isLoading, setIsLoading] = useState(false);
    const older = useCallback(() => {
      setIsLoading(true);
      queueMicrotask(() => {
        if (error === undefined) setLoaded((count) => count + 1);
        setIsLoading(false);
      });
    }, []);
    const timeline = { isComplete: loaded === pages, isLoading, error, older } as TimelineWithActions;
    return { ...useOlderUntil(loaded >= found, timeline), loaded };
  });
  app = renderApp(createTestChat(), 'user1', createElement(probe));
}

/** Begins, and waits until it is over. */
async function look(): Promise<Looked> {
  const { begin, loaded: before } = await app.shows(probe, () => true);
  begin();
  return app.shows(probe, ({ isGoing, loaded }) => !isGoing && (loaded > before || error !== undefined));
}

beforeEach(() => {
  error = undefined;
});
afterEach(() => app.unmount());

test('older messages are loaded until what is looked for is among them', async () => {
  start(100, 5);
  expect(await look()).toMatchObject({ loaded: 5, isGivenUp: false });
});

test('after so many pages who looks for what is further back is told, and may go on', async () => {
  start(100, 30);
  expect(await look()).toMatchObject({ loaded: PAGES, isGivenUp: true });
  expect(await look()).toMatchObject({ loaded: 30, isGivenUp: false });
});

test('at the beginning of the conversation it is over, without giving up', async () => {
  start(PAGES, 30);
  expect(await look()).toMatchObject({ loaded: PAGES, isGivenUp: false });
});
