import type { Table } from '../question.ts';
import type { Usage } from './measure-scenario.ts';
import { priceUsage, type Sizes } from './price-usage.ts';
import { findByName, formatRatio, inMillions, type Priced } from './priced.ts';

const MEMORIES = [512, 768, 1_024, 1_769];

export function describeUnits(caption: string, priced: readonly Priced[]): Table {
  return {
    caption,
    columns: ['command', 'WRU', 'RRU', 'DynamoDB calls', 'phases', 'posts', 'invocations', 'asynchronous'],
    rows: priced.map((one) => [
      one.scenario.name,
      one.writeUnits,
      one.readUnits,
      one.calls,
      one.phases,
      one.posts,
      one.invocations,
      one.asynchronous,
    ]),
  };
}

export function describePrices(caption: string, priced: readonly Priced[]): Table {
  return {
    caption,
    columns: ['command', 'API Gateway', 'DynamoDB', 'invocations', 'duration', 'modelled ms', 'all', 'ratio'],
    rows: priced.map(({ scenario, price }) => [
      scenario.name,
      inMillions(price.frames),
      inMillions(price.requestUnits),
      inMillions(price.invocations),
      inMillions(price.duration),
      price.durationMs.toFixed(0),
      inMillions(price.total),
      formatRatio(price.ratio),
    ]),
  };
}

/** What would come of another size of the message's function. */
export function describeMemory(usages: readonly Usage[], sizes: Sizes): Table {
  const names = ['whisper, to one connection', 'lobby, to 100'];
  const rows = MEMORIES.map((megabytes) => {
    const memory = new Map(sizes.memory).set('message', megabytes);
    const cells = names.flatMap((name) => {
      const { durationMs, ratio } = priceUsage(findByName(usages, name), { ...sizes, memory });
      return [durationMs.toFixed(0), formatRatio(ratio)];
    });
    return [`${megabytes} MB`, ...cells];
  });
  const columns = ['`message`', ...names.flatMap((name) => [`${name}: modelled ms`, 'ratio'])];
  return { caption: 'The same with another size of the function `message`', columns, rows };
}
