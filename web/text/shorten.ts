/** What a reader takes for one character: some emoji are eleven code points. A browser without it cuts between code points. */
const graphemes =
  'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : undefined;

/** The text's beginning, with no character cut in two. @param most how many UTF-16 units it may have */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  // Marks without end are one character, too: of these the beginning has to do.
  const cut = text.slice(0, most + 64);
  for (const part of graphemes?.segment(cut) ?? []) {
    if (part.index > most) break;
    end = part.index;
  }
  if (end > 0) return text.slice(0, end);
  return (text.codePointAt(most - 1) ?? 0) > 0xffff ? text.slice(0, most - 1) : text.slice(0, most);
}
