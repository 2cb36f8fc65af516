import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { type PresenceItem, presences } from '../index.ts';
import { useChatClient } from './chat-context.ts';

/**
 * Whether a friend is there, while they are shown: undefined before it is known, and of who is no friend. Of oneself also how one
 * wants to be seen.
 * @param user undefined: nobody is shown
 */
export function usePresence(user: string | undefined): PresenceItem | undefined {
  const view = presences(useChatClient());
  const find = useCallback(() => (user === undefined ? undefined : view.value.get(user)), [view, user]);
  useEffect(() => view.show(user === undefined ? [] : [user]), [view, user]);
  // Renders again only when it is this one that changes.
  return useSyncExternalStore(view.onChange, find, find);
}
