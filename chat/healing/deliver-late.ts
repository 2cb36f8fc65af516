import { readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import { renderEvent } from '../../protocol/render.ts';
import { type DeliveryPorts, deliver } from '../delivery/deliver.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import { findLateAudience, type LateAudiencePorts } from './late-audience.ts';
import type { LateEvent } from './late-event.ts';

export type DeliverLatePorts = DeliveryPorts & LateAudiencePorts;

/**
 * Delivers an event to whom it concerns by now. Clients of v2 know it by its id, should they have it; one of v1 may see it
 * twice, if the crash came between posts.
 */
export async function deliverLate(ports: DeliverLatePorts, late: LateEvent): Promise<void> {
  const { event, hold } = late;
  const { audience, author, skip } = await findLateAudience(ports, late);
  await deliver(ports, audience, {
    id: event.id,
    render: (protocol, viewer) => renderEvent(protocol, event, viewer),
    author,
    skip,
    hold,
    deadline: Math.min(ports.clock.now() + DELIVER_WITHIN_MS, readEventTime(event.id) + DELIVERY_DEADLINE_MS),
  });
}
