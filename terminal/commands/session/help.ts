import { COMMAND, optional } from '../arguments.ts';
import { type Command, usageOf } from '../command.ts';
import { findCommand } from '../run-line.ts';

const HINTS = [
  'Any other line is said to the conversation that the prompt shows. A line that begins with // begins with one slash.',
  'Tab completes commands and names, the arrows bring back what was typed. Ctrl-C clears the line; twice on an empty line,',
  'or Ctrl-D, it leaves.',
];

export const help: Command = {
  name: 'help',
  aliases: ['h', '?'],
  summary: 'lists the commands, or explains one',
  arguments: [optional(COMMAND)],
  run({ commands, display }, given?: string) {
    if (given === undefined) display.answer(...tableOf(commands), ...HINTS);
    else display.answer(...explain(findCommand(given, commands)));
  },
};

function tableOf(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map((command) => usageOf(command).length));
  return commands.map((command) => `  ${usageOf(command).padEnd(width)}  ${command.summary}`);
}

function explain(command: Command): string[] {
  const aliases = command.aliases?.map((alias) => `/${alias}`).join(', ');
  return [`${usageOf(command)}: ${command.summary}`, ...(aliases ? [`Also: ${aliases}`] : [])];
}
