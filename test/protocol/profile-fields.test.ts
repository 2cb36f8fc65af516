import { describe, expect, test } from '@jest/globals';
import { ChatError } from '../../protocol/errors.ts';
import { DISPLAY_NAME_MAX_BYTES } from '../../protocol/limits.ts';
import { contentBytes } from '../../protocol/lines.ts';
import { parseFields } from '../../protocol/parse.ts';

/** What is read of a field; an error's text where it is refused. */
function readField(field: 'display_name' | 'avatar_url' | 'about', value: unknown): unknown {
  try {
    return parseFields('profile', { [field]: value }, 'v2')[field];
  } catch (error) {
    if (error instanceof ChatError) return error.message;
    throw error;
  }
}

describe('a display name', () => {
  test.each([
    'A',
    'Ann Lee',
    'Ångström',
    '李小龍',
    'O’Neill (she)',
    'مريم',
    '👩‍💻',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'x'.repeat(64),
    '😀'.repeat(64),
    '\\'.repeat(64),
  ])('may be %j', (name) => {
    expect(readField('display_name', name)).toBe(name);
  });

  test('takes at most 256 bytes of a frame', () => {
    const longest = ['😀', '\\', '"', 'x', '\u{10ffff}'].map((character) =>
      contentBytes(character.repeat(64)),
    );
    expect(Math.max(...longest)).toBe(DISPLAY_NAME_MAX_BYTES);
  });

  test('has no space around it, and null is none', () => {
    expect(readField('display_name', ' Ann\u3000')).toBe('Ann');
    expect(readField('display_name', null)).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \u3000'],
    ['what has no width', '\u200b\u2060\ufeff\u200d'],
    ['fillers that show nothing', '\u3164\u2800\u115f'],
    ['marks without a letter', '\u0301\u0301'],
    ['two lines', 'Ann\nLee'],
    ['two lines of another kind', 'Ann\u2028Lee'],
    ['a control character', 'Ann\u0007'],
    ['what turns the direction', 'Ann\u202enimda'],
    ['what isolates a direction', 'Ann\u2066'],
    ['half a pair', 'Ann\ud800'],
    ['65 characters', 'x'.repeat(65)],
    ['more bytes than 64 characters have', '\u{10000}'.repeat(65)],
    ['a number', 7],
    ['a list', ['Ann']],
  ])('is refused for %s', (_, name) => {
    expect(readField('display_name', name)).toMatch(/^Invalid field: display_name /);
  });
});

describe('a picture’s URL', () => {
  const longest = `https://a.example/${'x'.repeat(482)}`;

  test.each([
    'https://a.example',
    'https://a.example/',
    'https://pictures.a.example:8443/~ann/%C3%A9.png?size=64&v=(1)#top',
    'HTTPS://A.EXAMPLE/ann.png',
    longest,
  ])('may be %s', (url) => {
    expect(readField('avatar_url', url)).toBe(url);
    expect(URL.canParse(url)).toBe(true);
  });

  test.each([
    '',
    'http://a.example/',
    'https://',
    'https:///ann.png',
    'https:a.example',
    '//a.example/ann.png',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)//https://a.example',
    'https://ann:secret@a.example/',
    'https://a.example/a b',
    'https://a.example/"onerror=',
    'https://a.example/<b>',
    'https://a.example/\n',
    ' https://a.example/',
    'https://bücher.example/',
    'https://a.example/\u202e',
    'https://-a.example\\@b.example/',
    `${longest}x`,
    7,
  ])('is refused: %j', (url) => {
    expect(readField('avatar_url', url)).toMatch(/^Invalid field: avatar_url /);
  });
});

describe('what a profile says beside', () => {
  test.each(['Hi', 'Two\nlines', '😀'.repeat(500)])('may be %j', (about) => {
    expect(readField('about', about)).toBe(about);
  });

  test.each(['', ' ', '\u200b', 'x'.repeat(501), 'a\u0000', '\udc00', 7])('is refused: %j', (about) => {
    expect(readField('about', about)).toMatch(/^Invalid field: about /);
  });
});

describe('who is asked after', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
  const readUsers = (users: unknown, known?: unknown) => () =>
    parseFields('profiles', { users, ...(known !== undefined && { known }) }, 'v2');

  test('are one to a hundred, each once', () => {
    expect(readUsers(names(100))()).toEqual({ users: names(100) });
    for (const users of [[], names(101), ['a', 'a'], ['a b'], [7], 'a', { 0: 'a' }, null]) {
      expect(readUsers(users)).toThrow('Invalid field: users');
    }
    expect(() => parseFields('profiles', {}, 'v2')).toThrow('Missing field: users');
  });

  test('may be known by their revs', () => {
    const known = Object.fromEntries(names(101).map((name) => [name, '']));
    for (const bad of [[], { 'a b': '' }, { a: 7 }, { a: 'x'.repeat(27) }, known, null]) {
      expect(readUsers(['a'], bad)).toThrow('Invalid field: known');
    }
  });
});

test.each(['', 'a', ' a ', 'x'.repeat(65), 'a\nb', 'ab\u202e', 7, undefined])(
  'a search for %j is refused',
  (search) => {
    expect(() => parseFields('users', { search }, 'v2')).toThrow('Invalid field: search');
  },
);
