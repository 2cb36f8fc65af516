/** The first letter of a name in a colour that the name always has. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className={`avatar tone-${toneOf(name)}`} aria-hidden>
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}

const TONES = 15;

function toneOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  // Names that differ in their last letter alone would have neighbouring colours.
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8) % TONES;
}
