import { oneOf, optional, TEXT } from '../arguments.ts';
import { type Command, CommandFault } from '../command.ts';
import { groupMeant } from './group-meant.ts';

const HISTORIES = ['joining', 'full'] as const;

export const describe: Command = {
  name: 'describe',
  summary:
    'changes what the group in front is said to be: its title, about, or history (joining, or full: who joins sees what was said before); without text, there is none',
  arguments: [oneOf('FIELD', ['title', 'about', 'history']), optional(TEXT)],
  run(session, field = '', text?: string) {
    const group = groupMeant(session, undefined);
    if (field !== 'history') return session.client.describe(group, { [field]: text ?? null });
    const history = HISTORIES.find((one) => one === text);
    if (history === undefined) throw new CommandFault(`The history is ${HISTORIES.join(' or ')}.`);
    return session.client.describe(group, { history });
  },
};
