import type { AuditItem } from '../../../client/index.ts';
import { auditWords } from '../../../protocol/audit-words.ts';
import type { Sentence } from '../../naming/sentence.ts';
import { nameConversation } from '../conversation-name.ts';
import { untilText } from '../times.ts';

/** What was done to keep order, without its time and its reason. @param user who looks at it @param now epoch milliseconds */
export function auditSentence(item: AuditItem, user: string | undefined, now: number): Sentence {
  const place = item.conversation === undefined ? '' : placeOf(item.conversation);
  const until = item.until === undefined ? '' : untilText(Date.parse(item.until), now);
  const [who = '', ...what] = auditWords(item, user, { place, until });
  return [who === 'you' ? 'You' : who, ...what];
}

function placeOf(conversation: string): string {
  const { kind, name } = nameConversation(conversation);
  return kind === 'lobby' ? 'the lobby' : name;
}
