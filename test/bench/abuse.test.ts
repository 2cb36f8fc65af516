import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { boundsOf } from '../../bench/abuse/bounds.ts';
import { makePage, PAGE } from '../../bench/abuse/limits-page.ts';
import { readSettings } from '../../lib/settings.ts';

const ACCOUNT = { callsPerSecond: 10_000 };

test('docs/limits.md has the bounds that follow from the limits and their defaults', () => {
  // `npm run docs` writes them.
  expect(readFileSync(PAGE, 'utf8')).toBe(makePage());
});

test('a setting that is raised raises the bounds that hang on it, and no others', () => {
  const given: Record<string, unknown> = { signInsPerHour: 240 };
  const raised = boundsOf(readSettings(given), ACCOUNT);
  const changed = boundsOf(readSettings({}), ACCOUNT).filter(
    (bound, index) => bound.join() !== raised[index]?.join(),
  );

  expect(changed.map(([, what]) => what)).toEqual([
    'functions that look whether they are there, as they come and go',
    'connections opened or signed in on',
    'WRU of those, in 50 groups: rows put and deleted',
    'connections too many, for which all are asked whether anybody is there: frames both ways and functions that wait',
  ]);
});
