import LinkifyIt from 'linkify-it';

/** Text, or a link with the address that it leads to. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

/** Addresses that a browser opens and that run nothing; `javascript:` and `data:` are text. */
const linkify = new LinkifyIt()
  .set({ fuzzyLink: false, fuzzyEmail: false })
  .add('ftp:', null)
  .add('//', null);

/** Splits a text at its links: `http:`, `https:` and `mailto:` ones. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { index, lastIndex, url, text: shown } of linkify.match(text) ?? []) {
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: shown, href: url });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
