import type { AnswerFrame } from '../../protocol/frames/answers.ts';
import type { Link } from '../connection/link.ts';
import { ChatRequestError, ConnectionLost, mayWorkLater, Unanswered } from '../errors.ts';
import type { Settings } from '../options/options.ts';
import { backoff } from '../platform/backoff.ts';
import { createAlarms } from '../platform/timers.ts';
import { partAt, partsOf, placeBehind, QUEUE } from '../storage/part-lists.ts';
import type { StoreChanges } from '../storage/store.ts';
import type { RefAnswer } from '../wire/frames.ts';
import { isMessageCommand } from '../wire/message-command.ts';
import {
  type ChatCommand,
  findRefFault,
  findSizeFault,
  type PendingCommand,
  readPendingCommand,
} from './pending-command.ts';

/** A command that was acknowledged. */
export interface Sent {
  readonly ref: string;
  /** Of the event that it became, where it became one. */
  readonly id?: string;
  readonly command: ChatCommand;
}

/** A command that failed, or whose outcome is unknown (`given_up`). */
export interface Failed {
  readonly ref: string;
  readonly command: ChatCommand;
  readonly error: ChatRequestError;
}

export interface OutboxPorts {
  readonly settings: Settings;
  /** The connection to send on; undefined while there is none. */
  live(): Link | undefined;
  save(changes: StoreChanges): void;
  /** Whose client it is, as far as is known: who has signed in last. */
  user(): string | undefined;
  /** Why nothing is taken now; undefined when it is. */
  refusal(): ChatRequestError | undefined;
  /** What waits is other than before. */
  onChange(): void;
  /** It is acknowledged, and still among what waits: so that what it became is there before it goes. */
  onAcknowledged(sent: Sent): void;
  onSent(sent: Sent): void;
  onFailed(failed: Failed): void;
}

/** Commands on their way: one at a time, in their order, each under its `ref` until it is answered. */
export interface Outbox {
  /** Another array after each change. */
  readonly waiting: readonly PendingCommand[];
  /** @param ref by default a new one @throws ChatRequestError */
  send(command: ChatCommand, ref?: string): Promise<Sent>;
  /** Goes on, now that there is a connection. */
  wake(): void;
  /** An answer that came after its wait was over; it may still acknowledge a queued command. */
  onLateAnswer(frame: RefAnswer): void;
  /** Takes in what a store has kept, before anything newer. @param parts of which it takes its own */
  restore(parts: Readonly<Record<string, string>>): void;
  /**
   * Called when `user` signs in. Commands of another user, or of unknown authors from an earlier run, are never sent under
   * this name. Restored ones of another user leave memory and stay in the store; all others fail with `other_user`.
   */
  claim(user: string): void;
  /** Rejects the callers' promises; the commands stay queued. */
  rejectPromises(error: ChatRequestError): void;
  /** Ends the queue here: rejects the callers' promises, and leaves the commands to the store. */
  close(error: ChatRequestError): void;
}

interface Entry extends PendingCommand {
  /** The name of its part in the store, in the order of the calls; undefined while it isn't stored. */
  part?: string;
  sentAt?: number | undefined;
  user?: string | undefined;
  readonly isRestored: boolean;
  /** Settle the promise of who asked for it; nobody's, when it was restored. */
  readonly resolve?: (sent: Sent) => void;
  readonly reject?: (error: ChatRequestError) => void;
}

/** What has to wait for longer fails: all that is queued behind it would wait, too, and somebody looks for it now. */
const WAITED_FOR_MS = 60_000;

