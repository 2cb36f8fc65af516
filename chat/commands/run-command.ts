import type { CommandFields } from '../../protocol/commands.ts';
import { answer } from '../delivery/answer.ts';
import type { ChatPorts } from '../ports.ts';
import { spend } from '../rates/allowances.ts';
import type { CommandRequest, Outcome } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { answerOnce } from './answer-once.ts';
import type { CommandHandler } from './command.ts';
import {
  allowanceOf,
  type CommandOf,
  commandHandlers,
  isRepeatable,
  type SenderCommandType,
} from './registry.ts';

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
  // Beside the command's checks; its first write waits for it.
  const allowance = allowanceOf(type);
  const allowed = allowance && spend(ports, allowance, request.user);
  const run = async (changed: CommandRequest): Promise<Outcome> => {
    const [, outcome] = await settleAll([
      // What it rejects with is thrown where the command begins to write.
      allowed?.catch(() => undefined),
      handler(ports, fields as CommandFields<T>, allowed ? { ...changed, allowed } : changed),
    ]);
    return outcome;
  };
  if (ref !== undefined && !isRepeatable(type)) return answerOnce(ports, { ...command, ref }, request, run);
  const outcome = await run(request);
  await settleAll([outcome.delivery, answer(ports, request.connection, outcome.answer, ref)]);
}
