import type { Target } from '../question.ts';
import type { IdlePrice } from './price-idle.ts';
import { priceListening } from './price-month.ts';
import { findByName, formatRatio, inMillions, type Priced } from './priced.ts';
import type { AudienceUnits } from './read-audience-units.ts';

const LOBBY_WITH_REF = 'lobby with `ref`, to 100';

/** What of API Gateway's own charge a message may cost at most. */
export function listRatioTargets(v1: readonly Priced[]): Target[] {
  const target = (what: string, name: string, most: number): Target => {
    const { ratio = Number.NaN } = findByName(v1, name).price;
    return {
      what: `${what}, as a multiple of API Gateway’s own charge`,
      target: `at most ${most} ×`,
      measured: formatRatio(ratio),
      isMet: ratio <= most,
    };
  };
  return [
    target('A whisper to one connection', 'whisper, to one connection', 2.4),
    target('A lobby message to 100', 'lobby, to 100', 1.04),
  ];
}

/** The design's budgets of request units. */
export function listUnitTargets(
  { v1, v2 }: { v1: readonly Priced[]; v2: readonly Priced[] },
  audience: AudienceUnits,
): Target[] {
  const target = ({ scenario, writeUnits, readUnits }: Priced, writes: number, reads?: number): Target => ({
    what: `Request units: ${scenario.name}`,
    target: `${writes} WRU${reads === undefined ? '' : `, ${reads} RRU`}`,
    measured: `${writeUnits} WRU, ${readUnits} RRU`,
    isMet: writeUnits <= writes && readUnits <= (reads ?? Number.POSITIVE_INFINITY),
  });
  const one = (name: string, ...most: [number, number?]) => target(findByName(v1, name), ...most);
  return [
    one('whisper, to one connection', 3, 3.5),
    one('lobby, to 100', 3, 1.5 + audience.lobby),
    one('group, to 100', 3, 1.5 + audience.group),
    one('connect, token in the handshake, no group', 4),
    one('connect, token in the handshake, one group', 5),
    target(findByName(v2, 'connect, ten groups'), 14),
    ...listRefTargets(v1, v2),
  ];
}

/** A `ref` is claimed before the command's first write; of a message that is all. */
function listRefTargets(v1: readonly Priced[], v2: readonly Priced[]): Target[] {
  return [
    ['whisper, to one connection', 'whisper with `ref`, to one connection'] as const,
    ['lobby, to 100', 'lobby with `ref`, to 100'] as const,
    ['group, to 100', 'group with `ref`, to 100'] as const,
  ].map(([plain, name]) => {
    const more = findByName(v2, name).writeUnits - findByName(v1, plain).writeUnits;
    return {
      what: `More request units than over v1: ${name}`,
      target: '1 WRU',
      measured: `${more} WRU`,
      isMet: more <= 1,
    };
  });
}

/** What messages of the SDK cost, and a stack that idles. */
export function listPriceTargets(
  { v1, v2 }: { v1: readonly Priced[]; v2: readonly Priced[] },
  idle: IdlePrice,
): Target[] {
  const inDollars = (measured: readonly Priced[], name: string, most: number): Target => {
    const { total } = findByName(measured, name).price;
    return {
      what: `${name}, a million of them`,
      target: `at most $${most.toFixed(2)}`,
      measured: `$${inMillions(total)}`,
      isMet: total * 1e6 <= most,
    };
  };
  const { ratio = Number.NaN } = findByName(v2, LOBBY_WITH_REF).price;
  const { month, renewals } = priceListening(v2, 'ten groups');
  const listening = month.total - month.connectionMinutes;
  return [
    inDollars(v1, 'whisper, to one connection', 4.7),
    inDollars(v2, 'whisper with `ref`, to one connection', 6.5),
    {
      what: `${LOBBY_WITH_REF}, as a multiple of API Gateway’s own charge`,
      target: 'at most 1.035 ×',
      measured: formatRatio(ratio),
      isMet: ratio <= 1.035,
    },
    {
      what: 'A client of the SDK that only listens, with ten groups and five peers, a month beside connection minutes; connecting again every two hours left out, as before',
      target: 'at most $0.015',
      measured: `$${listening.toFixed(4)}, and $${renewals.toFixed(4)} for connecting again`,
      isMet: listening <= 0.015,
    },
    {
      what: 'A stack to which nobody is connected, a month',
      target: 'at most $0.25',
      measured: `$${idle.total.toFixed(2)}`,
      isMet: idle.total <= 0.25,
    },
  ];
}
