import type { CommandFields } from '../../protocol/commands.ts';
import { answer } from '../delivery/answer.ts';
import type { ChatPorts } from '../ports.ts';
import type { CommandRequest, Outcome } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { answerOnce } from './answer-once.ts';
import type { CommandHandler } from './command.ts';
import { type CommandOf, commandHandlers, isRepeatable, type SenderCommandType } from './registry.ts';

/**
 * Runs a command and answers it. One that carries a `ref` and changes something runs once, however often it comes.
 * @throws ChatError that is to be answered
 */
export async function runCommand<T extends SenderCommandType>(
  ports: ChatPorts,
  command: CommandOf<T>,
  request: CommandRequest,
): Promise<void> {
  const { type, fields, ref } = command;
  const handler: CommandHandler<T> = commandHandlers[type];
  const run = (changed: CommandRequest): Promise<Outcome> =>
    handler(ports, fields as CommandFields<T>, changed);
  if (ref !== undefined && !isRepeatable(type)) return answerOnce(ports, { ...command, ref }, request, run);
  const outcome = await run(request);
  await settleAll([outcome.delivery, answer(ports, request.connection, outcome.answer, ref)]);
}
