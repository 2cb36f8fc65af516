import { useMemo, useSyncExternalStore } from 'react';
import { conversationOf, failedMessages } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';

/** The conversations in which something of one's own could not be sent, and was neither sent again nor discarded. */
export function useFailed(): ReadonlySet<string> {
  const view = failedMessages(useChatClient());
  const failed = useSyncExternalStore(view.onChange, () => view.value);
  return useMemo(() => new Set(failed.map(({ command }) => conversationOf(command))), [failed]);
}
