import LinkifyIt from 'linkify-it';

/** Text, or a link with the address that it leads to. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

/** Addresses that a browser opens and that run nothing; `javascript:` and `data:` are text. */
const linkify = new LinkifyIt().set({ fuzzyLink: true, fuzzyEmail: true }).add('ftp:', null).add('//', null);

/** Without a scheme a name is a link only as `www.…`: `README.md` and `main.rs` are no places in Moldova and Serbia. */
const isMeant = ({ schema, text }: { schema: string; text: string }) => schema !== '' || /^www\./i.test(text);

/** Splits a text at its links: `http:`, `https:` and `mailto:` ones, `www.…`, which is `http:`, and mail addresses. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { index, lastIndex, url, text: shown } of (linkify.match(text) ?? []).filter(isMeant)) {
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: shown, href: url });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
