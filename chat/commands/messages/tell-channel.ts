import type { ChangeEvent } from '../../../protocol/events/changes.ts';
import type { MessageEvent } from '../../../protocol/events/messages.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { auditOf } from '../../conversations/deletion-audit.ts';
import { includeConnections, openAudience } from '../../delivery/audience.ts';
import { publish } from '../../delivery/publish.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { type CommandRequest, exceptIn } from '../../request.ts';
import { findAgainst, findBlockers } from '../../rules/find-blocks.ts';
import { requireUnmuted } from '../../rules/muted.ts';
import { settleAll } from '../../settle-all.ts';

/** How a change of a message is stored and told, once the message says what it is to say. */
export interface ChangeTelling {
  /** The log in which the change is stored. */
  readonly log: string;
  /**
   * @param change as it is stored @param shown as it is told
   * @returns once it is stored; the delivery is under way then
   */
  tell(change: ChangeEvent, shown: ChangeEvent): Promise<{ delivery: Promise<void> }>;
}

/**
 * A change of what was said before an audience; told to those of it who see the message. Who may not speak there changes no words
 * there, either, but may take them back.
 * @throws ChatError `muted`, for an edit
 */
export async function tellChannel(
  ports: ChatPorts,
  {
    channel,
    message,
    isEdit,
    isSeen,
  }: {
    readonly channel: string;
    readonly message: Pick<MessageEvent, 'id' | 'from'>;
    readonly isEdit: boolean;
    /** Whether who changes it sees it: they are told on the very connection, though its row may not be there to be read yet. */
    readonly isSeen: boolean;
  },
  request: CommandRequest,
): Promise<ChangeTelling> {
  const { id, connection } = request;
  const audience = openAudience(ports.subscriptions, channel);
  const [now, then] = await settleAll([
    // Of the author, whoever has changed it: what is done to keep order no block of its doer hides.
    findAgainst(ports, message.from, id),
    // Whoever blocked the author at the time doesn't see the message, nor what becomes of it.
    findBlockers(ports, message.from, message.id),
    keepPostRate(ports, channel, request),
  ]);
  if (isEdit) requireUnmuted(now, channel, ports.clock.now());
  return {
    log: channel,
    tell: (event, shown) =>
      publish(ports, {
        channel,
        event,
        shown,
        isNoted: true,
        audit: auditOf(event),
        // The message's author, also where somebody else deletes it: a sweep that tells a part of the audience leaves out the author's own.
        author: message.from,
        audience: isSeen ? includeConnections(audience, [makeSubscription(connection, channel)]) : audience,
        blockers: new Set([...now.names, ...then]),
        ...exceptIn(request),
      }),
  };
}
