import { type ChatClient, isMessageCommand } from '../../client/index.ts';

type Client = Pick<ChatClient, 'state' | 'pending' | 'on'>;

/**
 * Waits until a question can be asked: there is a connection, and the changes that were given before (not the messages) are
 * done, or have come to nothing. A question overtakes them otherwise: who is in a group, before one has joined it.
 * @returns undefined where there is nothing to wait for: also where the server has refused, which the question is told then
 */
export function waitUntilAnswerable(client: Client): Promise<void> | undefined {
  const before = new Set(
    client.pending.filter(({ command }) => !isMessageCommand(command)).map(({ ref }) => ref),
  );
  const isOver = () => {
    const { state, pending } = client;
    if (state === 'refused' || state === 'closed') return true;
    return state === 'live' && !pending.some(({ ref }) => before.has(ref));
  };
  if (isOver()) return undefined;
  return new Promise((resolve) => {
    const look = () => {
      if (!isOver()) return;
      for (const stop of stops) stop();
      resolve();
    };
    const stops = [client.on('pending', look), client.on('state', look)];
  });
}
