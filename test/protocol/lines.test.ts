import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ChatError, refUsed, stillRunning } from '../../protocol/errors.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import { CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { contentBytes } from '../../protocol/lines.ts';
import { parseCommandType, parseFields } from '../../protocol/parse.ts';
import { renderErrorV1, renderEventV1 } from '../../protocol/render-v1.ts';
import { renderErrorV2 } from '../../protocol/render-v2.ts';

/** Whatever any reader takes for the end of a line. */
const LINE_BREAKS = [
  '\n',
  '\r',
  '\r\n',
  '\v',
  '\f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u001c',
  '\u001d',
  '\u001e',
];
const linesOf = (text: string) => text.split(new RegExp(LINE_BREAKS.toReversed().join('|')));

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...LINE_BREAKS),
      fc.constant('(Whisper from admin): hi'),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

/** The content as a command brings it; undefined when it is refused. */
function read(content: string): string | undefined {
  try {
    return parseFields('lobby', { content }, 'v1').content;
  } catch (error) {
    expect(error).toBeInstanceOf(ChatError);
    expect((error as ChatError).message).toMatch(/^(Invalid field: content .*|Content too large: .*)$/);
    return undefined;
  }
}

const eventsOf = (content: string): ChatEvent[] => [
  { type: 'lobby', id: '0', from: 'user1', content },
  { type: 'group', id: '0', group: 'devs', from: 'user1', content },
  { type: 'whisper', id: '0', from: 'user1', to: 'user2', content },
];

describe('a v1 text', () => {
  test('is one message, whatever anybody says: only its first line can begin like one', () => {
    fc.assert(
      fc.property(text, (said) => {
        const content = read(said);
        for (const event of content === undefined ? [] : eventsOf(content)) {
          const { message } = JSON.parse(renderEventV1(event, 'user2') ?? '');
          const [first, ...others] = linesOf(message);
          expect(first).toMatch(/^\((Lobby|Group devs|Whisper from user1)\): /);
          for (const line of others) expect(line).toMatch(/^ {2}/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('shows the lines of a message, the others indented', () => {
    const [lobby] = eventsOf('one\n(Lobby): admin: two\u2028three');
    expect(JSON.parse(renderEventV1(lobby as ChatEvent, 'user2') ?? '')).toEqual({
      message: '(Lobby): user1: one\n  (Lobby): admin: two\u2028  three',
    });
  });
});

describe('an error', () => {
  test('is one line in either protocol, whatever it repeats of a frame', () => {
    fc.assert(
      fc.property(text, (said) => {
        const errors = [refUsed(said), stillRunning(said, 1)];
        for (const type of [said, { [said]: said }, [said]]) {
          try {
            parseCommandType({ type });
          } catch (error) {
            errors.push(error as ChatError);
          }
        }
        for (const error of errors) {
          for (const frame of [renderErrorV1(error), renderErrorV2(error)]) {
            expect(linesOf(JSON.parse(frame).error)).toHaveLength(1);
          }
        }
      }),
    );
  });
});

describe('content', () => {
  test.each([
    ['\r\n', 'one\r\ntwo', 'one\ntwo'],
    ['a lone \r', 'one\rtwo', 'one\ntwo'],
    ['both', '\r\r\n\n', '\n\n\n'],
  ])('takes %j for a line break', (_, said, kept) => {
    expect(read(said)).toBe(kept);
  });

  test('is measured as a frame holds it: escaped, and with each further line indented', () => {
    expect(contentBytes('x')).toBe(1);
    expect(contentBytes('é"\\\t')).toBe(2 + 2 + 2 + 2);
    expect(contentBytes('\n')).toBe(2 + 2);
    expect(contentBytes('\u2028')).toBe(3 + 2);
    expect(read('"'.repeat(CONTENT_MAX_BYTES / 2))).toHaveLength(CONTENT_MAX_BYTES / 2);
    expect(read('"'.repeat(CONTENT_MAX_BYTES / 2 + 1))).toBeUndefined();
    expect(read('\n'.repeat(CONTENT_MAX_BYTES / 4))).toHaveLength(CONTENT_MAX_BYTES / 4);
    expect(read('\r\n'.repeat(CONTENT_MAX_BYTES / 4 + 1))).toBeUndefined();
  });
});
