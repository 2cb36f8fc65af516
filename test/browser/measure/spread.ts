import { formatMs } from '../../../bench/numbers.ts';
import { median, percentile } from '../../../bench/statistics.ts';

/** The columns of `spreadOf`. */
export const SPREAD = ['median', '95 %', 'longest'];

/** How times are spread, as cells of a table, milliseconds: the median, what 95 in 100 don't exceed, the longest. */
export const spreadOf = (times: readonly number[]): string[] => [
  formatMs(median(times)),
  formatMs(percentile(times, 0.95)),
  formatMs(percentile(times, 1)),
];
