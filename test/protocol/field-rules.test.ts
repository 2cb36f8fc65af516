import { describe, expect, test } from '@jest/globals';
import { type CommandType, commandsOf, type FieldName, type TableEntry } from '../../protocol/commands.ts';
import { ChatError } from '../../protocol/errors.ts';
import { nameOf } from '../../protocol/fields/command-fields.ts';
import { boolean, plainRule } from '../../protocol/fields/field.ts';
import { ref } from '../../protocol/fields/names-and-ids.ts';
import { parseCommandType, parseEcho, parseFields, parseRef } from '../../protocol/parse.ts';
import { anId, EDGES, EDGES_IN, type Edges, ID, NAME } from './field-edges.ts';

/** Each field of each command, and what it is held to. */
const fields = (Object.entries(commandsOf('v2')) as [CommandType, readonly TableEntry[]][]).flatMap(
  ([type, entries]) => entries.map((entry) => [type, nameOf(entry), edgesOf(type, nameOf(entry))] as const),
);

function edgesOf(type: CommandType, name: FieldName): Edges {
  const [, , edges] = EDGES_IN.find(([ofType, ofName]) => ofType === type && ofName === name) ?? [];
  return edges ?? EDGES[name];
}

/** Why a command of v2 is refused. */
function refusalOf(body: { readonly [key: string]: unknown; readonly type: string }): string {
  try {
    const { type } = parseCommandType(body, 'v2');
    return `accepted: ${JSON.stringify(parseFields(type, body, 'v2'))}`;
  } catch (error) {
    if (error instanceof ChatError) return error.message;
    throw error;
  }
}

/** The same of a command of which all is right but perhaps one field. */
function refusalWith(type: CommandType, name: FieldName, value: unknown): string {
  const right = fields.filter(([ofType]) => ofType === type).map(([, each, { taken }]) => [each, taken[0]]);
  return refusalOf({ type, ...Object.fromEntries(right), [name]: value });
}

describe('a field is refused by a rule that says what it takes', () => {
  test.each(fields)('of %s: %s', (type, name, { rule, taken, refused }) => {
    const refusals = taken
      .map((value) => refusalWith(type, name, value))
      .filter((text) => !/^accepted/.test(text));
    expect(refusals).toEqual([]);
    expect(new Set(refused.map((value) => refusalWith(type, name, value)))).toEqual(
      new Set([`Invalid field: ${name} (${rule})`]),
    );
  });

  test.each([
    ['ref', ref, (given: unknown) => parseRef({ ref: given })],
    ['echo', boolean, (given: unknown) => parseEcho({ echo: given }, 'r1')],
  ] as const)('of any command: %s', (name, { rule }, read) => {
    const edges = EDGES[name];
    expect(plainRule(rule)).toBe(edges.rule);
    for (const value of edges.taken) expect(read(value)).toBe(value);
    for (const value of edges.refused)
      expect(() => read(value)).toThrow(`Invalid field: ${name} (${edges.rule})`);
  });
});

describe('what a client is told of a field', () => {
  test('that is missing: that, and its rule', () => {
    expect(refusalOf({ type: 'role', group_name: 'devs', target: 'ann' })).toBe(
      'Missing field: role (owner, moderator or member)',
    );
    expect(refusalOf({ type: 'whisper' })).toBe(`Missing field: target (${NAME.rule})`);
  });

  test('that holds others: which of them is wrong, by its place, and what each must be', () => {
    expect(refusalOf({ type: 'profiles', users: ['a', 'b', '<c>'] })).toBe(
      `Invalid field: users (users[2]: ${NAME.rule})`,
    );
    expect(refusalOf({ type: 'reactions', conversation: 'lobby', ids: ['<x>'] })).toBe(
      `Invalid field: ids (ids[0]: ${ID.rule})`,
    );
    expect(refusalOf({ type: 'sync', cursors: { '<x>': anId } })).toBe(
      'Invalid field: cursors (each key: lobby, whispers or group:<name>)',
    );
    expect(refusalOf({ type: 'sync', cursors: { lobby: '<x>' } })).toBe(
      'Invalid field: cursors (each value: a cursor as synced gives it, or an id)',
    );
    expect(refusalOf({ type: 'profiles', users: ['a'], known: { '<x>': '' } })).toBe(
      `Invalid field: known (each key: ${NAME.rule})`,
    );
    expect(refusalOf({ type: 'profiles', users: ['a'], known: { a: 'x'.repeat(27) } })).toBe(
      'Invalid field: known (each value: a rev as the server gives it: text of at most 26 characters)',
    );
  });

  test('repeats nothing that the client wrote', () => {
    const secret = '\u202eevil\u0007';
    for (const [type, name] of fields) {
      for (const value of [secret, [secret], { [secret]: secret }, { [secret]: anId }, { lobby: secret }])
        expect(refusalWith(type, name, value)).not.toMatch(/^(?!accepted).*evil/s);
    }
  });
});
