import type { Argument, Session } from '../command.ts';
import { lastWhenTyped } from './last-when-typed.ts';

/** What most people react with: others are typed as they are. */
const USUAL = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '✅'];

export const EMOJI: Argument = {
  name: 'EMOJI',
  read: (typed) => typed,
  explainMore: () => 'One emoji at a time.',
  choices: () => USUAL,
};

export async function reactToLast(
  { client, conversation }: Session,
  emoji: string,
  type: 'react' | 'unreact',
): Promise<unknown> {
  const { id } = await lastWhenTyped({ client, conversation });
  return client[type](conversation, id, emoji);
}
