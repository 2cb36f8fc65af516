import { optional, TEXT } from '../arguments.ts';
import { type Argument, type Command, CommandFault } from '../command.ts';

/** What a person calls the fields of a profile. */
const FIELDS = { name: 'display_name', picture: 'avatar_url', about: 'about' } as const;
type FieldName = keyof typeof FIELDS;

const FIELD: Argument = {
  name: 'FIELD',
  read(typed) {
    if (Object.hasOwn(FIELDS, typed)) return typed;
    throw new CommandFault(`FIELD is ${Object.keys(FIELDS).join(', ')}, not "${typed}".`);
  },
  choices: () => Object.keys(FIELDS),
};

export const profile: Command = {
  name: 'profile',
  summary: 'changes how you are shown: your name, picture (a URL) or about; without text, there is none',
  arguments: [FIELD, optional(TEXT)],
  async run({ client, display }, field, text?: string) {
    await client.profile({ [FIELDS[field as FieldName]]: text ?? null });
    display.note(`Others see it when they look next: /who ${client.user}`);
  },
};
