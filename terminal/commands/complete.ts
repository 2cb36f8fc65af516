import { type Command, CommandFault, type Session } from './command.ts';
import { findCommand } from './run-line.ts';

type Known = Pick<Session, 'names' | 'commands'>;

/**
 * What the word at a line's end may become.
 * @param line up to the cursor
 * @returns as Node's readline takes it: the whole words, and the part that they replace
 */
export function complete(line: string, known: Known): [words: string[], part: string] {
  const part = /\S*$/.exec(line)?.[0] ?? '';
  const words = choicesAt(line, part, known).filter((word) => word.startsWith(part));
  return [words.sort().map((word) => `${word} `), part];
}

function choicesAt(line: string, part: string, known: Known): readonly string[] {
  if (line === part && part.startsWith('/') && !part.startsWith('//')) {
    return known.commands.map(({ name }) => `/${name}`);
  }
  if (line.startsWith('/') && !line.startsWith('//')) return argumentChoices(line, part, known);
  // In plain text any word may be a name, but not every word wants to become one.
  return part === '' ? [] : withAt(part, known.names.users);
}

function argumentChoices(line: string, part: string, known: Known): readonly string[] {
  const before = line.slice(1, line.length - part.length).trim();
  const [name = '', ...values] = before.split(/\s+/);
  const argument = commandCalled(name, known)?.arguments[values.length];
  if (!argument) return [];
  const choices = argument.choices(known);
  const [sign = ''] = /^[#@/]/.exec(part) ?? [];
  return choices.some((word) => word.startsWith(sign)) ? choices : choices.map((word) => `${sign}${word}`);
}

function commandCalled(name: string, { commands }: Known): Command | undefined {
  try {
    return findCommand(name, commands);
  } catch (error) {
    if (error instanceof CommandFault) return undefined;
    throw error;
  }
}

const withAt = (part: string, users: readonly string[]) =>
  part.startsWith('@') ? users.map((user) => `@${user}`) : users;
