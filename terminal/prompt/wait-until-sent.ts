import type { ChatClient, PendingCommand } from '../../client/index.ts';

/**
 * Waits for what isn't acknowledged, for so long at most.
 * @returns what still isn't
 */
export function waitUntilSent(
  client: Pick<ChatClient, 'pending' | 'on'>,
  ms: number,
): Promise<readonly PendingCommand[]> {
  return new Promise((resolve) => {
    const finish = () => {
      stop();
      clearTimeout(timer);
      resolve(client.pending);
    };
    const timer = setTimeout(finish, client.pending.length === 0 ? 0 : ms);
    const stop = client.on('pending', (pending) => {
      if (pending.length === 0) finish();
    });
  });
}
