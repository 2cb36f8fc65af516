import * as v from 'valibot';
import {
  type CommandFields,
  type CommandType,
  commandsOf,
  type FieldName,
  type FieldTypes,
  type TableEntry,
} from './commands.ts';
import { CURSOR_PATTERN } from './cursor.ts';
import { asEmoji } from './emoji.ts';
import { EVENT_ID_LENGTH } from './events/event-id.ts';
import {
  ABOUT_MAX_CHARACTERS,
  ASKED_MAX,
  AVATAR_URL_MAX_CHARACTERS,
  CONTENT_MAX_BYTES,
  CURSORS_MAX,
  DISPLAY_NAME_MAX_BYTES,
  DISPLAY_NAME_MAX_CHARACTERS,
  EMOJI_MAX_BYTES,
  EVENT_ID_PATTERN,
  NAME_PATTERN,
  PAGE_ITEMS,
  REASON_MAX_CHARACTERS,
  REF_MAX_CHARACTERS,
  SANCTION_MAX_SECONDS,
  SEARCH_MAX_CHARACTERS,
  SEARCH_MIN_CHARACTERS,
  TITLE_MAX_CHARACTERS,
  TOKEN_MAX_CHARACTERS,
} from './limits.ts';
import { contentBytes, unifyLines } from './lines.ts';
import type { Protocol } from './negotiate.ts';
import { utf8Bytes } from './utf8.ts';

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

const emoji = v.pipe(
  v.string(),
  v.check((text) => utf8Bytes(text) <= EMOJI_MAX_BYTES),
  v.transform(asEmoji),
  v.string(),
);

const ids = v.pipe(
  v.array(id),
  v.minLength(1),
  v.maxLength(ASKED_MAX),
  v.check((all) => new Set(all).size === all.length),
);

const names = v.pipe(
  v.array(name),
  v.minLength(1),
  v.maxLength(ASKED_MAX),
  v.check((all) => new Set(all).size === all.length),
);

/** By id or by name, of which each id could be one. */
const known = v.pipe(
  // An array would pass for a record.
  v.custom<Record<string, string>>((value) => !Array.isArray(value)),
  v.record(name, v.pipe(v.string(), v.maxLength(EVENT_ID_LENGTH))),
  v.maxEntries(ASKED_MAX),
);

/** By code points, which is what people take for characters. */
const hasCharacters = (text: string, least: number, most: number) => {
  const { length } = Array.from(text);
  return length >= least && length <= most;
};

/** Of a text of one line: control characters, line breaks, and what turns the direction of what follows. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
/** What shows: neither space nor without any width. U+2800 is an empty pattern of Braille. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u2800]/u;

const oneLine = v.pipe(
  v.string(),
  v.check((text) => text.isWellFormed() && !NOT_IN_A_NAME.test(text)),
  v.transform((text) => text.trim()),
);

const display_name = v.nullable(
  v.pipe(
    oneLine,
    v.check(
      (text) =>
        VISIBLE.test(text) &&
        hasCharacters(text, 1, DISPLAY_NAME_MAX_CHARACTERS) &&
        contentBytes(text) <= DISPLAY_NAME_MAX_BYTES,
    ),
  ),
);

const title = v.nullable(
  v.pipe(
    oneLine,
    v.check((text) => VISIBLE.test(text) && hasCharacters(text, 1, TITLE_MAX_CHARACTERS)),
  ),
);

const about = v.nullable(
  v.pipe(
    v.string(),
    v.transform(unifyLines),
    v.check(
      (text) =>
        text.isWellFormed() &&
        !CONTROL_CHARACTER.test(text) &&
        VISIBLE.test(text) &&
        hasCharacters(text, 1, ABOUT_MAX_CHARACTERS),
    ),
  ),
);

/** A host, perhaps a port and a path, of what a URL is written with: no name and password, which browsers refuse in a picture's. */
const HTTPS_URL =
  /^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][\w.~:/?#[\]@!$&'()*+,;=%-]*)?$/i;
const avatar_url = v.nullable(v.pipe(v.string(), v.maxLength(AVATAR_URL_MAX_CHARACTERS), v.regex(HTTPS_URL)));

const search = v.pipe(
  oneLine,
  v.check((text) => hasCharacters(text, SEARCH_MIN_CHARACTERS, SEARCH_MAX_CHARACTERS)),
);

const show = v.picklist(['online', 'invisible']);
const level = v.picklist(['all', 'mentions', 'none']);

const reason = v.pipe(
  oneLine,
  v.check((text) => VISIBLE.test(text) && hasCharacters(text, 1, REASON_MAX_CHARACTERS)),
);

const seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(SANCTION_MAX_SECONDS));

const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_ITEMS));

/** Null is what answers say where there is no further page: whoever sends it back begins anew. */
const orNull = (schema: v.GenericSchema<unknown, string>) =>
  v.pipe(
    v.nullable(schema),
    v.transform((value): string | undefined => value ?? undefined),
  );

/** Where a list goes on: the `next` of its last page. */
const after = orNull(v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)));

/** What any command of `chat.v2` may carry to be answered, and answered once. */
export const refSchema = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(REF_MAX_CHARACTERS),
  v.check((text) => text.isWellFormed()),
);

const schemas: { readonly [Name in FieldName]: v.GenericSchema<unknown, FieldTypes[Name]> } = {
  about,
  after,
  avatar_url,
  ban: v.boolean(),
  before: orNull(id),
  content,
  conversation,
  cursors,
  display_name,
  emoji,
  group_name,
  group_names: names,
  history: v.picklist(['joining', 'full']),
  id,
  ids,
  kind: v.picklist(['open', 'private']),
  known,
  level,
  limit,
  name,
  reason,
  reply_to: id,
  report: id,
  role: v.picklist(['owner', 'moderator', 'member']),
  search,
  seconds,
  show,
  target,
  title,
  token,
  upto: id,
  users: names,
};

/** A field of a command, by its name. */
function fieldOf(entry: TableEntry): [name: string, schema: v.GenericSchema] {
  const name = entry.replace('?', '') as FieldName;
  return [name, entry === name ? schemas[name] : v.optional(schemas[name])];
}

type CommandSchemas = { readonly [T in CommandType]: v.GenericSchema<unknown, CommandFields<T>> };

/** v1 has no ids: a reply is a message there. Of all else that may be left out it takes what is given, or an act would reach further than was asked. */
const schemasOf = (protocol: Protocol) =>
  Object.fromEntries(
    Object.entries(commandsOf(protocol)).map(([type, entries]) => {
      const known = protocol === 'v1' ? entries.filter((entry) => entry !== 'reply_to?') : entries;
      return [type, v.object(Object.fromEntries(known.map(fieldOf)))];
    }),
  ) as unknown as CommandSchemas;

/** Of each command that a protocol has, its fields. Keys that nobody knows are ignored. */
export const commandSchemas = { v1: schemasOf('v1'), v2: schemasOf('v2') };
