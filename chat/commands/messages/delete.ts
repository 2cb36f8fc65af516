import type { CommandHandler } from '../command-handler.ts';
import { amendMessage } from './amend-message.ts';

/** Takes back what one has said, or who keeps order what another has. A place without content stays, of which others say that something was there. */
export const deleteMessage: CommandHandler<'delete'> = (ports, fields, request) =>
  amendMessage(ports, fields, request);
