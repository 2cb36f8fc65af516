import type { ChatEvent } from '../../protocol/events/events.ts';
import { createHold } from '../delivery/hold.ts';
import { endIfBanned } from '../memberships/end-if-banned.ts';
import { publishLeft } from '../memberships/publish-left.ts';
import { finishJoining } from '../memberships/subscribe-member.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel } from '../ports/connections/subscriptions.ts';
import type { Membership } from '../ports/groups/groups.ts';
import {
  HOLD_MS,
  type UndeliveredEvent,
  type UndeliveredWaiting,
  type UnfinishedBan,
  type UnfinishedMembership,
  type UnfinishedPresence,
  undeliveredName,
} from '../ports/messages/undelivered.ts';
import { lastPostAt } from '../posting/deadlines.ts';
import { askAgain } from './ask-again.ts';
import { closeAudience } from './close-audience.ts';
import { type DeliverLatePorts, deliverLate } from './deliver-late.ts';
import { type FinishBanPorts, finishBan } from './finish-ban.ts';
import { type FinishMembershipPorts, finishMembership } from './finish-membership.ts';
import { type FinishPresencePorts, finishPresence } from './finish-presence.ts';
import type { LateEvent } from './late-event.ts';
import { closePair, deliverPairLate, type LatePairPorts } from './late-pair.ts';
import { mayStillStore } from './may-still-store.ts';
import { type RestoreChangePorts, restoreChange } from './restore-change.ts';
import { showLate } from './show-late.ts';
import { findStoredBy } from './was-there.ts';

export type HealPorts = DeliverLatePorts &
  LatePairPorts &
  FinishMembershipPorts &
  FinishPresencePorts &
  FinishBanPorts &
  RestoreChangePorts &
  Pick<ChatPorts, 'log' | 'undelivered'>;

/** An event that is perhaps undelivered, and what was last written of that, where it was read. */
type FoundEvent = Omit<UndeliveredEvent, 'heldUntil'> & Partial<Pick<UndeliveredEvent, 'heldUntil'>>;

/** With less time than this before the deadline an attempt would end before it began. */
const LEAST_ATTEMPT_MS = 1_000;

/**
 * Delivers what somebody has stored and not delivered, and is no longer at; past the deadline, closes those whom it
 * concerned. Does nothing where somebody else does it, or where it is over.
 */
async function heal(ports: HealPorts, undelivered: FoundEvent): Promise<void> {
  const name = undeliveredName(undelivered);
  const now = ports.clock.now();
  const until = now + HOLD_MS;
  if (!(await ports.undelivered.take(name, { now, until }))) return;
  const entry = await ports.log.find(undelivered.conversation, undelivered.id);
  const stored = entry?.event ?? (await restoreChange(ports, undelivered));
  // Both are written at once, and a crash may leave but the one. What stores it now has written both anew.
  if (!stored) return ports.undelivered.drop(name, until);
  const event = await showLate(ports, undelivered.conversation, stored);
  const { heldUntil = now } = undelivered;
  const storedBy = findStoredBy({ ...undelivered, heldUntil });
  if (event)
    await healEvent(ports, { ...undelivered, event, hold: createHold(ports, name, until), storedBy });
  await ports.undelivered.remove(name);
}

/**
 * The same, also of what waits for a user, of a membership that was only begun or ended, of who is there, and of who may not be. Should it fail, that is told, and it
 * stays for the next sweep.
 */
export async function healIfPossible(
  ports: HealPorts,
  undelivered: FoundEvent | UndeliveredWaiting | UnfinishedMembership | UnfinishedPresence | UnfinishedBan,
): Promise<void> {
  try {
    if ('connectionId' in undelivered) await askAgain(ports, undelivered);
    else if ('presenceOf' in undelivered) await finishPresence(ports, undelivered);
    else if ('banned' in undelivered) await finishBan(ports, undelivered);
    else if ('group' in undelivered) await finishMembership(ports, undelivered);
    else await heal(ports, undelivered);
  } catch (cause) {
    ports.logger.error('An event is still undelivered', { id: undelivered.id, cause });
  }
}

async function healEvent(ports: HealPorts, late: LateEvent): Promise<void> {
  const { event } = late;
  const deadline = lastPostAt(event.id);
  const isTooLate = deadline - ports.clock.now() < LEAST_ATTEMPT_MS;
  if ('to' in event)
    return isTooLate ? closePair(ports, late, event) : deliverPairLate(ports, late, event, deadline);
  const tell = () => (isTooLate ? closeAudience(ports, late) : deliverLate(ports, late));
  if (event.type !== 'joined') return tell();
  const membership = membershipOf(event, late.conversation);
  const ended = await endIfBanned(ports, membership);
  await finishJoining(ports, membership);
  await tell();
  // Else what is noted of it takes the subscriptions away.
  if (ended && mayStillStore(ports, ended.id)) await publishLeft(ports, membership, ended);
}

const membershipOf = (
  { id, user, group }: ChatEvent & { type: 'joined' },
  conversation: string,
): Membership => ({ user, group, groupId: conversation.slice(groupChannel('').length), version: id });
