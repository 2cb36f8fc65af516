import type { ProfileItem } from '../../../protocol/frames/list-items.ts';
import type { Profile } from '../../ports/people/profiles.ts';

/** A profile as the wire shows it. */
export function toProfileItem(user: string, { rev, entries }: Profile): ProfileItem {
  const set = Object.entries(entries).flatMap(([field, { value }]) =>
    value === undefined ? [] : [[field, value]],
  );
  return { user, rev, ...Object.fromEntries(set) };
}
