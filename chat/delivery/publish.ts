import { subjectOf } from '../../protocol/events/changes.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import { handledLater } from '../handled-later.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { AuditEntry } from '../ports/messages/audits.ts';
import type { Audience } from './audience.ts';
import { type AudienceQuote, renderBefore } from './audience-quote.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';
import { createHold, type Hold } from './hold.ts';
import { isWithheld } from './withheld.ts';

export type PublishPorts = DeliveryPorts & Pick<ChatPorts, 'log' | 'undelivered' | 'audienceSizes'>;

/** Something that a user says or does before the audience of a channel. */
export interface Publication {
  /** Also the name of its conversation in the log. */
  readonly channel: string;
  readonly event: ChatEvent;
  /** The same as it is told, where that isn't as it is stored. */
  readonly shown?: ChatEvent;
  /** Whether it is written down already that it is undelivered. */
  readonly isNoted?: boolean;
  /** What is written down beside it, of what somebody does to keep order. */
  readonly audit?: AuditEntry | undefined;
  /** Of a reply, what it answers. */
  readonly quote?: AudienceQuote | undefined;
  readonly author: string;
  readonly audience: Audience;
  /** Who has blocked the author, and hears nothing of it. */
  readonly blockers: ReadonlySet<string>;
  /** A connection that is told by its `ack`. */
  readonly except?: string;
}

/**
 * Stores an event before anybody sees it, and begins to deliver it. Should the function die from here on, a sweep finds
 * it undelivered (see `healing/`).
 * @returns once it is stored; the delivery is under way then, and to be awaited
 */
export async function publish(
  ports: PublishPorts,
  publication: Publication,
): Promise<{ delivery: Promise<void> }> {
  const { channel, event, audit, except, isNoted = false } = publication;
  const hold = createHold(ports, event.id);
  const mark = { ...hold.mark, ...(except !== undefined && { except }) };
  await ports.log.append({ conversation: channel, event, mark: isNoted ? undefined : mark, audit });
  return { delivery: handledLater(deliverPublication(ports, publication, hold)) };
}

async function deliverPublication(ports: PublishPorts, publication: Publication, hold: Hold): Promise<void> {
  const { channel, event, shown = event, quote, author, audience, blockers, except } = publication;
  const recipients = await deliver(ports, audience, {
    id: event.id,
    ...renderBefore(shown, quote),
    author,
    skip: isWithheld({ id: subjectOf(event), blockers, except }),
    hold,
  });
  // Behind the last post: a function that dies before has told nobody, or not all.
  await ports.undelivered.remove(event.id);
  ports.audienceSizes.set(channel, recipients);
}
