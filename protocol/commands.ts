import * as v from 'valibot';
import { CONTENT_MAX_BYTES, NAME_PATTERN, TOKEN_MAX_CHARACTERS } from './limits.ts';

const name = v.pipe(v.string(), v.regex(NAME_PATTERN));

/** The one message that is no kind of "invalid": the parser turns it into the error `too_large`. */
export const TOO_LARGE = 'too large';

const utf8 = new TextEncoder();
// Everything Unicode calls a control character but tab and newline, so that escaping cannot outgrow a frame.
const CONTROL_CHARACTER = /[^\P{Cc}\t\n]/u;

const content = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.check((text) => utf8.encode(text).length <= CONTENT_MAX_BYTES, TOO_LARGE),
  v.check((text) => text.isWellFormed() && !CONTROL_CHARACTER.test(text)),
);

const token = v.pipe(v.string(), v.nonEmpty(), v.maxLength(TOKEN_MAX_CHARACTERS));
const group_name = name;
const target = name;

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

export type CommandType = keyof typeof commandFields;

/** A command's fields without its `type`, as validated. */
export type CommandFields<T extends CommandType> = v.InferOutput<(typeof commandFields)[T]>;