export function createOutbox(ports: OutboxPorts): Outbox {
  const { settings } = ports;
  const alarms = createAlarms<'again' | 'give up'>(settings.timers);
  let entries: Entry[] = [];
  /** In the stored queue, behind all that is there. */
  let nextPlace = 0;
  /** The entry that is being sent. */
  let inFlight: Entry | undefined;
  /** The entry that is to be sent again after a while. */
  let delayed: Entry | undefined;
  let failures = 0;
  /** Whether what the store has kept is here. */
  let isRestored = false;
  /** What `waiting` gives until something changes. */
  let shown: readonly PendingCommand[] | undefined;

  function changed(): void {
    shown = undefined;
    ports.onChange();
  }

  /** When it has waited for long enough, epoch milliseconds. */
  const endOf = ({ createdAt, sentAt }: Entry) =>
    sentAt === undefined ? createdAt + settings.giveUpUnsentAfterMs : sentAt + settings.giveUpAfterMs;

  function keep(entry: Entry): void {
    entry.part ??= partAt(QUEUE, nextPlace++);
    ports.save({ [entry.part]: JSON.stringify(toPendingCommand(entry)) });
  }

  function finish(entry: Entry, outcome: Sent | ChatRequestError): void {
    if (!entries.includes(entry)) return;
    entries = entries.filter((other) => other !== entry);
    if (inFlight === entry) inFlight = undefined;
    if (delayed === entry) delayed = undefined;
    failures = 0;
    changed();
    if (outcome instanceof ChatRequestError) {
      entry.reject?.(outcome);
      ports.onFailed({ ref: entry.ref, command: entry.command, error: outcome });
    } else {
      entry.resolve?.(outcome);
      ports.onSent(outcome);
    }
    if (entry.part) ports.save({ [entry.part]: null });
  }

  function acknowledge(entry: Entry, { type, ...answer }: AnswerFrame): void {
    const id = 'id' in answer && typeof answer.id === 'string' ? { id: answer.id } : {};
    const sent = { ref: entry.ref, command: entry.command, ...id };
    if (entries.includes(entry)) ports.onAcknowledged(sent);
    finish(entry, sent);
  }

  function giveUpOverdue(): void {
    // What is on its way right now may yet be answered.
    const now = settings.timers.now();
    for (const entry of entries) if (entry !== inFlight && endOf(entry) <= now) finish(entry, givenUp(entry));
    const next = Math.min(...entries.filter((entry) => entry !== inFlight).map(endOf));
    alarms.clear('give up');
    if (next < Number.POSITIVE_INFINITY) alarms.set('give up', next - now, pump);
  }

  function pump(): void {
    giveUpOverdue();
    const [entry] = entries;
    const link = ports.live();
    if (!entry || !link || inFlight || !isRestored || delayed === entry) return;
    inFlight = entry;
    void transmit(entry, link);
    giveUpOverdue();
  }

  async function transmit(entry: Entry, link: Link): Promise<void> {
    let wait: number | undefined;
    if (entry.sentAt === undefined) {
      entry.sentAt = settings.timers.now();
      keep(entry);
      changed();
    }
    try {
      // The event of what is said is made of the command and its answer (`chat-client.ts`): one frame less.
      const echo = isMessageCommand(entry.command) ? { echo: false } : {};
      acknowledge(entry, await link.ask({ ...entry.command, ...echo, ref: entry.ref }));
    } catch (error) {
      if (error instanceof Unanswered) wait = 0;
      else if (mayWorkLater(error) && (error.retryAfterMs ?? 0) <= WAITED_FOR_MS) {
        wait = waitAfter(error);
      } else if (error instanceof ChatRequestError) finish(entry, error);
      else if (!(error instanceof ConnectionLost)) settings.report(error);
    }
    if (inFlight === entry) inFlight = undefined;
    if (wait !== undefined && entries[0] === entry) {
      delayed = entry;
      alarms.set('again', wait, () => {
        delayed = undefined;
        pump();
      });
    }
    pump();
  }

  function waitAfter({ code, retryAfterMs }: ChatRequestError): number {
    // The same command is being done elsewhere; the server knows how soon to look again, and all behind it waits.
    if (code === 'conflict' && retryAfterMs !== undefined) return retryAfterMs;
    return Math.max(retryAfterMs ?? 0, backoff(settings.backoff, failures++, settings.random));
  }

  function whyNotTaken(command: ChatCommand, ref: string): ChatRequestError | undefined {
    const fault = ports.refusal() ?? findSizeFault(command) ?? findRefFault(ref);
    if (fault || entries.length < settings.queueLimit) return fault;
    return new ChatRequestError('queue_full', `${settings.queueLimit} commands are waiting already`);
  }

  return {
    get waiting() {
      shown ??= entries.map(toPendingCommand);
      return shown;
    },
    send(command, ref) {
      const sending = new Promise<Sent>((resolve, reject) => {
        const usedRef = ref ?? settings.newRef();
        const refusal = whyNotTaken(command, usedRef);
        if (refusal) {
          reject(refusal);
          ports.onFailed({ ref: usedRef, command, error: refusal });
          return;
        }
        const entry: Entry = {
          ref: usedRef,
          command,
          createdAt: settings.timers.now(),
          user: ports.user(),
          isRestored: false,
          resolve,
          reject,
        };
        entries.push(entry);
        if (isRestored) keep(entry);
        changed();
        pump();
      });
      // Whoever doesn't wait for it can listen to `failed` instead.
      sending.catch(() => undefined);
      return sending;
    },
    wake: pump,
    onLateAnswer(frame) {
      const entry = entries.find(({ ref }) => ref === frame.ref);
      if (!entry || frame.type === 'error') return;
      acknowledge(entry, frame);
      pump();
    },
    restore(parts) {
      const restored = partsOf(QUEUE, parts).flatMap((part): Entry[] => {
        const command = readPendingCommand(parts[part] ?? '', settings.timers.now(), ports.user());
        if (!command) ports.save({ [part]: null });
        return command ? [{ ...command, part, isRestored: true }] : [];
      });
      nextPlace = placeBehind(QUEUE, parts);
      const newer = entries;
      entries = [...restored, ...newer];
      newer.forEach(keep);
      isRestored = true;
      changed();
      // What is overdue fails when somebody can be listening.
      queueMicrotask(pump);
    },
    claim(user) {
      // What another has left in the store is nothing that this user should read.
      const isTheirs = (entry: Entry) => entry.isRestored && entry.user !== undefined && entry.user !== user;
      if (entries.some(isTheirs)) {
        entries = entries.filter((entry) => !isTheirs(entry));
        changed();
      }
      for (const entry of entries) {
        if (entry.user === undefined && !entry.isRestored) {
          // Asked for here before anybody had signed in.
          entry.user = user;
          if (isRestored) keep(entry);
          changed();
        } else if (entry.user !== user) finish(entry, otherUser(entry));
      }
    },
    rejectPromises(error) {
      for (const entry of entries) entry.reject?.(error);
    },
    close(error) {
      alarms.clearAll();
      const closing = entries;
      entries = [];
      changed();
      for (const entry of closing) entry.reject?.(error);
    },
  };
}

const givenUp = ({ sentAt }: PendingCommand) =>
  sentAt === undefined
    ? new ChatRequestError('not_sent', 'No connection in time; it has not arrived')
    : new ChatRequestError('given_up', 'Not acknowledged in time; it may have arrived');

const otherUser = ({ user }: PendingCommand) =>
  new ChatRequestError(
    'other_user',
    user === undefined ? 'Nobody knows who left this unsent' : `${user} left this unsent`,
  );

const toPendingCommand = ({ ref, command, createdAt, sentAt, user }: PendingCommand): PendingCommand => ({
  ref,
  command,
  createdAt,
  sentAt,
  user,
});
