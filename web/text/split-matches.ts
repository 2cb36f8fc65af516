/** A part of a text, and whether it is what was searched for. */
export interface MatchPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Splits a text at what is searched for, whatever the case. @param wanted '' finds nothing */
export function splitMatches(text: string, wanted: string): MatchPart[] {
  const [where, what] = [text.toLocaleLowerCase(), wanted.trim().toLocaleLowerCase()];
  // A few letters are two in lower case: places in the one are none in the other.
  if (what === '' || where.length !== text.length) return [{ text, isMatch: false }];
  const parts: MatchPart[] = [];
  let end = 0;
  for (let at = where.indexOf(what); at !== -1; at = where.indexOf(what, end)) {
    if (at > end) parts.push({ text: text.slice(end, at), isMatch: false });
    end = at + what.length;
    parts.push({ text: text.slice(at, end), isMatch: true });
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMatch: false });
  return parts;
}
