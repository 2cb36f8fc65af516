import type { Argument, Session } from '../command.ts';
import { findLast } from './find-last.ts';

/** What most people react with: others are typed as they are. */
const USUAL = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '✅'];

export const EMOJI: Argument = {
  name: 'EMOJI',
  read: (typed) => typed,
  explainMore: () => 'One emoji at a time.',
  choices: () => USUAL,
};

/** Meant is the last message when it is typed, though others come before that is found. */
export async function reactToLast(
  { client, conversation }: Session,
  emoji: string,
  type: 'react' | 'unreact',
): Promise<unknown> {
  const later = new Set<string>();
  const stop = client.on('message', ({ id }) => later.add(id));
  try {
    const { id } = await findLast({ client, conversation }, 'at all', (message) => !later.has(message.id));
    return await client[type](conversation, id, emoji);
  } finally {
    stop();
  }
}
