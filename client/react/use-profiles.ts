import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { type ProfileItem, userProfiles } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/**
 * How a user wants to be shown, while they are shown: undefined before it is known, and of who never signed in.
 * @param user undefined: nobody is shown
 */
export function useProfile(user: string | undefined): ProfileItem | undefined {
  const profiles = userProfiles(useChatClient());
  const find = useCallback(
    () => (user === undefined ? undefined : profiles.value.get(user)),
    [profiles, user],
  );
  useEffect(() => profiles.show(user === undefined ? [] : [user]), [profiles, user]);
  // Renders again only when it is this one that changes.
  return useSyncExternalStore(profiles.onChange, find, find);
}

/** The same of several at once, by name; others may be among them. */
export function useProfiles(users: readonly string[]): ReadonlyMap<string, ProfileItem> {
  const profiles = userProfiles(useChatClient());
  // Names hold no space.
  const names = users.join(' ');
  useEffect(() => profiles.show(names === '' ? [] : names.split(' ')), [profiles, names]);
  return useView(profiles);
}
