import { useMemo } from 'react';
import { conversationOf, isMessageCommand } from '../../client/index.ts';
import { usePending } from '../chat/use-pending.ts';

/** Of each conversation in which something of one's own waits to be sent, the newest of it. */
export function useWaiting(): ReadonlyMap<string, string> {
  const pending = usePending();
  return useMemo(() => {
    const waiting = new Map<string, string>();
    for (const { command } of pending) {
      if (isMessageCommand(command)) waiting.set(conversationOf(command), command.content);
    }
    return waiting;
  }, [pending]);
}
