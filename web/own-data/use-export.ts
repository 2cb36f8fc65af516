import { useCallback, useEffect, useRef, useState } from 'react';
import { useChatClient } from '../../client/react/index.ts';
import { type Gathering, gatherExport } from './gather-export.ts';

const NOTHING: Gathering = { items: [], next: undefined };

export interface OwnExport extends Gathering {
  /** Why it could not go on. */
  readonly error: unknown;
  /** Goes on from there. */
  readonly goOn: () => void;
}

/** Gathers all that is kept of oneself, for as long as it is shown. */
export function useExport(): OwnExport {
  const client = useChatClient();
  const [gathered, setGathered] = useState(NOTHING);
  const [error, setError] = useState<unknown>();
  /** Counts attempts: what an earlier one finds is gathered again. */
  const attempt = useRef(0);
  const gather = useCallback(
    (from: Gathering) => {
      const mine = ++attempt.current;
      const isWanted = () => mine === attempt.current;
      setError(undefined);
      gatherExport(client, from, (now) => {
        if (isWanted()) setGathered(now);
        return isWanted();
      }).catch((cause) => isWanted() && setError(cause));
    },
    [client],
  );
  useEffect(() => {
    gather(NOTHING);
    return () => void attempt.current++;
  }, [gather]);
  return { ...gathered, error, goOn: () => gather(gathered) };
}
