import { useEffect, useState } from 'react';
import { useChatClient } from '../../client/react/index.ts';

/**
 * Whether somebody is banned from the chat, for an admin, as far as the first page of that list tells.
 * @returns that, undefined where it isn't known; and how to say what it is since
 */
export function useIsBanned(name: string): readonly [boolean | undefined, (isBanned: boolean) => void] {
  const client = useChatClient();
  const [isBanned, setIsBanned] = useState<boolean>();
  useEffect(() => {
    let isOver = false;
    client.bans().then(
      ({ items, next }) => {
        const isListed = items.some(({ user }) => user === name);
        // What was done meanwhile is newer than the list.
        if (!isOver && (isListed || next === null)) setIsBanned((known) => known ?? isListed);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [client, name]);
  return [isBanned, setIsBanned];
}
