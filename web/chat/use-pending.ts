import { useCallback, useSyncExternalStore } from 'react';
import type { PendingCommand } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';

/** What has been asked of the server and isn't acknowledged yet. */
export function usePending(): readonly PendingCommand[] {
  const client = useChatClient();
  const listen = useCallback((changed: () => void) => client.on('pending', changed), [client]);
  return useSyncExternalStore(listen, () => client.pending);
}
