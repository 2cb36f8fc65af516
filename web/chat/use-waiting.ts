import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { conversationOf } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';

/** Of each conversation in which something of one's own waits to be sent, the newest of it. */
export function useWaiting(): ReadonlyMap<string, string> {
  const client = useChatClient();
  const listen = useCallback((changed: () => void) => client.on('pending', changed), [client]);
  const pending = useSyncExternalStore(listen, () => client.pending);
  return useMemo(() => {
    const waiting = new Map<string, string>();
    for (const { command } of pending) {
      if ('content' in command) waiting.set(conversationOf(command), command.content);
    }
    return waiting;
  }, [pending]);
}
