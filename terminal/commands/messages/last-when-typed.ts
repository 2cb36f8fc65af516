import type { MessageFrame } from '../../../client/index.ts';
import type { Session } from '../command.ts';
import { findLast } from './find-last.ts';

/**
 * The last message of the conversation in front that is meant when it is called, though others come before that is found.
 * @param whose as a sentence has it: "of others"
 * @throws CommandFault where there is none; ChatRequestError
 */
export async function lastWhenTyped(
  { client, conversation }: Pick<Session, 'client' | 'conversation'>,
  whose = 'at all',
  isMeant: (message: MessageFrame) => boolean = () => true,
): Promise<MessageFrame> {
  const later = new Set<string>();
  const stop = client.on('message', ({ id }) => later.add(id));
  try {
    return await findLast(
      { client, conversation },
      whose,
      (message) => !later.has(message.id) && isMeant(message),
    );
  } finally {
    stop();
  }
}
