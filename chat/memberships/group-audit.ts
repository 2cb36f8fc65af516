import type { GroupChangeEvent } from '../../protocol/events/groups.ts';
import type { AuditEntry } from '../ports/messages/audits.ts';

/** What is written down beside the event of a group's change: who has done what, and to whom or about which message. */
export function auditOfChange(event: GroupChangeEvent): AuditEntry {
  const { id, by, group } = event;
  const entry = { id, by, conversation: `group:${group}` };
  switch (event.type) {
    case 'role_changed':
      return { ...entry, act: 'role', target: event.user, role: event.role };
    case 'described':
      return { ...entry, act: 'describe' };
    case 'pinned':
      return { ...entry, act: 'pin', target: event.from, of: event.of };
    case 'unpinned':
      return { ...entry, act: 'unpin', target: event.from, of: event.of };
    case 'disbanded':
      return { ...entry, act: 'disband' };
  }
}
