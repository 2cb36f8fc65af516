import { useEffect } from 'react';
import { useConnection } from '../../client/react/index.ts';

/** Calls back when the server takes the user in no more, as all that was kept of them is erased: by whichever of their devices. */
export function useErased(onErased: () => void): void {
  const { state, failure } = useConnection();
  const isErased = state === 'refused' && failure?.code === 'erased';
  useEffect(() => {
    if (isErased) onErased();
  }, [isErased, onErased]);
}
