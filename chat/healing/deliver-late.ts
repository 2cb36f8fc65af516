import { isReply } from '../../protocol/events/replies.ts';
import { findChannelQuote } from '../conversations/open-quoted.ts';
import { renderBefore } from '../delivery/audience-quote.ts';
import { type DeliveryPorts, deliver } from '../delivery/deliver.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { DELIVER_WITHIN_MS, lastPostAt } from '../posting/deadlines.ts';
import { settleAll } from '../settle-all.ts';
import { findLateAudience, type LateAudiencePorts } from './late-audience.ts';
import type { LateEvent } from './late-event.ts';

export type DeliverLatePorts = DeliveryPorts & LateAudiencePorts & Pick<ChatPorts, 'log'>;

/**
 * Delivers an event to whom it concerns by now. Clients of v2 know it by its id, should they have it; one of v1 may see it
 * twice, if the crash came between posts.
 */
export async function deliverLate(ports: DeliverLatePorts, late: LateEvent): Promise<void> {
  const { event, hold, conversation } = late;
  const [{ audience, author, skip }, quote] = await settleAll([
    findLateAudience(ports, late),
    isReply(event) ? findChannelQuote(ports, conversation, event.replyTo) : undefined,
  ]);
  await deliver(ports, audience, {
    id: event.id,
    ...renderBefore(event, quote),
    author,
    skip,
    hold,
    deadline: Math.min(ports.clock.now() + DELIVER_WITHIN_MS, lastPostAt(event.id)),
  });
}
