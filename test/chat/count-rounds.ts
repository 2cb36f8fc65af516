import type { ChatPorts } from '../../chat/ports/chat-ports.ts';

/** The ports whose every call is one to the database. */
const DATABASE = [
  'connections',
  'subscriptions',
  'users',
  'groups',
  'groupBans',
  'friendships',
  'invitations',
  'blocks',
  'log',
  'reactions',
  'conversations',
  'refs',
  'waiting',
  'rateBuckets',
] as const satisfies readonly (keyof ChatPorts)[];

export interface Rounds {
  /** How many rounds have passed: calls that are made side by side share one, what follows takes the next. */
  passed(): number;
  /** How many calls were made, of whatever port. */
  calls(): number;
}

/** The same ports, of which each call to the database takes a round, and all that are under way take it together. */
export function countRounds<P extends ChatPorts>(ports: P): { ports: P; rounds: Rounds } {
  let passed = 0;
  let calls = 0;
  let waiting: (() => void)[] = [];

  function nextRound(): Promise<void> {
    calls++;
    return new Promise((resolve) => {
      // Behind all microtasks: by then everything that goes side by side has begun.
      if (waiting.push(resolve) > 1) return;
      setImmediate(() => {
        const due = waiting;
        waiting = [];
        passed++;
        for (const go of due) go();
      });
    });
  }

  /** A page tells itself whether there is another. */
  async function* eachPerRound(items: AsyncIterable<unknown>): AsyncGenerator<unknown> {
    const iterator = items[Symbol.asyncIterator]();
    await nextRound();
    for (let page = await iterator.next(); !page.done; ) {
      const next = await iterator.next();
      yield page.value;
      if (!next.done) await nextRound();
      page = next;
    }
  }

  function counted(store: object): object {
    const methods = Object.entries(store as Record<string, (...args: unknown[]) => unknown>);
    return Object.fromEntries(
      methods.map(([name, method]) => [
        name,
        (...args: unknown[]) => {
          if (name === 'pages' || name === 'list' || name === 'entriesOf') {
            const result = method(...args);
            if (Symbol.asyncIterator in Object(result)) return eachPerRound(result as AsyncIterable<unknown>);
            if (name === 'entriesOf') return result;
            return nextRound().then(() => result);
          }
          return nextRound().then(() => method(...args));
        },
      ]),
    );
  }

  const wrapped = Object.fromEntries(DATABASE.map((name) => [name, counted(ports[name])]));
  return { ports: { ...ports, ...wrapped }, rounds: { passed: () => passed, calls: () => calls } };
}
