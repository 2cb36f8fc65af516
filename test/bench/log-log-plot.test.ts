import { expect, test } from '@jest/globals';
import { renderLogLogPlot } from '../../bench/plot/log-log-plot.ts';

const svg = renderLogLogPlot({
  title: 'Time & audience',
  x: 'recipients',
  y: 'ms',
  series: [
    {
      name: 'ours',
      points: [
        [1, 10],
        [100, 1_000],
      ],
      isMain: true,
    },
    {
      name: 'guessed',
      points: [
        [1, 10],
        [10, 100],
        [100, 1_000],
      ],
      isDashedToLast: true,
    },
  ],
});

test('draws equal ratios as equal distances', () => {
  const [, , first, middle, last] = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  if (!first || !middle || !last) throw new Error('A point is missing');

  expect(middle.x - first.x).toBeCloseTo(last.x - middle.x);
  expect(middle.y - first.y).toBeCloseTo(last.y - middle.y);
  expect(last.y).toBeLessThan(first.y);
});

test('names each line, keeps names apart, and escapes them', () => {
  const names = [...svg.matchAll(/class="name[^>]* y="([\d.]+)">([^<]+)/g)];

  expect(names.map(([, , name]) => name)).toEqual(['ours', 'guessed']);
  expect(Math.abs(Number(names[0]?.[1]) - Number(names[1]?.[1]))).toBeGreaterThanOrEqual(18);
  expect(svg).toContain('Time &#38; audience');
});

test('dashes only what was not measured, and follows the dark mode', () => {
  expect(svg.match(/class="line dashed/g)).toHaveLength(1);
  expect(svg).toContain('@media(prefers-color-scheme:dark)');
});
