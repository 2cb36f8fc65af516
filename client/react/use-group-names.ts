import { useCallback, useSyncExternalStore } from 'react';
import { useChatClient } from './chat-context.ts';

/** The names of the groups that the user is in. */
export function useGroupNames(): readonly string[] {
  const client = useChatClient();
  const listen = useCallback((changed: () => void) => client.on('groups', changed), [client]);
  const names = () => client.groupNames;
  return useSyncExternalStore(listen, names, names);
}
