import { idBehind, laterId } from '../../../protocol/events/event-id.ts';
import type { Profile, ProfileChange, ProfileEntry, ProfileField } from '../../ports/people/profiles.ts';

/**
 * A profile with a change in it. Each field keeps what was changed last, by id, whichever of two commands is written first.
 * The whole has another `rev` than before, even where a command comes behind a later one: who knows the one must not take it
 * for the other.
 * @param id of the command
 * @returns the very same profile where the change is in it already, or later ones are
 */
export function mergeProfile(profile: Profile, change: ProfileChange, id: string): Profile {
  const isLater = ([field]: readonly [ProfileField, unknown]) => (profile.entries[field]?.rev ?? '') < id;
  const given = Object.entries(change) as [ProfileField, string | null | undefined][];
  const changed = given.filter(([, value]) => value !== undefined).filter(isLater);
  if (changed.length === 0) return profile;
  const made = changed.map(([field, value]): [ProfileField, ProfileEntry] => [
    field,
    { rev: id, ...(typeof value === 'string' && { value }) },
  ]);
  return {
    rev: profile.rev === '' ? id : laterId(id, idBehind(profile.rev)),
    entries: { ...profile.entries, ...Object.fromEntries(made) },
  };
}
