import type { AuditItem } from './frames/list-items.ts';
import { ROLE_WORDS } from './role-words.ts';

/** Part of a sentence: words, or somebody by name. */
export type Part = string | { readonly name: string };

/** What those who show it have words of their own for. */
export interface AuditPlaces {
  /** Where it was done, in a sentence; of what was done everywhere it isn't used. */
  readonly place: string;
  /** Until when it lasts, in a sentence; empty: for good, or it has no end. */
  readonly until: string;
}

/** What was done to keep order, without its time and its reason. @param user who looks at it */
export function auditWords(
  { by, act, target = '', role = 'member', conversation, ts, until: end }: AuditItem,
  user: string | undefined,
  { place, until }: AuditPlaces,
): readonly Part[] {
  const who = by === user ? 'you' : { name: by };
  const whom = target === user ? 'you' : { name: target };
  const message = target === user ? ['your message'] : ['a message of ', whom];
  const where = conversation === undefined ? '' : ` in ${place}`;
  const lasting = until === '' ? '' : ` ${until}`;
  switch (act) {
    case 'delete':
      return [who, ' deleted ', ...message, where];
    case 'mute':
      // For no time at all.
      if (end !== undefined && end <= ts) return [who, ' let ', whom, ` speak again${where}`];
      return [who, ' muted ', whom, where, lasting];
    case 'ban':
      if (conversation === undefined) return [who, ' banned ', whom, lasting];
      return [who, ' kept ', whom, ` out of ${place}`, lasting];
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
    case 'resolve_report': {
      const said = conversation?.startsWith('whisper:') ? ' in a whisper' : where;
      return [who, ' resolved a report of what ', whom, ` said${said}`];
    }
    default:
      // A server that is newer may know of other acts.
      return [who, `: ${act satisfies never} `, whom, where];
  }
}
