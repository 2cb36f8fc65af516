import type { CommandFields, CommandType } from '../../protocol/commands.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { CommandRequest, Outcome } from '../request.ts';

/**
 * Does what a command asks for. Everybody whom it concerns has been told when it resolves, or when the delivery does
 * that it resolves with.
 */
export type CommandHandler<T extends CommandType> = (
  ports: ChatPorts,
  fields: CommandFields<T>,
  request: CommandRequest,
) => Promise<Outcome>;
