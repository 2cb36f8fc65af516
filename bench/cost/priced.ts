import type { Usage } from './measure-scenario.ts';
import { type Price, priceUsage, type Sizes } from './price-usage.ts';

/** What a scenario asked for, and what that costs. */
export interface Priced extends Usage {
  readonly price: Price;
}

export const putPrices = (usages: readonly Usage[], sizes: Sizes): Priced[] =>
  usages.map((usage) => ({ ...usage, price: priceUsage(usage, sizes) }));

/** @throws Error when nobody measured it */
export function findByName<Measured extends Usage>(measured: readonly Measured[], name: string): Measured {
  const found = measured.find(({ scenario }) => scenario.name === name);
  if (!found) throw new Error(`Nobody measured "${name}"`);
  return found;
}

export const inMillions = (dollars: number) => (dollars * 1e6).toFixed(2);
export const formatRatio = (ratio: number | undefined) =>
  ratio === undefined ? '–' : `${ratio.toFixed(3)} ×`;
