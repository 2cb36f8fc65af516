import { expect, test } from '@jest/globals';
import { ChatRequestError, type ErrorCode } from '../../client/index.ts';
import { meantName } from '../../web/people/meant-name.ts';
import { canBeSearched, searchNames } from '../../web/people/search-names.ts';

const ann = { name: 'ann', called: undefined };

/** A client whose server finds `ann` and the group `devs`, or refuses as it is told to. */
function createSearched() {
  const asked: string[] = [];
  const refusals: ErrorCode[] = [];
  const client = {
    state: 'live' as 'live' | 'connecting',
    async users(search: string) {
      asked.push(search);
      const code = refusals.shift();
      if (code) throw new ChatRequestError(code, code);
      return { items: [{ user: 'ann', rev: '' }], next: null };
    },
    async groups({ search = '' } = {}) {
      asked.push(search);
      return { items: [{ group: 'devs', title: 'Developers' }], next: null };
    },
  };
  return { client, asked, refusals };
}

test('people are searched for while there is a connection; without one it isn’t known who there is', async () => {
  const { client, asked } = createSearched();
  expect(await searchNames(client, 'users', 'an')).toEqual([ann]);
  client.state = 'connecting';
  expect(await searchNames(client, 'users', 'ann')).toBeUndefined();
  expect(asked).toEqual(['an']);
});

test('where nobody may search the server is asked once; what else goes wrong is tried again', async () => {
  const { client, asked, refusals } = createSearched();
  refusals.push('rate_limited', 'not_allowed');
  for (const text of ['an', 'ann', 'anna', 'annab'])
    expect(await searchNames(client, 'users', text)).toBeUndefined();
  expect(asked).toEqual(['an', 'ann']);
});

test('groups are found with their titles, and not searched for where people may not be', async () => {
  const { client, asked, refusals } = createSearched();
  expect(await searchNames(client, 'groups', 'dev')).toEqual([{ name: 'devs', called: 'Developers' }]);
  refusals.push('not_allowed');
  await searchNames(client, 'users', 'an');
  expect(await searchNames(client, 'groups', 'deve')).toBeUndefined();
  expect(asked).toEqual(['dev', 'an']);
});

test.each([
  ['', false],
  ['a', false],
  ['😀', false],
  ['an', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
])('%j can be searched for: %s', (text, can) => {
  expect(canBeSearched(text)).toBe(can);
});

test('Enter asks the name that is typed, though somebody else is the only one found', () => {
  expect(meantName('an', [ann])).toBeUndefined();
  expect(meantName('ann', [])).toBeUndefined();
});

test('Enter writes down the name of the only one found where what is typed can be none, and chooses nobody of several', () => {
  expect(meantName('Ann L', [ann])).toBe('ann');
  expect(meantName('Ann L', [ann, { ...ann, name: 'anna' }])).toBeUndefined();
});
