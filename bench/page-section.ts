/*
 * The part of docs/performance.md that `npm run bench:page` writes: it stands between these two lines, at the end, and stays
 * when the rest is written anew.
 */
const BEGIN = '<!-- Written by npm run bench:page, to the line of its end. -->';
const END = '<!-- The end of what npm run bench:page has written. -->';

/** The section with its two lines; undefined where the document has none. */
export function readPageSection(document: string): string | undefined {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  return begin < 0 || end < begin ? undefined : document.slice(begin, end + END.length);
}

/** The document with this section in the place of the one it has, or at its end. @param section without its two lines */
export function putPageSection(document: string, section: string): string {
  const marked = `${BEGIN}\n\n${section}\n\n${END}`;
  const former = readPageSection(document);
  return former === undefined
    ? `${document.trimEnd()}\n\n${marked}\n`
    : document.replace(former, () => marked);
}
