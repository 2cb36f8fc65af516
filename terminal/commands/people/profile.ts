import { oneOf, optional, TEXT } from '../arguments.ts';
import type { Command } from '../command.ts';

/** What a person calls the fields of a profile. */
const FIELDS = { name: 'display_name', picture: 'avatar_url', about: 'about' } as const;
type FieldName = keyof typeof FIELDS;

export const profile: Command = {
  name: 'profile',
  summary: 'changes how you are shown: your name, picture (a URL) or about; without text, there is none',
  arguments: [oneOf('FIELD', Object.keys(FIELDS)), optional(TEXT)],
  async run({ client, display }, field, text?: string) {
    await client.profile({ [FIELDS[field as FieldName]]: text ?? null });
    display.note(`Others see it when they look next: /who ${client.user}`);
  },
};
