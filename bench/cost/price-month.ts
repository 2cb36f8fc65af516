import { PRICES } from '../prices.ts';
import type { Table } from '../question.ts';
import type { Price } from './price-usage.ts';
import { findByName, formatRatio, type Priced } from './priced.ts';

/** How often the SDK syncs without a reason, and pings when nothing has come (`client/options/settings.ts`). */
export const SYNC_MINUTES = 30;
export const HEARTBEAT_MINUTES = 9;
const MONTH_MINUTES = 30 * 24 * 60;
/** Between two syncs: what comes with one puts the next ping off. */
const PINGS_PER_SYNC = Math.ceil(SYNC_MINUTES / HEARTBEAT_MINUTES) - 1;

/** Dollars for a month of one client that stays connected and does nothing else. */
export interface MonthPrice {
  readonly syncs: number;
  readonly pings: number;
  readonly connectionMinutes: number;
  /** Of syncs and pings. */
  readonly frames: number;
  readonly requestUnits: number;
  readonly invocations: number;
  readonly duration: number;
  readonly total: number;
  /** The total over what API Gateway charges for the connection and the frames. */
  readonly ratio: number;
}

/** @param sync the price of one @param ping the price of one */
export function priceMonth(sync: Price, ping: Price): MonthPrice {
  const syncs = MONTH_MINUTES / SYNC_MINUTES;
  const pings = syncs * PINGS_PER_SYNC;
  const sum = (part: (price: Price) => number) => syncs * part(sync) + pings * part(ping);
  const connectionMinutes = MONTH_MINUTES * PRICES.connectionMinute;
  const total = connectionMinutes + sum((price) => price.total);
  const frames = sum((price) => price.frames);
  return {
    syncs,
    pings,
    connectionMinutes,
    frames,
    requestUnits: sum((price) => price.requestUnits),
    invocations: sum((price) => price.invocations),
    duration: sum((price) => price.duration),
    total,
    ratio: total / (connectionMinutes + frames),
  };
}

/** Idle clients for a month, and the same if their syncs asked for nothing. */
export function describeMonths(v2: readonly Priced[]): Table {
  const names = v2.map(({ scenario }) => scenario.name).filter((name) => name.startsWith('idle `sync`'));
  const ping = findByName(v2, '`ping`').price;
  return {
    caption: `A client that is connected for 30 days, with a sync every ${SYNC_MINUTES} minutes and a ping after ${HEARTBEAT_MINUTES} in which nothing came: dollars for 1,000 of them`,
    columns: ['sync', 'connection minutes', 'frames', 'DynamoDB', 'invocations', 'duration', 'all', 'ratio'],
    rows: ['`ping`', ...names].map((name) => {
      const month = priceMonth(findByName(v2, name).price, ping);
      const inThousands = (dollars: number) => (dollars * 1_000).toFixed(2);
      return [
        name,
        inThousands(month.connectionMinutes),
        inThousands(month.frames),
        inThousands(month.requestUnits),
        inThousands(month.invocations),
        inThousands(month.duration),
        inThousands(month.total),
        formatRatio(month.ratio),
      ];
    }),
  };
}
