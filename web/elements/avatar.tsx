import type { CSSProperties } from 'react';
import { useProfile } from '../../client/react/index.ts';
import { notePictureFailure, useHasFailed } from './failed-pictures.ts';

/** A user's picture; without one, the first letter of what they are called in a colour that the name always has. */
export function Avatar({ name }: { readonly name: string }) {
  const { display_name = name, avatar_url } = useProfile(name) ?? {};
  const hasFailed = useHasFailed(avatar_url);
  if (avatar_url !== undefined && !hasFailed) {
    return (
      <img
        className="avatar"
        src={avatar_url}
        alt=""
        // Its host sees who looks, and not where from; and nobody's before they are in sight.
        referrerPolicy="no-referrer"
        loading="lazy"
        decoding="async"
        onError={() => notePictureFailure(avatar_url)}
      />
    );
  }
  const { hue, isDeep } = toneOf(name);
  const style = { '--hue': hue } as CSSProperties;
  return (
    <span className={isDeep ? 'avatar is-deep' : 'avatar'} style={style} aria-hidden>
      {Array.from(display_name)[0]?.toUpperCase()}
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
