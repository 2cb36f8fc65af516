import type { CommandType } from '../../protocol/commands.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { ASKING_WORDS } from './command-words/asking.ts';
import { GROUPS_WORDS } from './command-words/groups.ts';
import { ORDER_WORDS } from './command-words/order.ts';
import { PEOPLE_WORDS } from './command-words/people.ts';
import type { CommandWords } from './command-words/shared-words.ts';
import { TALKING_WORDS } from './command-words/talking.ts';

/** Errors that need not be listed with each command. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'not_authenticated',
  'token_expired',
  'invalid_field',
  'too_large',
  'rate_limited',
  'internal',
];

/** In the order of the page: what talks, groups, people, order, then what asks. */
export const COMMAND_WORDS: { readonly [T in CommandType]: CommandWords } = {
  ...TALKING_WORDS,
  ...GROUPS_WORDS,
  ...PEOPLE_WORDS,
  ...ORDER_WORDS,
  ...ASKING_WORDS,
};
