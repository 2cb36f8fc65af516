import type { CommandFields, CommandType } from '../../protocol/commands.ts';
import type { ChatPorts } from '../ports.ts';
import type { CommandRequest } from '../request.ts';

/** Does what a command asks for. Everybody whom it concerns has been told when it resolves. */
export type CommandHandler<T extends CommandType> = (
  ports: ChatPorts,
  fields: CommandFields<T>,
  request: CommandRequest,
) => Promise<void>;
