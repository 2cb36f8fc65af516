import { useState } from 'react';
import type { ConnectionError } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';

/** Why the user is banned; undefined while they are not, or nobody knows. It stays while they try again. */
export function useBan(): ConnectionError | undefined {
  const { state, failure } = useConnection();
  const [ban, setBan] = useState<ConnectionError>();
  const isRefused = state === 'refused' && failure?.code === 'banned';
  if (isRefused && ban !== failure) setBan(failure);
  else if (state === 'live' && ban) setBan(undefined);
  return isRefused ? failure : state === 'live' ? undefined : ban;
}
