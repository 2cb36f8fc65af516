import { readEventTime } from '../../protocol/events/event-id.ts';
import type { DeletedFrame, EditedFrame } from '../../protocol/frames/logged.ts';
import { unifyLines } from '../../protocol/lines.ts';
import { mentionsOf } from '../../protocol/mentions.ts';
import type { ChangeCommand } from './change-command.ts';

/**
 * The event that a command became, as the server tells it a moment later: made of the command and its `ack`.
 * @param ack.id of the event @param user who has sent it @param author of the message; undefined: it isn't loaded, and taken for one's own
 */
export function ownChange(
  command: ChangeCommand,
  {
    id,
    user,
    author = user,
  }: { readonly id: string; readonly user: string; readonly author?: string | undefined },
): EditedFrame | DeletedFrame {
  const { conversation, id: of } = command;
  const told = { id, ts: new Date(readEventTime(id)).toISOString(), conversation, of, from: author };
  if (command.type === 'delete') return { type: 'deleted', ...told, ...(author !== user && { by: user }) };
  const content = unifyLines(command.content);
  return { type: 'edited', ...told, content, ...mentionsOf(content) };
}
