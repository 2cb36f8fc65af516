import * as v from 'valibot';
import { asEmoji } from '../emoji.ts';
import {
  ABOUT_MAX_CHARACTERS,
  AVATAR_URL_MAX_CHARACTERS,
  CONTENT_MAX_BYTES,
  DISPLAY_NAME_MAX_CHARACTERS,
  EMOJI_MAX_BYTES,
  REASON_MAX_CHARACTERS,
  SEARCH_MAX_CHARACTERS,
  SEARCH_MIN_CHARACTERS,
  TITLE_MAX_CHARACTERS,
} from '../limits.ts';
import { contentBytes, unifyLines } from '../lines.ts';
import { utf8Bytes } from '../utf8.ts';
import { clearable, type Field } from './field.ts';

/** The one message that is no kind of "invalid": the parser turns it into the error `too_large`. */
export const TOO_LARGE = 'too large';

// Everything Unicode calls a control character but tab and newline, so that escaping cannot outgrow a frame.
const CONTROL_CHARACTER = /[^\P{Cc}\t\n]/u;
const isPlain = (text: string) => text.isWellFormed() && !CONTROL_CHARACTER.test(text);
const PLAIN = 'with no control characters but tab and line breaks';

export const content: Field<string> = {
  schema: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.transform(unifyLines),
    v.check((text) => contentBytes(text) <= CONTENT_MAX_BYTES, TOO_LARGE),
    v.check(isPlain),
  ),
  rule: `text of 1 to ${CONTENT_MAX_BYTES} bytes, ${PLAIN}`,
};

/** By code points, which is what people take for characters. */
const hasCharacters = (text: string, least: number, most: number) => {
  const { length } = Array.from(text);
  return length >= least && length <= most;
};

/** Of a text of one line: control characters, line breaks, and what turns the direction of what follows. */
const NOT_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
/** What shows: neither space nor without any width. U+2800 is an empty pattern of Braille. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}\u2800]/u;

/** One line, without the space around it. @param more what else the rule says of it */
const line = (least: number, most: number, more = ''): Field<string> => ({
  schema: v.pipe(
    v.string(),
    v.check((text) => text.isWellFormed() && !NOT_IN_A_LINE.test(text)),
    v.transform((text) => text.trim()),
    v.check((text) => hasCharacters(text, least, most)),
  ),
  rule: `one line of ${least} to ${most} characters${more}, with no control or bidi characters`,
});

const visibleLine = (most: number): Field<string> => {
  const { schema, rule } = line(1, most, ', not all blank');
  return {
    schema: v.pipe(
      schema,
      v.check((text) => VISIBLE.test(text)),
    ),
    rule,
  };
};

export const displayName = clearable(visibleLine(DISPLAY_NAME_MAX_CHARACTERS));
export const title = clearable(visibleLine(TITLE_MAX_CHARACTERS));
export const reason = visibleLine(REASON_MAX_CHARACTERS);
export const search = line(SEARCH_MIN_CHARACTERS, SEARCH_MAX_CHARACTERS);

export const about = clearable({
  schema: v.pipe(
    v.string(),
    v.transform(unifyLines),
    v.check((text) => isPlain(text) && VISIBLE.test(text) && hasCharacters(text, 1, ABOUT_MAX_CHARACTERS)),
  ),
  rule: `text of 1 to ${ABOUT_MAX_CHARACTERS} characters, not all blank, ${PLAIN}`,
});

/** A host, perhaps a port and a path, of what a URL is written with: no name and password, which browsers refuse in a picture's. */
const HTTPS_URL =
  /^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][\w.~:/?#[\]@!$&'()*+,;=%-]*)?$/i;
export const avatarUrl = clearable({
  schema: v.pipe(v.string(), v.maxLength(AVATAR_URL_MAX_CHARACTERS), v.regex(HTTPS_URL)),
  rule: `an \`https://\` URL of at most ${AVATAR_URL_MAX_CHARACTERS} characters, all ASCII, with no user or password`,
});

export const emoji: Field<string> = {
  schema: v.pipe(
    v.string(),
    v.check((text) => utf8Bytes(text) <= EMOJI_MAX_BYTES),
    v.transform(asEmoji),
    v.string(),
  ),
  rule: `one emoji of at most ${EMOJI_MAX_BYTES} bytes`,
};
