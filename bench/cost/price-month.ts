import { PRICES } from '../prices.ts';
import type { Table } from '../question.ts';
import type { Price } from './price-usage.ts';
import { findByName, formatRatio, type Priced } from './priced.ts';

/** The SDK's heartbeat (`client/settings.ts`). */
export const HEARTBEAT_MINUTES = 4;
const MONTH_MINUTES = 30 * 24 * 60;

/** Dollars for a month of one client that stays connected and does nothing else. */
export interface MonthPrice {
  readonly heartbeats: number;
  readonly connectionMinutes: number;
  /** Of the heartbeats. */
  readonly frames: number;
  readonly requestUnits: number;
  readonly invocations: number;
  readonly duration: number;
  readonly total: number;
  /** The total over what API Gateway charges for the connection and the frames. */
  readonly ratio: number;
}

/** @param heartbeat the price of one @param everyMinutes how often there is one */
export function priceMonth(heartbeat: Price, everyMinutes: number): MonthPrice {
  const heartbeats = MONTH_MINUTES / everyMinutes;
  const connectionMinutes = MONTH_MINUTES * PRICES.connectionMinute;
  const total = connectionMinutes + heartbeats * heartbeat.total;
  const frames = heartbeats * heartbeat.frames;
  return {
    heartbeats,
    connectionMinutes,
    frames,
    requestUnits: heartbeats * heartbeat.requestUnits,
    invocations: heartbeats * heartbeat.invocations,
    duration: heartbeats * heartbeat.duration,
    total,
    ratio: total / (connectionMinutes + frames),
  };
}

/** Idle clients for a month, and the same if their heartbeat asked for nothing. */
export function describeMonths(v2: readonly Priced[]): Table {
  const names = v2.map(({ scenario }) => scenario.name).filter((name) => name.startsWith('idle `sync`'));
  return {
    caption: `A client that is connected for 30 days, with a heartbeat every ${HEARTBEAT_MINUTES} minutes: dollars for 1,000 of them`,
    columns: [
      'heartbeat',
      'connection minutes',
      'frames',
      'DynamoDB',
      'invocations',
      'duration',
      'all',
      'ratio',
    ],
    rows: ['`ping`', ...names].map((name) => {
      const month = priceMonth(findByName(v2, name).price, HEARTBEAT_MINUTES);
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
