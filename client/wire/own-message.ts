import { readEventTime } from '../../protocol/events/event-id.ts';
import type { MessageFrame } from '../../protocol/frames-v2.ts';
import { unifyLines } from '../../protocol/lines.ts';

/** The commands that say something, as they are sent. */
export type Said =
  | { readonly type: 'lobby'; readonly content: string }
  | { readonly type: 'group'; readonly group_name: string; readonly content: string }
  | { readonly type: 'whisper'; readonly target: string; readonly content: string };

/** Whether a command says something, so that its `ack` can stand for the event. */
export const isSaid = (command: { readonly type: string }): command is Said =>
  command.type === 'lobby' || command.type === 'group' || command.type === 'whisper';

/**
 * The event that a command became, as the server would have sent it: made of the command and its `ack`, which is all that the
 * connection gets that has sent it with `"echo":false`.
 * @param ack.ref of the command @param ack.id of the event @param user who has sent it
 */
export function ownMessage(
  said: Said,
  { ref, id, user }: { readonly ref: string; readonly id: string; readonly user: string },
): MessageFrame {
  return {
    type: 'message',
    id,
    ts: new Date(readEventTime(id)).toISOString(),
    conversation: conversationOf(said),
    from: user,
    content: unifyLines(said.content),
    sent_ref: ref,
  };
}

function conversationOf(said: Said): string {
  if (said.type === 'lobby') return 'lobby';
  return said.type === 'group' ? `group:${said.group_name}` : `whisper:${said.target}`;
}
