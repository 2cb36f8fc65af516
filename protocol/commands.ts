import * as v from 'valibot';
import { CURSOR_PATTERN } from './cursor.ts';
import {
  CONTENT_MAX_BYTES,
  CURSORS_MAX,
  EVENT_ID_PATTERN,
  NAME_PATTERN,
  PAGE_ITEMS,
  REF_MAX_CHARACTERS,
  TOKEN_MAX_CHARACTERS,
} from './limits.ts';
import { contentBytes, unifyLines } from './lines.ts';
import type { Protocol } from './negotiate.ts';

const name = v.pipe(v.string(), v.regex(NAME_PATTERN));

/** The one message that is no kind of "invalid": the parser turns it into the error `too_large`. */
export const TOO_LARGE = 'too large';

// Everything Unicode calls a control character but tab and newline, so that escaping cannot outgrow a frame.
const CONTROL_CHARACTER = /[^\P{Cc}\t\n]/u;

const content = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.transform(unifyLines),
  v.check((text) => contentBytes(text) <= CONTENT_MAX_BYTES, TOO_LARGE),
  v.check((text) => text.isWellFormed() && !CONTROL_CHARACTER.test(text)),
);

const token = v.pipe(v.string(), v.nonEmpty(), v.maxLength(TOKEN_MAX_CHARACTERS));
const group_name = name;
const target = name;

const id = v.pipe(v.string(), v.regex(EVENT_ID_PATTERN));

/** The name in `group:<name>`; empty when it is something else. */
const groupIn = (key: string) => (key.startsWith('group:') ? key.slice('group:'.length) : '');

/** `lobby`, `group:<name>` or `whisper:<the other party>`. */
const conversation = v.pipe(
  v.string(),
  v.check((text) => {
    const [, name = ''] = /^(?:group|whisper):(.*)$/s.exec(text) ?? [];
    return text === 'lobby' || NAME_PATTERN.test(name);
  }),
);

const cursors = v.pipe(
  // An array would pass for a record.
  v.custom<Record<string, string>>((value) => !Array.isArray(value)),
  v.record(
    v.pipe(
      v.string(),
      v.check((key) => key === 'lobby' || key === 'whispers' || NAME_PATTERN.test(groupIn(key))),
    ),
    v.pipe(v.string(), v.regex(CURSOR_PATTERN)),
  ),
  v.maxEntries(CURSORS_MAX),
);

const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_ITEMS)));

/** Null is what answers say where there is no further page: whoever sends it back begins anew. */
const orNull = <S extends v.GenericSchema<unknown, string>>(schema: S) =>
  v.pipe(
    v.nullish(schema),
    v.transform((value) => value ?? undefined),
  );

/** Where a list goes on: the `next` of its last page. */
const after = orNull(v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)));
const page = { after, limit };

/** What any command of `chat.v2` may carry to be answered, and answered once. */
export const refSchema = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(REF_MAX_CHARACTERS),
  v.check((text) => text.isWellFormed()),
);

/** Each command's fields, in the order in which a fault is reported. Keys that nobody knows are ignored. */
export const commandFields = {
  authenticate: v.object({ token }),
  whisper: v.object({ target, content }),
  lobby: v.object({ content }),
  group: v.object({ group_name, content }),
  join: v.object({ group_name }),
  leave: v.object({ group_name }),
  add: v.object({ target }),
  accept: v.object({ target }),
  decline: v.object({ target }),
  unfriend: v.object({ target }),
  block: v.object({ target }),
  unblock: v.object({ target }),
};

/** The commands of `chat.v2`: those, and what takes more than a text to answer. */
export const commandFieldsV2 = {
  ...commandFields,
  sync: v.object({ cursors: v.optional(cursors, {}) }),
  history: v.object({ conversation, before: orNull(id), limit }),
  read: v.object({ conversation, upto: id }),
  ping: v.object({}),
  here: v.object({}),
  conversations: v.object(page),
  friends: v.object(page),
  requests: v.object(page),
  blocks: v.object(page),
  groups: v.object(page),
  members: v.object({ group_name, ...page }),
};

export type CommandType = keyof typeof commandFieldsV2;

/** A command's fields without its `type`, as validated. */
export type CommandFields<T extends CommandType> = v.InferOutput<(typeof commandFieldsV2)[T]>;

/** Whether a protocol has the command. */
export function hasCommand(protocol: Protocol, type: string): type is CommandType {
  // `hasOwn`, for "constructor" and "toString" are no commands.
  return Object.hasOwn(protocol === 'v1' ? commandFields : commandFieldsV2, type);
}
