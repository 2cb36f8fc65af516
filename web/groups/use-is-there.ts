import { useEffect, useState } from 'react';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { isThere } from './is-there.ts';

/**
 * Whether there is a group of that name that anybody may join; undefined while nobody knows.
 * @param isWanted whether to ask at all
 * @returns that, and how to look again: it rejects with a ChatRequestError when that can't be known
 */
export function useIsThere(name: string, isWanted: boolean) {
  const client = useChatClient();
  const { state } = useConnection();
  const [found, setFound] = useState<boolean>();
  const isAsking = isWanted && state === 'live';
  useEffect(() => {
    if (!isAsking) return;
    let isOver = false;
    const learn = (is: boolean) => {
      if (!isOver) setFound(is);
    };
    // It is looked again before anything is joined.
    isThere(client, name).then(learn, () => learn(true));
    return () => {
      isOver = true;
    };
  }, [client, name, isAsking]);
  const look = async () => {
    const is = await isThere(client, name);
    setFound(is);
    return is;
  };
  return { found, look };
}
