import { readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import { createHold } from '../delivery/hold.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { HOLD_MS, type UndeliveredEvent } from '../ports/undelivered.ts';
import { closeAudience } from './close-audience.ts';
import { type DeliverLatePorts, deliverLate } from './deliver-late.ts';

export type HealPorts = DeliverLatePorts & Pick<ChatPorts, 'log' | 'undelivered'>;

/** With less time than this before the deadline an attempt would end before it began. */
const LEAST_ATTEMPT_MS = 1_000;

/**
 * Delivers what somebody has stored and not delivered, and is no longer at; past the deadline, closes those whom it
 * concerned. Does nothing where somebody else does it, or where it is over.
 */
export async function heal(ports: HealPorts, { id, conversation }: UndeliveredEvent): Promise<void> {
  const now = ports.clock.now();
  const until = now + HOLD_MS;
  if (!(await ports.undelivered.take(id, { now, until }))) return;
  const entry = await ports.log.find(conversation, id);
  // Both are written at once, and a crash may leave but the one. What stores it now has written both anew.
  if (!entry) return ports.undelivered.drop(id, until);
  const late = { conversation, event: entry.event, hold: createHold(ports, id, until) };
  const left = readEventTime(id) + DELIVERY_DEADLINE_MS - ports.clock.now();
  await (left < LEAST_ATTEMPT_MS ? closeAudience(ports, late) : deliverLate(ports, late));
  await ports.undelivered.remove(id);
}
