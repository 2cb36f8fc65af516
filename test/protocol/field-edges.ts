import type { CommandType, FieldName } from '../../protocol/commands.ts';
import { CONTENT_RULE, NAME_RULE, TOKEN_RULE } from './rule-texts.ts';

/** What a rule says, and what is taken and refused right at its edges. */
export interface Edges {
  readonly rule: string;
  readonly taken: readonly unknown[];
  readonly refused: readonly unknown[];
}

export const anId = '01KAMT5WX00007F000000F0000';
const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => `${anId.slice(0, 22)}${String(index).padStart(4, '0')}`);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
const objectOf = (keys: readonly string[], value: string) =>
  Object.fromEntries(keys.map((key) => [key, value]));
const groups = (count: number) => numbered(count).map((name) => `group:${name}`);
const CONTROLS = ['a\u0000', 'a\u001b', 'a\u0085', 'a\u007f', 'a\ud800'];
const BIDI = ['a\u202e', 'a\u2066'];

export const NAME: Edges = {
  rule: NAME_RULE,
  taken: ['A', 'Z', 'a', 'z', '0', '9', '.', '_', '@', '+', '=', '-', 'x'.repeat(64)],
  refused: ['', 'x'.repeat(65), 'a b', 'a:b', 'a/b', 'a,b', 'é', 'a\n', 7, null],
};
const NAMES: Edges = {
  rule: 'an array of 1 to 100 names, each once',
  taken: [['a'], numbered(100)],
  refused: [[], numbered(101), ['a', 'a'], 'a', { 0: 'a' }, null],
};
export const ID: Edges = {
  rule: 'an id as the server gives it: 26 digits and capital letters',
  taken: [anId, '0'.repeat(26), 'Z'.repeat(26)],
  refused: ['0'.repeat(25), '0'.repeat(27), anId.toLowerCase(), '', 7, null],
};
const BOOLEAN: Edges = {
  rule: 'a boolean: true or false',
  taken: [true, false],
  refused: ['true', 'false', 0, 1, null],
};
const LINE = [...CONTROLS, ...BIDI, 'a\nb', 'a\u2028b'];
const BLANK = ['', ' ', '\u3000', '\u200b', '\u2800'];
const visibleLine = (most: number): Edges => ({
  rule: `one line of 1 to ${most} characters, not all blank, with no control or bidi characters`,
  taken: ['a', 'a b', '😀'.repeat(most)],
  refused: ['a'.repeat(most + 1), ...BLANK, ...LINE, 7],
});
const clearable = ({ rule, taken, refused }: Edges): Edges => ({
  rule: `${rule}, or null`,
  taken: [...taken, null],
  refused: refused.filter((value) => value !== null),
});

