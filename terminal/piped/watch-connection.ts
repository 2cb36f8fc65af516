import type { ChatClient } from '../../client/index.ts';

export interface WatchOptions {
  /** Without a connection, at one go. */
  readonly timeoutMs: number;
  /** Whether only the first connection has to come in time. */
  readonly isPatient: boolean;
}

/**
 * Watches that there is a connection.
 * @param onNone there was none for too long, or the server refuses this client
 * @returns stops watching
 */
export function watchConnection(
  client: Pick<ChatClient, 'on'>,
  { timeoutMs, isPatient }: WatchOptions,
  onNone: (why: 'timed out' | 'refused') => void,
): () => void {
  let wasLive = false;
  let timer: NodeJS.Timeout | undefined = setTimeout(() => onNone('timed out'), timeoutMs);
  const stop = client.on('state', ({ state }) => {
    if (state === 'refused') onNone('refused');
    if (state === 'live') {
      wasLive = true;
      clearTimeout(timer);
      timer = undefined;
      // Not of one that waits as long as it takes; a refusal ends that one too, as nothing is tried again then.
    } else if (!isPatient || !wasLive) timer ??= setTimeout(() => onNone('timed out'), timeoutMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
