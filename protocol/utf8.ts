/**
 * Bytes of a text in UTF-8; half a surrogate pair takes three, as what is put in its place. Counted by hand, as jsdom and
 * some of React Native's engines have no TextEncoder.
 */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
