import { isDeepStrictEqual } from 'node:util';
import { CURSOR_PATTERN } from '../../protocol/cursor.ts';
import { EVENT_ID_PATTERN } from '../../protocol/limits.ts';

/** What each placeholder may stand for. */
const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && EVENT_ID_PATTERN.test(value),
  time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  cursor: (value) => typeof value === 'string' && CURSOR_PATTERN.test(value),
  milliseconds: (value) => typeof value === 'number' && Number.isInteger(value) && value > 0,
};

/** What the placeholders of one transcript stand for: `<id 1>` binds on first sight, `<id>` stands for any id. */
export interface Placeholders {
  /** A text to send, with what its placeholders are bound to; `<16000 bytes>` are as many letters. */
  fill(text: string): string;
  /** Whether a frame is what was expected; if so, its new placeholders are bound. */
  matches(expected: unknown, frame: unknown): boolean;
}

/** @param given placeholders that are bound from the start, without their angle brackets */
export function createPlaceholders(given: Readonly<Record<string, string>> = {}): Placeholders {
  let bound: Readonly<Record<string, unknown>> = given;

  return {
    fill: (text) =>
      text.replaceAll(/<([^<>]+)>/g, (_, name: string) => {
        const bytes = /^(\d+) bytes$/.exec(name)?.[1];
        if (bytes !== undefined) return 'x'.repeat(Number(bytes));
        if (bound[name] === undefined) throw new Error(`Nothing is known yet of <${name}>`);
        return String(bound[name]);
      }),
    matches(expected, frame) {
      const fresh: Record<string, unknown> = { ...bound };
      if (!isAsExpected(expected, frame, fresh)) return false;
      bound = fresh;
      return true;
    },
  };
}

function isAsExpected(expected: unknown, actual: unknown, bound: Record<string, unknown>): boolean {
  const name = typeof expected === 'string' ? /^<([^<>]+)>$/.exec(expected)?.[1] : undefined;
  if (name !== undefined) return isPlaceholder(name, actual, bound);
  if (typeof expected === 'string') return isText(fillKnown(expected, bound), actual);
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    return isDeepStrictEqual(expected, actual);
  }
  if (Array.isArray(expected) !== Array.isArray(actual)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every(
      (key) =>
        Object.hasOwn(actual, key) &&
        isAsExpected(expected[key as keyof typeof expected], actual[key as keyof typeof actual], bound),
    )
  );
}

/** A text in which bound placeholders stand among other words, as an id does in an error's. */
const fillKnown = (text: string, bound: Readonly<Record<string, unknown>>) =>
  text.replaceAll(/<([^<>]+)>/g, (placeholder, name: string) => String(bound[name] ?? placeholder));

/** A text is the very one, but that `<seconds>` in it stand for any number. */
function isText(expected: string, actual: unknown): boolean {
  const [begin = '', end] = expected.split('<seconds>');
  if (end === undefined || typeof actual !== 'string') return expected === actual;
  const number = actual.slice(begin.length, actual.length - end.length);
  return actual === `${begin}${number}${end}` && /^\d+$/.test(number);
}

function isPlaceholder(name: string, actual: unknown, bound: Record<string, unknown>): boolean {
  if (bound[name] !== undefined) return bound[name] === actual;
  const [kind = '', number] = name.split(' ');
  const isOfKind = KINDS[kind];
  if (!isOfKind) throw new Error(`There is no placeholder <${name}>`);
  if (!isOfKind(actual)) return false;
  if (number !== undefined) bound[name] = actual;
  return true;
}
