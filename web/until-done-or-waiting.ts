import type { ChatClient } from '../client/index.ts';

/**
 * Waits for a command, but not for a connection.
 * @param command what the client has been told to do
 * @returns whether it is done; `waiting`: there is no connection, and it is done as soon as there is one
 * @throws ChatRequestError when it came to nothing before that
 */
export function untilDoneOrWaiting(
  client: Pick<ChatClient, 'state' | 'on'>,
  command: Promise<unknown>,
): Promise<'done' | 'waiting'> {
  return new Promise((resolve, reject) => {
    const look = () => client.state !== 'live' && resolve('waiting');
    const stop = client.on('state', look);
    command.then(() => resolve('done'), reject).finally(stop);
    // What is refused at once is told before.
    setTimeout(look);
  });
}
