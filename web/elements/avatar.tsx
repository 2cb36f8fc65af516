import type { CSSProperties } from 'react';

/** The first letter of a name in a colour that the name always has. */
export function Avatar({ name }: { readonly name: string }) {
  const { hue, isDeep } = toneOf(name);
  const style = { '--hue': hue } as CSSProperties;
  return (
    <span className={isDeep ? 'avatar is-deep' : 'avatar'} style={style} aria-hidden>
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}

/** Colours that lie closer are taken for the same. */
const HUE_STEP = 20;

/** By FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), mixed once more, as of short names only some bits differ. */
function toneOf(name: string): { readonly hue: number; readonly isDeep: boolean } {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const spread = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 16;
  return { hue: (spread % (360 / HUE_STEP)) * HUE_STEP, isDeep: spread >= 2 ** 15 };
}
