import type { AnswerFrame } from '../protocol/frames-v2.ts';
import { backoff } from './backoff.ts';
import { ChatRequestError, ConnectionLost, mayWorkLater, Unanswered } from './errors.ts';
import type { RefAnswer } from './frames.ts';
import type { Link } from './link.ts';
import { checkRef, checkSize, type Outgoing, type OutgoingCommand, readOutgoing } from './outgoing.ts';
import type { Changes } from './seen.ts';
import type { Settings } from './settings.ts';
import { createAlarms } from './timers.ts';

/** A command that was acknowledged. */
export interface Sent {
  readonly ref: string;
  /** Of the event that it became, where it became one. */
  readonly id?: string;
  readonly command: OutgoingCommand;
}

/** A command that came to nothing, or of which it isn't known (`given_up`). */
export interface Failed {
  readonly ref: string;
  readonly command: OutgoingCommand;
  readonly error: ChatRequestError;
}

export interface OutboxPorts {
  readonly settings: Settings;
  /** The connection to send on; undefined while there is none. */
  live(): Link | undefined;
  save(changes: Changes): void;
  onSent(sent: Sent): void;
  onFailed(failed: Failed): void;
}

/** Commands on their way: one at a time, in their order, each under its `ref` until it is answered. */
export interface Outbox {
  readonly waiting: readonly Outgoing[];
  /** @throws ChatRequestError */
  send(command: OutgoingCommand, ref: string): Promise<Sent>;
  /** Goes on, now that there is a connection. */
  wake(): void;
  /** An answer that nobody waits for any more: perhaps to the first one here. */
  onLateAnswer(frame: RefAnswer): void;
  /** Takes in what a store has kept, before anything newer. @param parts of which it takes its own */
  restore(parts: Readonly<Record<string, string>>): void;
  /** Fails what was restored: it is another user's. */
  disown(): void;
  /** Rejects what is waiting; the store keeps it. */
  close(error: ChatRequestError): void;
}

interface Entry extends Outgoing {
  /** The name of its part in the store: in the order in which they were asked for. */
  part: string;
  readonly isRestored: boolean;
  resolve(sent: Sent): void;
  reject(error: ChatRequestError): void;
}

const PART = 'out.';
const partAt = (place: number) => PART + String(place).padStart(12, '0');

export function createOutbox(ports: OutboxPorts): Outbox {
  const { settings } = ports;
  const alarms = createAlarms<'again' | 'give up'>(settings.timers);
  let entries: Entry[] = [];
  let places = 0;
  /** The entry that is being sent. */
  let flying: Entry | undefined;
  /** The entry that is to be sent again after a while. */
  let pausing: Entry | undefined;
  let failures = 0;
  let isRestored = false;

  const isOverdue = ({ createdAt }: Entry) => settings.timers.now() - createdAt >= settings.giveUpAfterMs;

  function keep(entry: Entry): void {
    const { ref, command, createdAt } = entry;
    entry.part = partAt(places++);
    ports.save({ [entry.part]: JSON.stringify({ ref, command, createdAt }) });
  }

  function finish(entry: Entry, outcome: Sent | ChatRequestError): void {
    if (!entries.includes(entry)) return;
    entries = entries.filter((other) => other !== entry);
    if (flying === entry) flying = undefined;
    if (pausing === entry) pausing = undefined;
    failures = 0;
    if (outcome instanceof ChatRequestError) {
      entry.reject(outcome);
      ports.onFailed({ ref: entry.ref, command: entry.command, error: outcome });
    } else {
      entry.resolve(outcome);
      ports.onSent(outcome);
    }
    if (entry.part !== '') ports.save({ [entry.part]: null });
  }

  function acknowledge(entry: Entry, { type, ...answer }: AnswerFrame): void {
    const id = 'id' in answer && typeof answer.id === 'string' ? { id: answer.id } : {};
    finish(entry, { ref: entry.ref, command: entry.command, ...id });
  }

  function giveUpOverdue(): void {
    // What is on its way right now may yet be answered.
    for (const entry of entries) if (entry !== flying && isOverdue(entry)) finish(entry, givenUp());
    const next = entries.find((entry) => entry !== flying);
    alarms.clear('give up');
    if (!next) return;
    const left = next.createdAt + settings.giveUpAfterMs - settings.timers.now();
    alarms.set('give up', left, pump);
  }

  function pump(): void {
    giveUpOverdue();
    const [entry] = entries;
    const link = ports.live();
    if (!entry || !link || flying || !isRestored || pausing === entry) return;
    flying = entry;
    void fly(entry, link);
    giveUpOverdue();
  }

  async function fly(entry: Entry, link: Link): Promise<void> {
    let wait: number | undefined;
    try {
      acknowledge(entry, await link.ask({ ...entry.command, ref: entry.ref }));
    } catch (error) {
      if (error instanceof Unanswered) wait = 0;
      else if (mayWorkLater(error)) {
        wait = Math.max(error.retryAfterMs ?? 0, backoff(settings.backoff, failures++, settings.random));
      } else if (error instanceof ChatRequestError) finish(entry, error);
      else if (!(error instanceof ConnectionLost)) settings.report(error);
    }
    if (flying === entry) flying = undefined;
    if (wait !== undefined && entries[0] === entry) {
      pausing = entry;
      alarms.set('again', wait, () => {
        pausing = undefined;
        pump();
      });
    }
    pump();
  }

  return {
    get waiting() {
      return entries.map(({ ref, command, createdAt }) => ({ ref, command, createdAt }));
    },
    send(command, ref) {
      const sending = new Promise<Sent>((resolve, reject) => {
        checkSize(command);
        checkRef(ref);
        if (entries.length >= settings.queueLimit) {
          throw new ChatRequestError('queue_full', `${settings.queueLimit} commands are waiting already`);
        }
        const createdAt = settings.timers.now();
        const entry: Entry = { ref, command, createdAt, part: '', isRestored: false, resolve, reject };
        entries.push(entry);
        if (isRestored) keep(entry);
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
      const names = Object.keys(parts).filter((name) => name.startsWith(PART));
      const restored = names.sort().flatMap((part): Entry[] => {
        const outgoing = readOutgoing(parts[part] ?? '', settings.timers.now());
        if (!outgoing) ports.save({ [part]: null });
        return outgoing ? [{ ...outgoing, part, isRestored: true, resolve: () => {}, reject: () => {} }] : [];
      });
      places = Math.max(0, ...names.map((name) => Number(name.slice(PART.length)) + 1 || 0));
      const newer = entries;
      entries = [...restored, ...newer];
      newer.forEach(keep);
      isRestored = true;
      // What is overdue fails when somebody can be listening.
      queueMicrotask(pump);
    },
    disown() {
      const error = new ChatRequestError('other_user', 'Another user left this unsent');
      for (const entry of entries.filter((entry) => entry.isRestored)) finish(entry, error);
      pump();
    },
    close(error) {
      alarms.clearAll();
      const closing = entries;
      entries = [];
      for (const entry of closing) entry.reject(error);
    },
  };
}

const givenUp = () => new ChatRequestError('given_up', 'Not acknowledged in time; it may have arrived');
