import { describe, expect, test } from '@jest/globals';
import { putPageSection, readPageSection } from '../../bench/page-section.ts';
import type { Answer, Question } from '../../bench/question.ts';
import { percentile } from '../../bench/statistics.ts';
import { readSdkSizes } from '../browser/measure/loading/read-sdk-sizes.ts';
import { pageUsage, readPageQuestions } from '../browser/measure/options.ts';
import { listMissed, renderPageSection } from '../browser/measure/page-section.ts';
import { pageQuestions } from '../browser/measure/questions.ts';
import { spreadOf } from '../browser/measure/spread.ts';
import { frameWork } from '../browser/measure/trace/frame-work.ts';

test('the page is asked what one names, everything when one names nothing, and the command explains itself', () => {
  expect(readPageQuestions([], pageQuestions)).toEqual(pageQuestions);
  expect(readPageQuestions(['typing'], pageQuestions)).toMatchObject([{ name: 'typing' }]);
  expect(readPageQuestions(['--help'], pageQuestions)).toBe('help');
  for (const { name } of pageQuestions) expect(pageUsage(pageQuestions)).toContain(`  ${name}`);
  expect(() => readPageQuestions(['cost'], pageQuestions)).toThrow('There is no question "cost"');
  expect(() => readPageQuestions(['--check'], pageQuestions)).toThrow('--check');
});

test('a percentile is a value that was measured, and there is none of nothing', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect([0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([10, 19, 20]);
  expect(percentile([7], 0.95)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow('no percentile');
});

test('times are told by their median, by what 95 in 100 keep, and by the longest', () => {
  expect(spreadOf(Array.from({ length: 100 }, (_, index) => index + 1))).toEqual(['51', '95', '100']);
});

describe('the section of the page', () => {
  const question = { name: 'typing', title: 'Typing' } as Question;
  const answer: Answer = {
    method: ['By hand.'],
    tables: [{ caption: 'Times', columns: ['', 'ms'], rows: [['Enter', 5]] }],
    targets: [
      { what: 'Seen', target: 'under 100 ms', measured: '120 ms', isMet: false, bound: 'the server' },
      { what: 'Sent', target: 'under 100 ms', measured: '5 ms', isMet: true, bound: 'the page' },
    ],
  };
  const section = renderPageSection([[question, answer]], 'on some day.');

  test('says where it was measured, and by which command each part', () => {
    expect(section).toMatch(
      /^## The page\n\nWritten by `npm run bench:page` on some day\. .*\n\n### Typing\n\n`npm run bench:page -- typing`\n\nBy hand\.\n/,
    );
  });

  test('says that a missed target is missed and why, and nothing more of one that is met', () => {
    expect(section).toContain('| Seen | under 100 ms | 120 ms | **missed**: the server |');
    expect(section).toContain('| Sent | under 100 ms | 5 ms | met |');
    expect(listMissed([[question, answer]])).toEqual(['missed: Seen: 120 ms, not under 100 ms; the server']);
  });

  test('takes the place of the former one in the document, and leaves the rest', () => {
    const first = putPageSection('# Performance\n\nOthers.\n', 'costs $& and $1');
    expect(first).toMatch(/^# Performance\n\nOthers\.\n\n<!-- .* -->\n\ncosts \$& and \$1\n\n<!-- .* -->\n$/);
    const second = putPageSection(`${first}\nBehind it.\n`, 'new $&');
    expect(second).toBe(`${first.replace('costs $& and $1', () => 'new $&')}\nBehind it.\n`);
    expect(readPageSection(second)).toContain('new $&');
    expect(readPageSection('# Performance\n')).toBeUndefined();
  });
});

describe('the work for a frame', () => {
  const event = (name: string, ts: number, dur?: number, more: object = {}) => ({
    name,
    ph: dur === undefined ? 'I' : 'X',
    pid: 1,
    tid: 1,
    ts,
    ...(dur !== undefined && { dur, tdur: dur / 2 }),
    ...more,
  });

  test('is all that its thread did until the next one’s task began, each time counted once', () => {
    const works = frameWork([
      event('RunTask', 0, 900),
      event('RunTask', 1_000, 5_000),
      event('BeginMainThreadFrame', 1_100),
      event('FireAnimationFrame', 1_200, 4_000),
      event('FunctionCall', 1_300, 3_000),
      event('Layout', 2_000, 1_000),
      event('Paint', 5_500, 400),
      event('RunTask', 8_000, 2_000),
      event('RunTask', 9_000, 7_000, { tid: 2 }),
      event('RunTask', 17_000, 500),
      event('BeginMainThreadFrame', 17_100),
    ]);
    expect(works).toEqual([{ wall: 7, cpu: 3.5, script: 3, layout: 1, paint: 0.4 }]);
  });

  test('is not known of a trace without two frames', () => {
    expect(() => frameWork([event('RunTask', 0, 5)])).toThrow('0 frames');
  });
});

test('the SDK’s sizes are those that its build prints, and nothing else is taken for them', () => {
  const printed =
    '/out: 1200 bytes gzipped with createChatClient alone, 1500 with everything, 1600 with the React bindings\n';
  expect(readSdkSizes(printed)).toEqual({ client: 1_200, all: 1_500, react: 1_600 });
  expect(() => readSdkSizes('/out: done')).toThrow('/out: done');
});
