import type { PairEvent } from '../../protocol/events/events.ts';
import { showPairTo } from '../conversations/show-quotes.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import { deliverToUser } from '../delivery/deliver-to-user.ts';
import { tellRelationChanged } from '../delivery/tell-relation-changed.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { mayWait, pairConversation, type WaitingEvent } from '../ports/messages/messages.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import { settleAll } from '../settle-all.ts';
import { type ContinuedDrainPorts, continueElsewhere } from '../waiting/continue-drain.ts';
import { drainWaiting } from '../waiting/drain-waiting.ts';
import { type CloseLatePorts, closeConnections } from './close-audience.ts';
import type { LateEvent } from './late-event.ts';
import { wasThere } from './was-there.ts';

export type LatePairPorts = ContinuedDrainPorts & CloseLatePorts & Pick<ChatPorts, 'waiting'>;

/**
 * Delivers what somebody said or did to another to both. What waits for who is away is handed over with the rest that waits,
 * oldest first, as at a sign-in: across a block nothing.
 * @param deadline epoch milliseconds, after which none of it is posted
 */
export async function deliverPairLate(
  ports: LatePairPorts,
  late: LateEvent,
  event: PairEvent,
  deadline: number,
): Promise<void> {
  const until = Math.min(ports.clock.now() + DELIVER_WITHIN_MS, deadline);
  await settleAll([
    isForBoth(late, event) && tellTarget(ports, event, until),
    tellAuthor(ports, late, event, until),
    late.tellsChange && tellRelationChanged(ports, { by: event.from, to: event.to }),
  ]);
}

/**
 * Has it wait, if it does, and closes those who were there: whoever comes back has it handed over, or syncs. Also who has come
 * since to what waits only now, perhaps again: they found nothing.
 */
export async function closePair(ports: LatePairPorts, late: LateEvent, event: PairEvent): Promise<void> {
  const isMeant = isForBoth(late, event);
  const waits = isMeant && mayWait(event) && (await isStillMeant(ports, event));
  if (waits) await ports.waiting.put(event.to, event, 0);
  const [targets, copies] = await settleAll([
    isMeant || late.tellsChange ? readAll(ports, event.to) : [],
    readCopies(ports, late, event),
  ]);
  const isThere = wasThere(late);
  const missing = waits ? targets : targets.filter(isThere);
  await closeConnections(ports, event.type, [...missing, ...copies.filter(isThere)]);
}

async function tellAuthor(
  ports: LatePairPorts,
  late: LateEvent,
  event: PairEvent,
  deadline: number,
): Promise<void> {
  const user = event.from;
  const [recipients, shown] = await settleAll([
    readCopies(ports, late, event),
    showPairTo(ports, user, event),
  ]);
  await deliverToUser(ports, shown, { user, recipients }, deadline);
}

async function tellTarget(ports: LatePairPorts, event: PairEvent, deadline: number): Promise<void> {
  const user = event.to;
  if (!mayWait(event)) {
    await deliverToUser(ports, event, { user, recipients: await readAll(ports, user) }, deadline);
  } else if (await isStillMeant(ports, event)) {
    await ports.waiting.put(user, event, 0);
    await continueElsewhere(ports, user, await drainWaiting(ports, user, { deadline }));
  }
}

/** The notice of a block is taken back when that ends. */
async function isStillMeant({ blocks }: Pick<ChatPorts, 'blocks'>, event: WaitingEvent): Promise<boolean> {
  return event.type !== 'blocked' || (await blocks.between(event.from, event.to)).blocked;
}

/** What a block hid from its target when it was stored is in its author's own log. */
const isForBoth = ({ conversation }: LateEvent, { from, to }: PairEvent) =>
  conversation === pairConversation(from, to);

async function readCopies(
  ports: Pick<ChatPorts, 'subscriptions'>,
  { except }: LateEvent,
  { from, to }: PairEvent,
): Promise<Subscription[]> {
  if (from === to) return [];
  const own = await readAll(ports, from);
  return own.filter(({ connectionId }) => connectionId !== except);
}

const readAll = ({ subscriptions }: Pick<ChatPorts, 'subscriptions'>, user: string) =>
  readConnectionsOf(subscriptions, user, { consistent: true });
