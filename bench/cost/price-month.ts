import { PRICES } from '../prices.ts';
import type { Table } from '../question.ts';
import type { Price } from './price-usage.ts';
import { findByName, formatRatio, type Priced } from './priced.ts';
import { IDLE_SYNC } from './scenarios/reading-v2.ts';

/** How often the SDK syncs without a reason, and pings when nothing has come (`client/options/settings.ts`). */
export const SYNC_MINUTES = 44;
export const HEARTBEAT_MINUTES = 9;
const MONTH_MINUTES = 30 * 24 * 60;
/** Between a 24th and a 12th of its two hours before API Gateway closes it, a connection gets a successor (`client/connection/maintenance.ts`). */
const RENEWAL_MINUTES = 120 * (1 - 1.5 / 24);
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

/** Dollars for a month of successors to connections that are about to end: each is synced twice, and the one before it goes. */
export const priceRenewals = (connect: Price, disconnect: Price, sync: Price) =>
  (MONTH_MINUTES / RENEWAL_MINUTES) * (connect.total + disconnect.total + 2 * sync.total);

/** Of somebody in so many groups, who does nothing. */
export function priceListening(v2: readonly Priced[], groups: keyof typeof IDLE_SYNC) {
  const price = (name: string) => findByName(v2, name).price;
  const sync = price(IDLE_SYNC[groups]);
  return {
    month: priceMonth(sync, price('`ping`')),
    renewals: priceRenewals(price(`connect, ${groups}`), price(`disconnect, ${groups}`), sync),
  };
}

/** Idle clients for a month, and the same if their syncs asked for nothing. */
export function describeMonths(v2: readonly Priced[]): Table {
  const ping = findByName(v2, '`ping`').price;
  const describe = (name: string, month: MonthPrice, renewals: number | undefined) => [
    name,
    inThousands(month.connectionMinutes),
    inThousands(month.frames),
    inThousands(month.requestUnits),
    inThousands(month.invocations),
    inThousands(month.duration),
    inThousands(month.total),
    formatRatio(month.ratio),
    renewals === undefined ? '–' : inThousands(renewals),
  ];
  return {
    caption: `A client that is connected for 30 days, with a sync every ${SYNC_MINUTES} minutes and a ping after ${HEARTBEAT_MINUTES} in which nothing came: dollars for 1,000 of them`,
    columns: [
      'sync',
      'connection minutes',
      'frames',
      'DynamoDB',
      'invocations',
      'duration',
      'all',
      'ratio',
      'connecting again',
    ],
    rows: [
      describe('`ping`', priceMonth(ping, ping), undefined),
      ...(['no group', 'ten groups'] as const).map((groups) => {
        const { month, renewals } = priceListening(v2, groups);
        return describe(IDLE_SYNC[groups], month, renewals);
      }),
    ],
  };
}

const inThousands = (dollars: number) => (dollars * 1_000).toFixed(2);
