import { expect, test } from '@jest/globals';
import { calledText } from '../../web/naming/called.ts';
import { namesIn, sentenceText } from '../../web/naming/sentence.ts';
import { namesSentence } from '../../web/text/sentences/names-sentence.ts';
import { typingSentence } from '../../web/text/sentences/typing-sentence.ts';

const call = (name: string) => name.toUpperCase();

test('where there is text alone somebody is called by the display name, and by the name that nobody else has', () => {
  expect(calledText('ann', { user: 'ann', rev: '', display_name: 'Ann Lee' })).toBe('Ann Lee (ann)');
  expect(calledText('ann', { user: 'ann', rev: '' })).toBe('ann');
  expect(calledText('ann', undefined)).toBe('ann');
});

test('a display name that is read from right to left turns nothing beside it', () => {
  const profile = { user: 'ann', rev: '', display_name: 'דנה' };
  expect(calledText('ann', profile)).toBe('\u2068דנה\u2069 (ann)');
});

test('a sentence is told with what those in it are called', () => {
  const sentence = [{ name: 'ann' }, ' and ', { name: 'ben' }, ' are friends'];
  expect(sentenceText(sentence, call)).toBe('ANN and BEN are friends');
  expect(namesIn(sentence)).toEqual(['ann', 'ben']);
});

test.each([
  [[], ''],
  [['ann'], 'ANN is typing…'],
  [['ann', 'ben'], 'ANN and BEN are typing…'],
  [['ann', 'ben', 'cat'], 'Several people are typing…'],
])('of %j it is said: %s', (users, said) => {
  expect(sentenceText(typingSentence(users), call)).toBe(said);
});

test.each([
  [['You'], 1, 'You'],
  [['You', 'ann'], 2, 'You and ANN'],
  [['ann', 'ben'], 3, 'ANN, BEN and 1 other'],
  [Array.from({ length: 12 }, () => 'a'), 20, `${'A, '.repeat(9)}A and 10 others`],
] as const)('of %j, who are %i, it is said: %s', (names, count, said) => {
  const people = names.map((name) => (name === 'You' ? name : { name }));
  expect(sentenceText(namesSentence(people, count), call)).toBe(said);
});
