import type { ChangeEvent } from '../../protocol/events/changes.ts';
import { conversationOf } from '../../protocol/events/messages.ts';
import type { AuditEntry } from '../ports/messages/audits.ts';

/** What is written down beside the event of a change: nothing of what an author has changed. */
export function auditOf(change: ChangeEvent): AuditEntry | undefined {
  const { id, by, from, of } = change;
  return by === undefined
    ? undefined
    : { id, by, act: 'delete', target: from, conversation: conversationOf(change, by), of };
}