/** Of each field, wherever a command doesn't take less. */
export const EDGES: { readonly [Name in FieldName | 'ref' | 'echo']: Edges } = {
  about: clearable({
    rule: 'text of 1 to 500 characters, not all blank, with no control characters but tab and line breaks',
    taken: ['a', 'a\tb\nc\r\nd', '😀'.repeat(500)],
    refused: ['a'.repeat(501), ...BLANK, ...CONTROLS, 7],
  }),
  after: clearable({
    rule: 'the next of a page: text of 1 to 128 characters',
    taken: ['a', 'a'.repeat(128)],
    refused: ['', 'a'.repeat(129), 7],
  }),
  avatar_url: clearable({
    rule: 'an https:// URL of at most 500 characters, all ASCII, with no user or password',
    taken: ['https://a', `https://a/${'b'.repeat(490)}`],
    refused: ['http://a', `https://a/${'b'.repeat(491)}`, 'https://é.example', 'https://a:b@c', '', 7],
  }),
  ban: BOOLEAN,
  before: clearable(ID),
  content: {
    rule: CONTENT_RULE,
    taken: ['a', ' ', 'a\tb\nc\r\nd', 'x'.repeat(16_000)],
    // What is too much has an error of its own: content.test.ts.
    refused: ['', ...CONTROLS, 7, null],
  },
  conversation: {
    rule: 'lobby, group:<name> or whisper:<user>',
    taken: ['lobby', 'group:a', `whisper:${'a'.repeat(64)}`],
    refused: ['Lobby', 'a', 'group:', 'whisper:a b', `group:${'a'.repeat(65)}`, 'whispers', 7, null],
  },
  cursors: {
    rule: 'an object of at most 80 cursors by lobby, whispers or group:<name>',
    taken: [{}, objectOf(groups(80), anId)],
    refused: [objectOf(groups(81), anId), [], 'lobby', 7, null],
  },
  display_name: clearable(visibleLine(64)),
  emoji: {
    rule: 'one emoji of at most 48 bytes',
    taken: ['😀', '❤', '👩‍👩‍👧'],
    refused: ['', 'a', '😀😀', '😀a', 7, null],
  },
  group_name: NAME,
  group_names: NAMES,
  history: { rule: 'joining or full', taken: ['joining', 'full'], refused: ['', 'Full', 7, null] },
  id: ID,
  ids: {
    rule: 'an array of 1 to 100 ids, each once',
    taken: [[anId], ids(100)],
    refused: [[], ids(101), [anId, anId], anId, null],
  },
  kind: { rule: 'open or private', taken: ['open', 'private'], refused: ['', 'Open', 7, null] },
  known: {
    rule: 'an object of at most 100 revs by id or name',
    taken: [{}, objectOf(numbered(100), anId)],
    refused: [objectOf(numbered(101), anId), [], 'a', 7, null],
  },
  level: {
    rule: 'all, mentions or none',
    taken: ['all', 'mentions', 'none'],
    refused: ['', 'All', 7, null],
  },
  limit: {
    rule: 'a whole number from 1 to 100',
    taken: [1, 100],
    refused: [0, 101, 1.5, '1', null],
  },
  name: NAME,
  reason: visibleLine(500),
  reply_to: ID,
  report: ID,
  role: {
    rule: 'owner, moderator or member',
    taken: ['owner', 'moderator', 'member'],
    refused: ['', 'Owner', 'admin', 7, null],
  },
  search: {
    rule: 'one line of 2 to 64 characters, with no control or bidi characters',
    taken: ['aa', ' aa ', '😀'.repeat(64)],
    refused: ['a', ' a ', 'a'.repeat(65), ...LINE, 7, null],
  },
  seconds: {
    rule: 'a whole number from 0 to 31536000',
    taken: [0, 31_536_000],
    refused: [-1, 31_536_001, 1.5, '1', null],
  },
  show: { rule: 'online or invisible', taken: ['online', 'invisible'], refused: ['', 'Online', 7, null] },
  target: NAME,
  title: clearable(visibleLine(100)),
  token: {
    rule: TOKEN_RULE,
    taken: ['Bearer x', `Bearer ${'x'.repeat(15_993)}`],
    refused: ['', `Bearer ${'x'.repeat(15_994)}`, 7, null],
  },
  upto: ID,
  users: NAMES,
  ref: {
    rule: 'text of 1 to 64 characters',
    taken: ['a', 'a'.repeat(64)],
    refused: ['', 'a'.repeat(65), 'a\ud800', 7, null],
  },
  echo: BOOLEAN,
};

/** Where a command takes less of a field than others do. */
export const EDGES_IN: readonly (readonly [CommandType, FieldName, Edges])[] = [
  ...(['ban', 'kick'] as const).map(
    (type) =>
      [
        type,
        'seconds',
        {
          rule: 'a whole number from 1 to 31536000',
          taken: [1, 31_536_000],
          refused: [0, 31_536_001, 1.5, '1', null],
        },
      ] as const,
  ),
  ...(['pin', 'unpin', 'pins'] as const).map(
    (type) =>
      [
        type,
        'conversation',
        {
          rule: 'group:<name>',
          taken: ['group:a', `group:${'a'.repeat(64)}`],
          refused: ['lobby', 'whisper:a', 'group:', `group:${'a'.repeat(65)}`, 'a', 7, null],
        },
      ] as const,
  ),
];
