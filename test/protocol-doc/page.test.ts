import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { commandsOf } from '../../protocol/commands.ts';
import { refUsed } from '../../protocol/errors.ts';
import { COMMAND_WORDS, COMMON_ERRORS } from './command-words.ts';
import { ERROR_WORDS, NOT_REPLAYED } from './error-words.ts';
import { FRAME_WORDS, LIST_ITEM_WORDS, type Optional } from './frame-words.ts';
import { makePage, PAGE } from './page-files.ts';
import { readTranscripts } from './read-transcripts.ts';
import { answeredErrors, receivedFrames, sentTypes, withNestedFrames } from './received-frames.ts';

const transcripts = [...readTranscripts().values()].flat();
const framesV2 = withNestedFrames(transcripts.flatMap((transcript) => receivedFrames(transcript, 'v2')));
const framesV1 = transcripts.flatMap((transcript) => receivedFrames(transcript, 'v1'));
const unique = (values: readonly unknown[]) => [...new Set(values)].sort();

describe('docs/protocol.md', () => {
  test('is what the schemas, words and transcripts make now; if not: npm run docs', () => {
    const isCurrent = readFileSync(PAGE, 'utf8') === makePage();
    expect(isCurrent || 'run npm run docs').toBe(true);
  });

  test('leads nowhere that it hasn’t', () => {
    const page = makePage();
    const headings = Array.from(page.matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const targets = Array.from(page.matchAll(/\]\(#([^)]*)\)/g), ([, target]) => target);
    expect(targets.filter((target) => !headings.includes(String(target)))).toEqual([]);
  });
});

describe('the transcripts, which the server replays,', () => {
  test('show every command, in v1 and v2 where both have it', () => {
    const [inV1, inV2] = (['v1', 'v2'] as const).map((protocol) =>
      unique(transcripts.flatMap((transcript) => sentTypes(transcript, protocol))),
    );
    expect(inV1).toEqual(expect.arrayContaining(Object.keys(commandsOf('v1'))));
    expect(inV2).toEqual(expect.arrayContaining(Object.keys(commandsOf('v2'))));
  });

  test('show every code and text of an error, but those that say why not', () => {
    const shown = new Set(framesV2.flatMap(({ code, error }) => [code, error]));
    for (const { error } of framesV1) shown.add(error);
    const documented = Object.entries(ERROR_WORDS).flatMap(([code, { examples }]) => [
      code,
      ...examples.map(({ message }) => message),
    ]);
    const missing = documented.filter((one) => !shown.has(one));
    expect(unique(missing)).toEqual(unique(Object.keys(NOT_REPLAYED)));
  });

  test('answer no command with an error that the page doesn’t list with it, and show those that it lists', () => {
    const errors = transcripts
      .flatMap(answeredErrors)
      .filter(({ code, text }) => !isCommon(code) && text in COMMON_TEXTS === false)
      .map(({ type, code }) => `${type}: ${code}`);
    const listed = Object.entries(COMMAND_WORDS).flatMap(([type, words]) =>
      Object.keys(words.errors ?? {}).map((code) => `${type}: ${code}`),
    );
    expect(unique(errors)).toEqual(unique(listed));
  });

  test('give v1 frames of one key', () => {
    expect(unique(framesV1.map((frame) => Object.keys(frame).join()))).toEqual(['error', 'message']);
  });
});

describe('the tables of frames', () => {
  const seen = new Map<unknown, Set<string>[]>();
  for (const frame of framesV2) seen.set(frame.type, [...(seen.get(frame.type) ?? []), keysOf(frame)]);

  test.each(Object.entries(FRAME_WORDS))(
    'have each key of %s that the server sends, and no other',
    (type, words) => {
      expectKeys(seen.get(type) ?? [], words);
    },
  );

  test('have every type that the server sends', () => {
    expect(unique([...seen.keys()])).toEqual(unique(Object.keys(FRAME_WORDS)));
  });

  test.each(Object.entries(LIST_ITEM_WORDS))(
    'have each key of the items of %s, and no other',
    (of, words) => {
      const lists = framesV2.filter((frame) => frame.type === 'list' && frame.of === of);
      expectKeys(
        lists.flatMap(({ items }) => (items as Record<string, unknown>[]).map((item) => keysOf(item))),
        words,
      );
    },
  );
});

/** Errors of any command with a `ref`. */
const COMMON_TEXTS = { [refUsed('r1').message]: true };
const isCommon = (code: string) =>
  (COMMON_ERRORS as readonly string[]).includes(code) || code === 'unknown_type' || code === 'invalid_json';

function keysOf({ type, ...rest }: Record<string, unknown>): Set<string> {
  return new Set(Object.keys(rest));
}

/** Each documented key occurs, and always if it isn't optional; and nothing else does. */
function expectKeys(seen: readonly Set<string>[], words: Readonly<Record<string, string | Optional>>): void {
  expect(seen).not.toEqual([]);
  const all = new Set(seen.flatMap((keys) => [...keys]));
  expect(unique([...all])).toEqual(unique(Object.keys(words)));
  const always = Object.keys(words).filter((key) => typeof words[key] === 'string');
  for (const keys of seen) expect([...keys]).toEqual(expect.arrayContaining(always));
}
