import { expect, test } from '@jest/globals';
import type { ExportItem, Page } from '../../client/index.ts';
import { exportText, type Gathering, gatherExport } from '../../web/own-data/gather-export.ts';
import { signOutQuestion } from '../../web/own-data/sign-out-question.ts';

const item = (user: string): ExportItem => ({ kind: 'friend', user, since: '' });
const NOTHING: Gathering = { items: [], next: undefined };

/** A server that has these pages; asked for one that isn't there it fails. */
const serverOf = (pages: Readonly<Record<string, Page<ExportItem>>>) => ({
  export: async ({ after = 'start' }: { after?: string | undefined } = {}) => {
    const page = pages[after];
    if (!page) throw new Error(`No page ${after}`);
    return page;
  },
});

test('all pages are gathered, and what is there is told with each', async () => {
  const server = serverOf({
    start: { items: [item('ann')], next: 'b' },
    b: { items: [], next: 'c' },
    c: { items: [item('ben')], next: null },
  });
  const told: Gathering[] = [];
  await gatherExport(server, NOTHING, (now) => told.push(now) > 0);
  expect(told.map(({ items }) => items.length)).toEqual([1, 1, 2]);
  expect(told.at(-1)).toEqual({ items: [item('ann'), item('ben')], next: null });
});

test('what failed goes on where it was', async () => {
  let last = NOTHING;
  const note = (now: Gathering) => {
    last = now;
    return true;
  };
  await expect(
    gatherExport(serverOf({ start: { items: [item('ann')], next: 'b' } }), last, note),
  ).rejects.toThrow('No page b');
  await gatherExport(serverOf({ b: { items: [item('ben')], next: null } }), last, note);
  expect(last).toEqual({ items: [item('ann'), item('ben')], next: null });
});

test('nothing more is asked when nobody wants it', async () => {
  const server = serverOf({ start: { items: [item('ann')], next: 'b' } });
  await expect(gatherExport(server, NOTHING, () => false)).resolves.toBeUndefined();
});

test('the file is JSON that says whose it is, and from when', () => {
  const text = exportText('ann', [item('ben')], new Date('2026-11-28T10:00:00Z'));
  expect(JSON.parse(text)).toEqual({
    user: 'ann',
    exported_at: '2026-11-28T10:00:00.000Z',
    items: [item('ben')],
  });
});

test.each([
  [{ isDrafted: false, count: 0 }, undefined],
  [{ isDrafted: true, count: 0 }, 'This browser then forgets what you have written and not sent.'],
  [
    { isDrafted: true, count: 1 },
    'This browser then forgets a message that isn’t sent yet and what you have written and not sent.',
  ],
  [{ isDrafted: false, count: 3 }, 'This browser then forgets 3 messages that aren’t sent yet.'],
])('signing out with %j asks %j', (unsent, text) => {
  expect(signOutQuestion(unsent)?.text).toBe(text);
});
