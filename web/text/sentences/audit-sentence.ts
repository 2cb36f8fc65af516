import type { AuditItem } from '../../../client/index.ts';
import { ROLE_WORDS } from '../../../protocol/role-words.ts';
import type { Sentence } from '../../naming/sentence.ts';
import { nameConversation } from '../conversation-name.ts';
import { untilText } from '../times.ts';

/** What was done to keep order, without its time and its reason. @param user who looks at it @param now epoch milliseconds */
export function auditSentence(
  { by, act, target = '', role = 'member', conversation, ts, until }: AuditItem,
  user: string | undefined,
  now: number,
): Sentence {
  const who = by === user ? 'You' : { name: by };
  const whom = target === user ? 'you' : { name: target };
  const message = target === user ? ['your message'] : ['a message of ', whom];
  const place = conversation === undefined ? '' : placeOf(conversation);
  const where = conversation === undefined ? '' : ` in ${place}`;
  const end = until === undefined ? '' : ` ${untilText(Date.parse(until), now)}`;
  switch (act) {
    case 'delete':
      return [who, ' deleted ', ...message, where];
    case 'mute':
      // For no time at all.
      if (until !== undefined && until <= ts) return [who, ' let ', whom, ` speak again${where}`];
      return [who, ' muted ', whom, where, end];
    case 'ban':
      if (conversation === undefined) return [who, ' banned ', whom, end];
      return [who, ' kept ', whom, ` out of ${place}`, end];
    case 'unban':
      if (conversation === undefined) return [who, ' unbanned ', whom];
      return [who, ' let ', whom, ` in again${where}`];
    case 'kick':
      return [who, ' removed ', whom, ` from ${place}`];
    case 'role':
      return [who, ' made ', whom, ` ${ROLE_WORDS[role]}${where}`];
    case 'describe':
      return [who, ` changed ${place}`];
    case 'pin':
      return [who, ' pinned ', ...message, where];
    case 'unpin':
      return [who, ' unpinned ', ...message, where];
    case 'disband':
      return [who, ` disbanded ${place}`];
    case 'resolve_report':
      return [
        who,
        ' resolved a report of what ',
        whom,
        ` said${conversation?.startsWith('whisper:') ? ' in a whisper' : where}`,
      ];
    default:
      // A server that is newer may know of other acts.
      return [who, `: ${act satisfies never} `, whom, where];
  }
}

function placeOf(conversation: string): string {
  const { kind, name } = nameConversation(conversation);
  return kind === 'lobby' ? 'the lobby' : name;
}
