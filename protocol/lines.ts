import { utf8Bytes } from './utf8.ts';

/** What Unicode calls a line break (UAX 14, "mandatory break"): some readers end a line at each of them. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
const NOT_OF_A_LINE = /[\p{Cc}\u2028\u2029]/gu;

/** Indents each line but the first, so that none of them can begin like another message. */
export const indentLines = (text: string) => text.replace(LINE_BREAK, '$&  ');

/** The text with Windows' and old Macs' line breaks as everybody else's. */
export const unifyLines = (text: string) => text.replace(/\r\n?/g, '\n');

/** The text as one line. */
export const toOneLine = (text: string) => text.replace(NOT_OF_A_LINE, ' ');

/** Bytes that a message's content takes in a frame of either protocol: escaped as JSON, and indented as in v1. */
export const contentBytes = (content: string) =>
  utf8Bytes(JSON.stringify(indentLines(content))) - '""'.length;
