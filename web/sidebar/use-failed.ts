import { useMemo, useSyncExternalStore } from 'react';
import { conversationOf, failedMessages } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';

/** Of each conversation in which something of one's own could not be sent, and was neither sent again nor discarded, the newest of it. */
export function useFailed(): ReadonlyMap<string, string> {
  const view = failedMessages(useChatClient());
  const failed = useSyncExternalStore(view.onChange, () => view.value);
  return useMemo(
    () => new Map(failed.map(({ command }) => [conversationOf(command), command.content])),
    [failed],
  );
}
