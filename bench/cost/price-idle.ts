import { PRICES } from '../prices.ts';
import type { Table } from '../question.ts';
import type { Usage } from './measure-scenario.ts';
import { priceUsage, type Sizes } from './price-usage.ts';

const MONTH_MINUTES = 30 * 24 * 60;

/** Dollars for a month of a stack to which nobody is connected. */
export interface IdlePrice {
  readonly invocations: number;
  readonly duration: number;
  readonly requestUnits: number;
  /** Of the metrics that the alarms watch beyond the account's first ten. */
  readonly alarms: number;
  readonly total: number;
}

/** The alarms watch eleven metrics (`lib/alarms.ts`). */
const METRICS_BEYOND_TEN = 1;

/** @param sweep one that finds nothing, as there is each minute */
export function priceIdle(sweep: Usage, sizes: Sizes): IdlePrice {
  // A clock asks for it: no function waits for Lambda to accept the request.
  const once = priceUsage({ ...sweep, asynchronous: 0, invocations: 1 }, sizes);
  const invocations = MONTH_MINUTES * once.invocations;
  const duration = MONTH_MINUTES * once.duration;
  const requestUnits = MONTH_MINUTES * once.requestUnits;
  const alarms = METRICS_BEYOND_TEN * PRICES.alarmMetric;
  return {
    invocations,
    duration,
    requestUnits,
    alarms,
    total: invocations + duration + requestUnits + alarms,
  };
}

export function describeIdle({ invocations, duration, requestUnits, alarms, total }: IdlePrice): Table {
  const dollars = (amount: number) => amount.toFixed(4);
  return {
    caption: 'A stack to which nobody is connected, for 30 days: dollars',
    columns: ['sweeps: invocations', 'duration', 'DynamoDB', 'an alarm’s metric beyond ten', 'all'],
    rows: [[dollars(invocations), dollars(duration), dollars(requestUnits), dollars(alarms), dollars(total)]],
  };
}
