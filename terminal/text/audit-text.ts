import type { AuditItem } from '../../client/index.ts';
import { auditWords } from '../../protocol/audit-words.ts';
import { labelOf } from '../conversation.ts';
import { timeText, untilText } from './time.ts';

/** What was done to keep order, with its time and its reason. @param user who looks at it @param now epoch milliseconds */
export function auditText(item: AuditItem, user: string | undefined, now: number): string {
  const place = item.conversation === undefined ? '' : labelOf(item.conversation);
  const until = item.until === undefined ? '' : untilText(Date.parse(item.until), now);
  const words = auditWords(item, user, { place, until });
  const sentence = words.map((part) => (typeof part === 'string' ? part : part.name)).join('');
  const reason = item.reason === undefined ? '' : ` (${item.reason})`;
  return `${timeText(item.ts, now)} ${sentence}${reason}`;
}
