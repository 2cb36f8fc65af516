import { expect, test } from '@jest/globals';
import type { LoggedFrame } from '../../client/index.ts';
import { createHistory } from '../../terminal/history.ts';

test('history that is asked for twice at a time goes on where the first will have come to', async () => {
  const events = ['5', '4', '3', '2', '1'].map((id) => ({ id }) as LoggedFrame);
  const { older } = createHistory({
    on: () => () => {},
    // One a page, whatever is asked for.
    async history(_, { before = '6' } = {}) {
      const page = events.filter(({ id }) => id < before).slice(0, 1);
      return { events: page, before: page[0]?.id === '1' ? null : page[0]?.id };
    },
  } as Parameters<typeof createHistory>[0]);
  const ids = async () => (await older('lobby', 2)).events.map(({ id }) => id);
  expect(await Promise.all([ids(), ids(), ids()])).toEqual([['4', '5'], ['2', '3'], ['1']]);
});
