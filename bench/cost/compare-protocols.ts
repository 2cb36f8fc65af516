import type { Table } from '../question.ts';
import { findByName, formatRatio, inMillions, type Priced } from './priced.ts';

/** The same command over v1, and over `chat.v2` with a `ref`. */
const PAIRS = [
  ['whisper, to one connection', 'whisper with `ref`, to one connection'],
  ['whisper, the first of the day of a pair', 'whisper with `ref`, the first of the day of a pair'],
  ['lobby, to 100', 'lobby with `ref`, to 100'],
  ['group, to 100', 'group with `ref`, to 100'],
  ['connect, token in the handshake, no group', 'connect, no group'],
] as const;

/** What a command costs over each protocol, and so what a `ref` costs. */
export function compareProtocols(v1: readonly Priced[], v2: readonly Priced[]): Table {
  return {
    caption: 'v1 beside `chat.v2`, dollars a million',
    columns: [
      '`chat.v2`',
      'WRU: v1',
      'v2',
      'RRU: v1',
      'v2',
      'phases: v1',
      'v2',
      'posts: v1',
      'v2',
      'all: v1',
      'v2',
      'ratio: v1',
      'v2',
    ],
    rows: PAIRS.map(([plain, name]) => {
      const [before, after] = [findByName(v1, plain), findByName(v2, name)];
      const both = (read: (one: Priced) => string | number) => [read(before), read(after)];
      return [
        name,
        ...both(({ writeUnits }) => writeUnits),
        ...both(({ readUnits }) => readUnits),
        ...both(({ phases }) => phases),
        ...both(({ posts }) => posts),
        ...both(({ price }) => inMillions(price.total)),
        ...both(({ price }) => formatRatio(price.ratio)),
      ];
    }),
  };
}
