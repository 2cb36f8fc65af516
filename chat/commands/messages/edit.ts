import { tooLateToEdit } from '../../../protocol/errors.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import { requireReplyFits } from '../../rules/reply-length.ts';
import type { CommandHandler } from '../command-handler.ts';
import { amendMessage } from './amend-message.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** Changes what one has said, for so long as the settings have it. */
export const edit: CommandHandler<'edit'> = (ports, fields, request) => {
  const { editHours } = ports.limits;
  return amendMessage(ports, fields, request, ({ id, rev, replyTo }) => {
    if (replyTo !== undefined) requireReplyFits(fields.content);
    // What this very command has changed already it goes on with.
    const isOver = request.receivedAt - readEventTime(id) > editHours * HOUR_MS;
    if (isOver && rev !== request.id) throw tooLateToEdit(editHours);
  });
};
