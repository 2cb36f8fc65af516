import { SEARCH_MAX_CHARACTERS, SEARCH_MIN_CHARACTERS } from '../../../protocol/limits.ts';
import { TEXT } from '../arguments.ts';
import { type Argument, type Command, CommandFault } from '../command.ts';

const SEARCH: Argument = {
  ...TEXT,
  read(typed) {
    const text = typed.trim();
    const { length } = Array.from(text);
    if (length >= SEARCH_MIN_CHARACTERS && length <= SEARCH_MAX_CHARACTERS) return text;
    throw new CommandFault(
      `What is searched for has ${SEARCH_MIN_CHARACTERS} to ${SEARCH_MAX_CHARACTERS} characters.`,
    );
  },
};

/** A page may show nobody while there are more, and each costs a search. */
const PAGES_MOST = 3;

export const find: Command = {
  name: 'find',
  summary: 'lists users whose name or display name begins so',
  arguments: [SEARCH],
  isQuestion: true,
  async run({ client, display, names }, search) {
    const found: string[] = [];
    let after: string | null | undefined;
    for (let page = 0; page < PAGES_MOST && after !== null && found.length === 0; page++) {
      const { items, next } = await client.users(search, { after });
      for (const { user, display_name } of items) {
        names.addUser(user);
        found.push(display_name === undefined ? user : `${user} (${display_name})`);
      }
      after = next;
    }
    const more = typeof after === 'string' ? ', and more: search for more of the name' : '';
    display.answer(found.length === 0 ? 'Nobody is called so.' : `Found: ${found.join(', ')}${more}`);
  },
};
