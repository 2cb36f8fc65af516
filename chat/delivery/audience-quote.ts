import type { ChatEvent } from '../../protocol/events/events.ts';
import type { MessageEvent } from '../../protocol/events/messages.ts';
import { withQuote } from '../../protocol/events/replies.ts';
import { renderEvent } from '../../protocol/render.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import type { DeliveryOptions } from './deliver.ts';

/** What a reply before an audience answers, as it stands. */
export interface AudienceQuote {
  readonly quoted: MessageEvent;
  /** Whether nothing of that is shown to one of the audience, who gets the reply without. */
  isHiddenFrom(subscription: Pick<Subscription, 'user' | 'version' | 'from'>): boolean;
}

/** The frames of an event before an audience. */
export const renderBefore = (
  event: ChatEvent,
  quote: AudienceQuote | undefined,
): Pick<DeliveryOptions, 'render' | 'isBare'> => ({
  render: (protocol, viewer, isBare) =>
    renderEvent(protocol, isBare ? event : withQuote(event, quote?.quoted), viewer),
  ...(quote && { isBare: (subscription: Subscription) => quote.isHiddenFrom(subscription) }),
});
