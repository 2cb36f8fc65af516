import { useEffect, useRef } from 'react';
import type { Events } from '../index.ts';
import { useChatClient } from './chat-context.ts';

/**
 * Calls a function for each event of this name while the component is shown: to ring, to tell of what failed.
 * @param listener the newest one is called; it need not be the same each time
 */
export function useChatEvent<Name extends keyof Events>(
  name: Name,
  listener: (event: Events[Name]) => void,
): void {
  const client = useChatClient();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => client.on(name, (event) => newest.current(event)), [client, name]);
}
