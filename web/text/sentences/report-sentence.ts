import type { ReportItem } from '../../../client/index.ts';
import type { Sentence } from '../../naming/sentence.ts';
import { nameConversation } from '../conversation-name.ts';

/** Who has reported whose message, and where that was said. @param user who looks at it */
export function reportSentence(
  { by, conversation, message }: Pick<ReportItem, 'by' | 'conversation' | 'message'>,
  user: string | undefined,
): Sentence {
  const who = by === user ? 'You' : { name: by };
  const whom = message.from === user ? 'you' : { name: message.from };
  const { kind, name } = nameConversation(conversation);
  const where = { lobby: 'in the lobby', group: `in ${name}`, whisper: 'in a whisper' }[kind];
  return [who, ' reported what ', whom, ` said ${where}`];
}
