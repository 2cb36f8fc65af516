import type { PairEvent } from '../../protocol/events/events.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import { deliverToUser } from '../delivery/deliver-to-user.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { pairConversation } from '../ports/messages.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import { settleAll } from '../settle-all.ts';
import { type ContinuedDrainPorts, continueElsewhere } from '../waiting/continue-drain.ts';
import { drainWaiting } from '../waiting/drain-waiting.ts';
import { type CloseLatePorts, closeThoseThere } from './close-audience.ts';
import type { LateEvent } from './late-event.ts';

export type LateWhisperPorts = ContinuedDrainPorts & CloseLatePorts & Pick<ChatPorts, 'waiting'>;

/**
 * Has a whisper wait, and hands its target over what waits, oldest first, as at a sign-in: across a block nothing. Its
 * sender's connections get their copies.
 * @param deadline epoch milliseconds, after which none of it is posted
 */
export async function deliverWhisperLate(
  ports: LateWhisperPorts,
  late: LateEvent,
  event: PairEvent,
  deadline: number,
): Promise<void> {
  const until = Math.min(ports.clock.now() + DELIVER_WITHIN_MS, deadline);
  await settleAll([
    isForBoth(late, event) && handOver(ports, event, until),
    readCopies(ports, late, event).then((recipients) =>
      deliverToUser(ports, event, { user: event.from, recipients }, until),
    ),
  ]);
}

/** Has it wait, and closes those who were there: whoever comes back has it handed over. */
export async function closePair(ports: LateWhisperPorts, late: LateEvent, event: PairEvent): Promise<void> {
  const isMeant = isForBoth(late, event);
  if (isMeant) await ports.waiting.put(event.to, event, 0);
  const [targets, copies] = await settleAll([
    isMeant ? readConnectionsOf(ports.subscriptions, event.to, { consistent: true }) : [],
    readCopies(ports, late, event),
  ]);
  await closeThoseThere(ports, event, [...targets, ...copies]);
}

async function handOver(ports: LateWhisperPorts, event: PairEvent, deadline: number): Promise<void> {
  await ports.waiting.put(event.to, event, 0);
  await continueElsewhere(ports, event.to, await drainWaiting(ports, event.to, { deadline }));
}

/** What a block hid from its target when it was stored is in its author's own log. */
const isForBoth = ({ conversation }: LateEvent, { from, to }: PairEvent) =>
  conversation === pairConversation(from, to);

async function readCopies(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  { except }: LateEvent,
  { from, to }: PairEvent,
): Promise<Subscription[]> {
  if (from === to) return [];
  const own = await readConnectionsOf(subscriptions, from, { consistent: true });
  return own.filter(({ connectionId }) => connectionId !== except);
}
