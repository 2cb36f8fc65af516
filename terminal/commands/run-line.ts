import { say } from '../../client/index.ts';
import { type Argument, type Command, CommandFault, type Session, usageOf } from './command.ts';
import { findNearest } from './nearest.ts';
import { parseLine } from './parse-line.ts';
import { waitUntilAnswerable } from './wait-until-answerable.ts';

/**
 * Does what a typed line says.
 * @returns when that is done: a message is, when the server has it
 * @throws CommandFault for what was typed, ChatRequestError for what was asked
 */
export async function runLine(line: string, session: Session): Promise<void> {
  const parsed = parseLine(line);
  if (parsed.kind === 'nothing') return;
  if (parsed.kind === 'text') {
    await say(session.client, session.conversation, parsed.text);
    return;
  }
  const command = findCommand(parsed.name, session.commands);
  const values = readArguments(command, parsed.rest, session);
  if (!command.isQuestion) {
    await command.run(session, ...values);
    return;
  }
  // A copy, so that the conversation is still the one that was in front.
  const asTyped = { ...session };
  const wait = waitUntilAnswerable(session.client);
  if (wait !== undefined && session.client.state !== 'live')
    session.display.note('There is no connection: this is answered as soon as there is one.');
  await wait;
  await command.run(asTyped, ...values);
}

/** By name or alias, in any case. @throws CommandFault that says which may be meant */
export function findCommand(typed: string, commands: readonly Command[]): Command {
  const name = typed.toLowerCase();
  const command = commands.find((one) => one.name === name || one.aliases?.includes(name));
  if (command) return command;
  const nearest = findNearest(
    name,
    commands.flatMap((one) => [one.name, ...(one.aliases ?? [])]),
  );
  const hint = nearest === undefined ? '' : ` Did you mean /${nearest}?`;
  throw new CommandFault(
    `There is no command /${typed}.${hint} /help lists them; a line that begins with // is text.`,
  );
}

function readArguments(command: Command, typed: string, session: Session): string[] {
  let left = typed.trimStart();
  const values: string[] = [];
  for (const argument of command.arguments) {
    const word = argument.isRest ? left : firstWord(left);
    if (word.trim() === '') {
      if (argument.isOptional) break;
      throw new CommandFault(missing(command, argument));
    }
    if (argument.isOptional && argument.fits?.(word) === false) {
      values.push('');
      continue;
    }
    values.push(argument.read(word, session));
    left = left.slice(word.length).trimStart();
  }
  if (left !== '') throw new CommandFault(tooMuch(command, typed.trim(), left.trim()));
  return values;
}

const firstWord = (text: string) => /^\S*/.exec(text)?.[0] ?? '';
const missing = (command: Command, { name }: Argument) => `${name} is missing. Usage: ${usageOf(command)}`;

function tooMuch(command: Command, typed: string, left: string): string {
  const why = command.arguments.at(-1)?.explainMore?.(typed);
  return `${why ?? `"${left}" is too much.`} Usage: ${usageOf(command)}`;
}
