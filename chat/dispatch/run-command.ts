import type { ChatPorts } from '../ports/chat-ports.ts';
import { answer } from '../posting/answer.ts';
import { spend } from '../rates/allowances.ts';
import type { CommandRequest, Outcome } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { answerOnce } from './answer-once.ts';
import type { Change, CommandOf, SenderCommandType } from './command.ts';
import { commandOf } from './registry.ts';

type AnyCommand = CommandOf<SenderCommandType>;

/**
 * Runs a command and answers it. One that carries a `ref` and changes something runs once, however often it comes.
 * @throws ChatError that is to be answered
 */
export async function runCommand(
  ports: ChatPorts,
  command: AnyCommand,
  request: CommandRequest,
): Promise<void> {
  const { type, fields, ref } = command;
  const found = commandOf(type);
  if ('allowance' in found) return runChange(ports, found, command, request);
  await finish(ports, request, found.run(ports, fields, request), ref);
}

async function runChange(
  ports: ChatPorts,
  change: Change<SenderCommandType>,
  command: AnyCommand,
  request: CommandRequest,
): Promise<void> {
  const { fields, ref } = command;
  const { allowance } = change;
  // Beside the command's checks; its first write waits for it.
  const allowed = allowance === 'none' ? undefined : spend(ports, allowance, request.user);
  const run = async (changed: CommandRequest): Promise<Outcome> => {
    const [, outcome] = await settleAll([
      // What it rejects with is thrown where the command begins to write.
      allowed?.catch(() => undefined),
      change.run(ports, fields, allowed ? { ...changed, allowed } : changed),
    ]);
    return outcome;
  };
  if (ref !== undefined) {
    const { logs, isDoneWhenStored = false } = change;
    const attempts = { isDoneWhenStored, run, logs: logs && (() => logs(ports, fields, request.user)) };
    return answerOnce(ports, { ...command, ref }, request, attempts);
  }
  await finish(ports, request, run(request), ref);
}

/** Answers once the command is done, beside its delivery. */
async function finish(
  ports: ChatPorts,
  { connection }: CommandRequest,
  running: Promise<Outcome>,
  ref: string | undefined,
): Promise<void> {
  const outcome = await running;
  await settleAll([outcome.delivery, answer(ports, connection, outcome.answer, ref)]);
  await outcome.behind?.();
}
