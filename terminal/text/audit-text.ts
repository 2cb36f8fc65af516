import { type AuditItem, peerIn } from '../../client/index.ts';
import { ROLE_WORDS } from '../../protocol/role-words.ts';
import { labelOf } from '../conversation.ts';
import { timeText, untilText } from './time.ts';

/** What was done to keep order, with its time and its reason. @param user who looks at it @param now epoch milliseconds */
export function auditText(item: AuditItem, user: string | undefined, now: number): string {
  const reason = item.reason === undefined ? '' : ` (${item.reason})`;
  return `${timeText(item.ts, now)} ${sentenceOf(item, user, now)}${reason}`;
}

function sentenceOf(
  { by, act, target = '', role = 'member', conversation, ts, until }: AuditItem,
  user: string | undefined,
  now: number,
): string {
  const who = by === user ? 'you' : by;
  const whom = target === user ? 'you' : target;
  const message = target === user ? 'your message' : `a message of ${whom}`;
  const place = conversation === undefined ? 'the chat' : labelOf(conversation);
  const where = conversation === undefined ? '' : ` in ${place}`;
  const end = until === undefined ? '' : ` ${untilText(Date.parse(until), now)}`;
  switch (act) {
    case 'delete':
      return `${who} deleted ${message}${where}`;
    case 'mute':
      // For no time at all.
      if (until !== undefined && until <= ts) return `${who} let ${whom} speak again${where}`;
      return `${who} muted ${whom}${where}${end}`;
    case 'ban':
      return conversation === undefined
        ? `${who} banned ${whom}${end}`
        : `${who} ${by === user ? 'keep' : 'keeps'} ${whom} out of ${place}${end}`;
    case 'unban':
      return `${who} let ${whom} in again${where}`;
    case 'kick':
      return `${who} removed ${whom} from ${place}`;
    case 'role':
      return `${who} made ${whom} ${ROLE_WORDS[role]}${where}`;
    case 'describe':
      return `${who} changed what ${place} is said to be`;
    case 'pin':
      return `${who} pinned ${message}${where}`;
    case 'unpin':
      return `${who} unpinned ${message}${where}`;
    case 'disband':
      return `${who} disbanded ${place}`;
    case 'resolve_report': {
      const said = conversation !== undefined && peerIn(conversation) !== undefined ? ' in a whisper' : where;
      return `${who} resolved a report of what ${whom} said${said}`;
    }
    default:
      // A server that is newer may know of other acts.
      return `${who}: ${act satisfies never} ${whom}${where}`;
  }
}
