import { COMMAND_BURST, COMMANDS_PER_SECOND } from '../../protocol/limits.ts';

export interface TurnsPorts<Entry> {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back later. @param ms milliseconds */
  after(ms: number, then: () => void): void;
  send(entry: Entry): void;
}

/** Sends as many at once, and then as many a second, as the server takes of one user; the rest waits. */
export interface Turns<Entry> {
  /** What waits, in the order in which it is sent. */
  readonly waiting: readonly Entry[];
  /** @param isUrgent sent before all that isn't */
  add(entry: Entry, isUrgent: boolean): void;
  /**
   * It was refused for the rate: it is the next to be sent. The user's other devices use the same allowance, and an operator
   * may have set a smaller one.
   * @param ms milliseconds until the server takes one
   */
  again(entry: Entry, ms: number): void;
  /** Sends none of these any more. */
  drop(isDropped: (entry: Entry) => boolean): void;
}

const COST_MS = 1_000 / COMMANDS_PER_SECOND;
const BURST_MS = COMMAND_BURST * COST_MS;

export function createTurns<Entry>({ now, after, send }: TurnsPorts<Entry>): Turns<Entry> {
  let urgent: Entry[] = [];
  let others: Entry[] = [];
  /** When all that was sent will have been paid for, epoch milliseconds. */
  let paidAt = 0;
  let isAsleep = false;

  function pump(): void {
    while (!isAsleep && urgent.length + others.length > 0) {
      const wait = paidAt + COST_MS - BURST_MS - now();
      if (wait > 0) {
        isAsleep = true;
        after(wait, () => {
          isAsleep = false;
          pump();
        });
        return;
      }
      const next = (urgent.length > 0 ? urgent : others).shift() as Entry;
      paidAt = Math.max(paidAt, now()) + COST_MS;
      send(next);
    }
  }

  return {
    get waiting() {
      return [...urgent, ...others];
    },
    add(entry, isUrgent) {
      (isUrgent ? urgent : others).push(entry);
      pump();
    },
    again(entry, ms) {
      urgent.unshift(entry);
      paidAt = Math.max(paidAt, now() + ms + BURST_MS - COST_MS);
      pump();
    },
    drop(isDropped) {
      urgent = urgent.filter((entry) => !isDropped(entry));
      others = others.filter((entry) => !isDropped(entry));
    },
  };
}
