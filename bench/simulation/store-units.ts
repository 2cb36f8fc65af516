import type { createMemoryStores } from '../../memory/stores.ts';

type Stores = ReturnType<typeof createMemoryStores>;

/** What DynamoDB charges. */
export interface Units {
  readonly writes: number;
  readonly reads: number;
}

/** A row of a user and a message, in bytes, with a name of some ten characters. */
const REACTION_ROW_BYTES = 125;
const CONSISTENT_READ_BYTES = 4_096;
/** What a subscription takes, and a read unit reads of them when it needn't be consistent. */
const AUDIENCE_ROW_BYTES = 116;
const READ_BYTES = 8_192;

const write = { writes: 1, reads: 0 };
const read = { writes: 0, reads: 1 };
const free = { writes: 0, reads: 0 };

/** What a friendship takes, of which a page is read both ways. */
const FRIENDSHIP_BYTES = 170;

/** What each call of the stores costs, by its outcome, as `aws/` makes it; of those that a reaction needs, or a presence. */
const COSTS: Readonly<Record<string, Readonly<Record<string, (result: unknown) => Units>>>> = {
  log: { find: () => read },
  blocks: { blockersOf: () => read, intervals: () => read, everBlockedBy: () => read },
  presences: { find: () => read, write: () => write },
  friendships: {
    list: (page) => ({
      writes: 0,
      reads: Math.max(
        1,
        Math.ceil(((page as { items: unknown[] }).items.length * FRIENDSHIP_BYTES) / CONSISTENT_READ_BYTES) /
          2 +
          0.5,
      ),
    }),
  },
  reactions: {
    add: () => write,
    annotation: () => read,
    annotate: () => write,
    schedule: () => write,
    all: (rows) => ({
      writes: 0,
      reads: Math.ceil(Math.max(1, (rows as unknown[]).length * REACTION_ROW_BYTES) / CONSISTENT_READ_BYTES),
    }),
  },
  undelivered: {
    put: () => write,
    take: () => write,
    hold: () => write,
    remove: () => write,
    drop: () => write,
    // Of eight partitions, half a unit each.
    due: () => ({ writes: 0, reads: 4 }),
  },
  refs: { claim: () => write, release: () => write, answer: () => write },
  // What is taken already is tried twice, and then looked at.
  rateBuckets: { take: (wait) => (wait === 0 ? write : { writes: 2, reads: 1 }) },
};

/**
 * The stores, each call of which takes its time and is counted.
 * @param takeTime what a call waits for
 * @param options.isHeld false: reactions' posts are never held back, and that costs nothing
 */
export function meterStores(stores: Stores, takeTime: () => Promise<void>, { isHeld }: { isHeld: boolean }) {
  let total = free;
  const count = ({ writes, reads }: Units) => {
    total = { writes: total.writes + writes, reads: total.reads + reads };
  };

  const metered = (name: string, store: object) =>
    Object.fromEntries(
      Object.entries(store).map(([method, call]) => [
        method,
        async (...given: unknown[]) => {
          const cost = COSTS[name]?.[method];
          if (!cost) throw new Error(`Nobody has said what ${name}.${method} costs`);
          if (name === 'rateBuckets' && !isHeld && String(given[0]).startsWith('reactions:')) return 0;
          await takeTime();
          const result = await call(...given);
          count(cost(result));
          return result;
        },
      ]),
    );

  const { subscriptions } = stores;
  return {
    units: () => total,
    stores: {
      ...stores,
      ...Object.fromEntries(
        Object.keys(COSTS).map((name) => [name, metered(name, stores[name as keyof Stores])]),
      ),
      subscriptions: {
        ...subscriptions,
        async *pages(channel: string, options: { readonly consistent: boolean }) {
          let rows = 0;
          try {
            for await (const page of subscriptions.pages(channel, options)) {
              rows += page.length;
              yield page;
            }
          } finally {
            // Also where one page was enough.
            await takeTime();
            const reads = Math.max(0.5, Math.ceil((2 * rows * AUDIENCE_ROW_BYTES) / READ_BYTES) / 2);
            count({ writes: 0, reads: options.consistent ? 2 * reads : reads });
          }
        },
      },
    } as Stores,
  };
}
