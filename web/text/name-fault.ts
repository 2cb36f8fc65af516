import { NAME_MAX_CHARACTERS, NAME_PATTERN } from '../../protocol/limits.ts';

export const NAME_RULE = `A name has at most ${NAME_MAX_CHARACTERS} letters (A to Z), digits and . _ @ + = - and no spaces.`;

/** What keeps this from being the name of a user or a group, as a sentence; undefined: nothing does. */
export function nameFault(name: string): string | undefined {
  if (NAME_PATTERN.test(name)) return undefined;
  if (/\s/.test(name)) return 'A name has no spaces.';
  if (name.length > NAME_MAX_CHARACTERS) {
    return `A name has at most ${NAME_MAX_CHARACTERS} characters, and this one ${name.length}.`;
  }
  return NAME_RULE;
}
