import type { Account } from './account.ts';
import type { EventQueue } from './event-queue.ts';
import type { Delivery } from './parameters.ts';

/**
 * One function's posts (or closes) of one message: chat/delivery's `startReaching` and `postWithRetry` written out as
 * events, for millions of recipients. test/bench/posting.test.ts holds it against the originals.
 */
export interface Run {
  /** No attempt after it. */
  readonly deadline: number;
  /** One core's time for a post, at this function's size. */
  readonly cpuMs: number;
  /** What becomes of a recipient whom there was no time for. `close`: attempts to close it; `keep`: into `rest`. */
  readonly unreached: 'close' | 'keep' | 'nothing';
  readonly onReached: () => void;
  readonly onClosed: () => void;
  /** Told neither of the message nor that it must ask for it. */
  readonly onLost: () => void;
  readonly onSettled: (rest: readonly number[]) => void;
}

export interface Posting {
  open(run: Run): OpenRun;
  /** What the queue's numbers mean. */
  handle(event: number): void;
}

export interface OpenRun {
  start(recipient: number): void;
  /** The function computes for so long before its next post. @returns when it is done */
  compute(ms: number): number;
  /** Nobody more will be started. */
  complete(): void;
}

interface State {
  readonly run: Run;
  cpuFreeAt: number;
  atOnce: number;
  readonly waiting: number[];
  nextWaiting: number;
  unsettled: number;
  readonly rest: number[];
}

/** A number's last two bits say what it is, the others whose. */
const SENT = 0;
const ANSWERED = 1;
const WAKES = 2;
const KINDS = 4;

export interface PostingOptions {
  readonly queue: EventQueue;
  readonly account: Account;
  readonly delivery: Delivery;
  readonly postMs: number;
  /** Their numbers are 0 to this. */
  readonly recipients: number;
  readonly random: () => number;
}

export function createPosting(options: PostingOptions): Posting {
  const { queue, account, delivery, postMs, recipients, random } = options;
  const { postsAtOnce, firstPauseMs, longestPauseMs, throttledKeepPlace, closeWithinMs } = delivery;
  const stateOf: (State | undefined)[] = Array.from({ length: recipients });
  const longest = new Float64Array(recipients);
  const isGranted = new Uint8Array(recipients);
  const isClosing = new Uint8Array(recipients);
  const closeBy = new Float64Array(recipients);

  function compute(state: State, ms: number): number {
    state.cpuFreeAt = Math.max(queue.now(), state.cpuFreeAt) + ms;
    return state.cpuFreeAt;
  }

  function send(state: State, recipient: number): void {
    queue.at(compute(state, state.run.cpuMs), recipient * KINDS + SENT);
  }

  function sendInTurn(state: State, recipient: number): void {
    if (state.atOnce >= postsAtOnce) state.waiting.push(recipient);
    else {
      state.atOnce++;
      send(state, recipient);
    }
  }

  function leavePlace(state: State): void {
    const next = state.waiting[state.nextWaiting];
    if (next === undefined) state.atOnce--;
    else {
      state.nextWaiting++;
      send(state, next);
    }
  }

  function settle(state: State): void {
    if (--state.unsettled === 0) state.run.onSettled(state.rest);
  }

  function onAnswer(state: State, recipient: number): void {
    const { run } = state;
    const granted = isGranted[recipient] === 1;
    const closing = isClosing[recipient] === 1;
    if (granted || !throttledKeepPlace) leavePlace(state);
    if (granted) {
      (closing ? run.onClosed : run.onReached)();
      settle(state);
      return;
    }
    const most = longest[recipient] ?? firstPauseMs;
    const pause = random() * most;
    longest[recipient] = Math.min(most * 2, longestPauseMs);
    const deadline = closing ? (closeBy[recipient] ?? 0) : run.deadline;
    if (queue.now() + pause < deadline) {
      queue.at(queue.now() + pause, recipient * KINDS + WAKES);
      return;
    }
    if (throttledKeepPlace) leavePlace(state);
    if (closing) {
      run.onLost();
      settle(state);
    } else giveUp(state, recipient);
  }

  function giveUp(state: State, recipient: number): void {
    if (state.run.unreached === 'close') {
      isClosing[recipient] = 1;
      closeBy[recipient] = queue.now() + closeWithinMs;
      longest[recipient] = firstPauseMs;
      sendInTurn(state, recipient);
      return;
    }
    if (state.run.unreached === 'keep') state.rest.push(recipient);
    else state.run.onLost();
    settle(state);
  }

  return {
    handle(event) {
      const recipient = Math.floor(event / KINDS);
      const state = stateOf[recipient];
      if (!state) return;
      const kind = event % KINDS;
      if (kind === SENT) {
        isGranted[recipient] = account.call() ? 1 : 0;
        queue.at(queue.now() + postMs, recipient * KINDS + ANSWERED);
      } else if (kind === ANSWERED) onAnswer(state, recipient);
      else if (throttledKeepPlace) send(state, recipient);
      else sendInTurn(state, recipient);
    },
    open(run) {
      const state: State = {
        run,
        cpuFreeAt: queue.now(),
        atOnce: 0,
        waiting: [],
        nextWaiting: 0,
        // Until it is complete.
        unsettled: 1,
        rest: [],
      };
      return {
        start(recipient) {
          stateOf[recipient] = state;
          longest[recipient] = firstPauseMs;
          isClosing[recipient] = 0;
          state.unsettled++;
          if (queue.now() >= run.deadline) giveUp(state, recipient);
          else sendInTurn(state, recipient);
        },
        compute: (ms) => compute(state, ms),
        complete: () => settle(state),
      };
    },
  };
}
