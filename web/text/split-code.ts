/** A part of a message: text, code within a line, or lines of code. */
export interface CodePart {
  readonly kind: 'text' | 'code' | 'block';
  readonly text: string;
}

/**
 * Three backticks at a line's start begin lines of code, to the next three or the text's end, perhaps behind the language's name; one
 * on each side makes code of part of a line, unless a letter is outside: there it is somebody's apostrophe.
 */
const CODE = /^```(?:[\w+#.-]*\n)?([\s\S]+?)(?:\n?```\n?|$(?![\s\S]))|(^|[^\w`])`([^`\n]+)`(?![\w`])/gm;

/** Splits a text at its code; the backticks are gone, as is the name of the language. */
export function splitCode(text: string): CodePart[] {
  const parts: CodePart[] = [];
  let end = 0;
  const add = (kind: CodePart['kind'], part: string) => {
    if (part !== '') parts.push({ kind, text: part });
  };
  for (const { 0: whole, 1: block, 2: before = '', 3: code = '', index } of text.matchAll(CODE)) {
    add('text', text.slice(end, index) + before);
    if (block === undefined) add('code', code);
    else add('block', block);
    end = index + whole.length;
  }
  add('text', text.slice(end));
  return parts;
}
