import type { ChatPorts } from '../ports/chat-ports.ts';

/**
 * What another function had asked for is done. Should this fail, a sweep has it done again; a function that failed of it would
 * have everybody closed whom it has just reached.
 * @param name as of `undeliveredName`
 */
export async function removeMark(
  { undelivered, logger }: Pick<ChatPorts, 'undelivered' | 'logger'>,
  name: string,
): Promise<void> {
  try {
    await undelivered.remove(name);
  } catch (cause) {
    logger.warn('What was delivered still counts as undelivered', { name, cause });
  }
}
