import type { FieldTypes } from '../../../protocol/commands.ts';

export type ProfileField = 'display_name' | 'avatar_url' | 'about';

/** What a user changes of it at once; null clears a field. */
export type ProfileChange = { readonly [F in ProfileField]?: FieldTypes[F] };

/** A field as it was changed last. */
export interface ProfileEntry {
  /** Absent: it was cleared. */
  readonly value?: string;
  /** The id of the command that changed it. */
  readonly rev: string;
}

/** How a user wants to be shown. */
export interface Profile {
  /** Another after each change, and a greater one; empty before the first. */
  readonly rev: string;
  /** Those that were ever set. */
  readonly entries: { readonly [F in ProfileField]?: ProfileEntry };
}

/** The profiles of who has ever signed in. */
export interface Profiles {
  /** As it is now. @returns undefined for who never signed in */
  find(user: string): Promise<Profile | undefined>;
  /** By user, without who never signed in, or was erased; may lag a moment behind. */
  findAll(users: readonly string[]): Promise<ReadonlyMap<string, Profile>>;
  /**
   * @param before the `rev` of the profile that this one was made of
   * @returns false when it has changed since then
   */
  write(user: string, profile: Profile, before: string): Promise<boolean>;
}
