import { readEventTime } from '../../protocol/events/event-id.ts';
import type { MessageFrame, QuoteFrame } from '../../protocol/frames/logged.ts';
import { unifyLines } from '../../protocol/lines.ts';
import { mentionsOf } from '../../protocol/mentions.ts';
import { conversationOf, type MessageCommand } from './message-command.ts';

/**
 * The event that a command became, as the server would have sent it: made of the command and its `ack`, which is all that the
 * connection gets that has sent it with `"echo":false`.
 * @param ack.ref of the command @param ack.id of the event @param user who has sent it
 * @param quote what is known of the message that it answers
 */
export const ownMessage = (
  command: MessageCommand,
  { ref, id, user }: { readonly ref: string; readonly id: string; readonly user: string },
  quote?: QuoteFrame,
): MessageFrame => {
  const content = unifyLines(command.content);
  return {
    type: 'message',
    id,
    ts: new Date(readEventTime(id)).toISOString(),
    conversation: conversationOf(command),
    from: user,
    content,
    ...mentionsOf(content),
    sent_ref: ref,
    ...(quote && { reply_to: quote }),
  };
};
