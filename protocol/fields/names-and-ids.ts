import * as v from 'valibot';
import { CURSOR_PATTERN } from '../cursor.ts';
import { EVENT_ID_LENGTH } from '../events/event-id.ts';
import {
  ASKED_MAX,
  CURSORS_MAX,
  EVENT_ID_PATTERN,
  NAME_MAX_CHARACTERS,
  NAME_PATTERN,
  REF_MAX_CHARACTERS,
  TOKEN_MAX_CHARACTERS,
} from '../limits.ts';
import { arrayOf, type Field, objectOf } from './field.ts';

/** Of a user or a group. */
export const name: Field<string> = {
  schema: v.pipe(v.string(), v.regex(NAME_PATTERN)),
  rule: `text, 1 to ${NAME_MAX_CHARACTERS} of \`A-Z a-z 0-9 . _ @ + = -\``,
};
export const names = arrayOf(name, 'names', ASKED_MAX);

/** Of an event. */
export const id: Field<string> = {
  schema: v.pipe(v.string(), v.regex(EVENT_ID_PATTERN)),
  rule: `an id as the server gives it: ${EVENT_ID_LENGTH} digits and capital letters`,
};
export const ids = arrayOf(id, 'ids', ASKED_MAX);

/** The name in `group:<name>`; empty when it is something else. */
const groupIn = (text: string) => (text.startsWith('group:') ? text.slice('group:'.length) : '');

export const conversation: Field<string> = {
  schema: v.pipe(
    v.string(),
    v.check((text) => {
      const [, party = ''] = /^(?:group|whisper):(.*)$/s.exec(text) ?? [];
      return text === 'lobby' || NAME_PATTERN.test(party);
    }),
  ),
  rule: '`lobby`, `group:<name>` or `whisper:<user>`',
};

export const groupConversation: Field<string> = {
  schema: v.pipe(
    v.string(),
    v.check((text) => NAME_PATTERN.test(groupIn(text))),
  ),
  rule: '`group:<name>`',
};

const cursorKey: Field<string> = {
  schema: v.pipe(
    v.string(),
    v.check((key) => key === 'lobby' || key === 'whispers' || NAME_PATTERN.test(groupIn(key))),
  ),
  rule: '`lobby`, `whispers` or `group:<name>`',
};
const cursor: Field<string> = {
  schema: v.pipe(v.string(), v.regex(CURSOR_PATTERN)),
  rule: 'a cursor as `synced` gives it, or an id',
};
export const cursors = objectOf(cursorKey, cursor, `cursors by ${cursorKey.rule}`, CURSORS_MAX);

const rev: Field<string> = {
  schema: v.pipe(v.string(), v.maxLength(EVENT_ID_LENGTH)),
  rule: `a \`rev\` as the server gives it: text of at most ${EVENT_ID_LENGTH} characters`,
};
/** By id or by name, of which each id could be one. */
export const known = objectOf(name, rev, 'revs by id or name', ASKED_MAX);

/** No `next` of a list is longer. */
const PLACE_MAX_CHARACTERS = 128;
/** Where a list goes on. */
export const place: Field<string> = {
  schema: v.pipe(v.string(), v.nonEmpty(), v.maxLength(PLACE_MAX_CHARACTERS)),
  rule: `the \`next\` of a page: text of 1 to ${PLACE_MAX_CHARACTERS} characters`,
};

export const token: Field<string> = {
  schema: v.pipe(v.string(), v.nonEmpty(), v.maxLength(TOKEN_MAX_CHARACTERS)),
  rule: `\`Bearer <jwt>\`, of at most ${TOKEN_MAX_CHARACTERS} characters`,
};

/** What any command of `chat.v2` may carry to be answered, and answered once. */
export const ref: Field<string> = {
  schema: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(REF_MAX_CHARACTERS),
    v.check((text) => text.isWellFormed()),
  ),
  rule: `text of 1 to ${REF_MAX_CHARACTERS} characters`,
};
