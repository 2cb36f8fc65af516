import { readEventTime } from '../../protocol/events/event-id.ts';
import type { MessageFrame } from '../../protocol/frames-v2.ts';
import { unifyLines } from '../../protocol/lines.ts';
import { mentionsOf } from '../../protocol/mentions.ts';
import { conversationOf, type MessageCommand } from './message-command.ts';

/**
 * The event that a command became, as the server would have sent it: made of the command and its `ack`, which is all that the
 * connection gets that has sent it with `"echo":false`. Of what it answers it has the id: what that says is the timeline's.
 * @param ack.ref of the command @param ack.id of the event @param user who has sent it
 */
export const ownMessage = (
  command: MessageCommand,
  { ref, id, user }: { readonly ref: string; readonly id: string; readonly user: string },
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
    ...(command.reply_to && { reply_to: { id: command.reply_to } }),
  };
};
