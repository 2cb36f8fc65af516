import { NAME_PATTERN } from '../../protocol/limits.ts';
import { groupCalled, LOBBY, labelOf, readConversation, whisperWith } from '../conversation.ts';
import { type Argument, CommandFault } from './command.ts';

function readName(typed: string): string {
  if (NAME_PATTERN.test(typed)) return typed;
  throw new CommandFault(
    `"${typed}" can't be a name: those have up to 64 letters, digits and any of . _ @ + = -`,
  );
}

/** With or without the @ that conversations show. */
export const USER: Argument = {
  name: 'USER',
  read: (typed) => readName(typed.replace(/^@(?=.)/, '')),
  explainMore: () => 'One user at a time, whose name has no spaces.',
  choices: ({ names }) => names.users,
};

/** With or without the #. */
export const GROUP: Argument = {
  name: 'GROUP',
  read: (typed) => readName(typed.replace(/^#(?=.)/, '')),
  explainMore(typed) {
    const joined = typed.replace(/^#/, '').replaceAll(/\s+/g, '-');
    return `A group's name has no spaces${NAME_PATTERN.test(joined) ? `: ${joined} could be one` : ''}.`;
  },
  choices: ({ names }) => names.groups,
};

export const TEXT: Argument = { name: 'TEXT', isRest: true, read: (typed) => typed, choices: () => [] };

/** A name alone is taken for the group of it that one is in, or else for the user who was seen. */
export const CONVERSATION: Argument = {
  name: 'CONVERSATION',
  read(typed, { names }) {
    const conversation = readConversation(typed);
    if (conversation !== undefined) return conversation;
    if (names.groups.includes(typed)) return groupCalled(typed);
    if (names.users.includes(typed)) return whisperWith(typed);
    const name = readName(typed.replace(/^[#@]/, '') || typed);
    throw new CommandFault(`A conversation is lobby, #${name} for a group, or @${name} for a user.`);
  },
  explainMore: () => "A conversation's name has no spaces.",
  choices: ({ names }) => [
    LOBBY,
    ...names.groups.map((name) => labelOf(groupCalled(name))),
    ...names.users.map((name) => labelOf(whisperWith(name))),
  ],
};

export const COMMAND: Argument = {
  name: 'COMMAND',
  read: (typed) => typed.replace(/^\//, ''),
  choices: ({ commands }) => commands.map(({ name }) => name),
};

/** A whole number. */
export const countUpTo = (most: number): Argument => ({
  name: 'N',
  read(typed) {
    if (/^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most) return typed;
    throw new CommandFault(`N is a number from 1 to ${most}, not "${typed}".`);
  },
  choices: () => [],
});

/** One of a few words. */
export const oneOf = (name: string, words: readonly string[]): Argument => ({
  name,
  read(typed) {
    if (words.includes(typed)) return typed;
    throw new CommandFault(`${name} is ${words.join(', ')}, not "${typed}".`);
  },
  choices: () => words,
});

export const optional = (argument: Argument): Argument => ({ ...argument, isOptional: true });
