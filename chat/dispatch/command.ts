import type { CommandFields, CommandType } from '../../protocol/commands.ts';
import type { CommandHandler } from '../commands/command-handler.ts';
import type { Allowance } from '../rates/allowances.ts';
import type { Outcome } from '../request.ts';
import type { CommandLogs, LogsPorts } from './command-logs.ts';

/** Commands that need a sender; `authenticate` makes one. */
export type SenderCommandType = Exclude<CommandType, 'authenticate'>;

/** A command as it came: validated, and with the `ref` that it carried. */
export interface CommandOf<T extends SenderCommandType> {
  readonly type: T;
  readonly fields: CommandFields<T>;
  readonly ref: string | undefined;
}

/** What may run any number of times: it asks, or says what is so already. */
export interface Question<T extends SenderCommandType> {
  run(...given: Parameters<CommandHandler<T>>): Promise<Outcome>;
}

/** What changes something, and is done once under its `ref`. */
export interface Change<T extends SenderCommandType> extends Question<T> {
  /**
   * Where its event is stored, for an attempt that died is looked for there. Absent: it becomes none, and sets a state in which
   * the latest id holds. Done again under its id it changes nothing more, so no answer is written down of it, unless it was refused.
   */
  logs?(ports: LogsPorts, fields: CommandFields<T>, user: string): Promise<CommandLogs>;
  /**
   * Whether all is done once its event is stored: what is answered follows from that, and whatever its function didn't come to
   * deliver is found (see `healing/`). So nothing need be written down of how it ended, unless it was refused.
   */
  readonly isDoneWhenStored?: boolean;
  /** What pays for it, beside the rate of all commands. */
  readonly allowance: Allowance | 'none';
}
