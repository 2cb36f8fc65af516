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
  return hash % TONES;
}
