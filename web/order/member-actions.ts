import type { Action } from '../menus/action.ts';
import type { Authority } from './authority.ts';
import type { Sanction } from './sanction.ts';

export interface MemberActionsOf {
  readonly member: string;
  /** What they are called. */
  readonly called: string;
  /** undefined: it is the lobby, from which nobody is removed. */
  readonly group: string | undefined;
  readonly isPrivate: boolean;
}

export interface MemberDeeds {
  readonly ask: (sanction: Sanction) => void;
  readonly kick: () => unknown;
}

/** What who keeps order may do about a member. */
export function memberActions(
  { member: target, called, group, isPrivate }: MemberActionsOf,
  { reaches, removes }: Authority,
  { ask, kick }: MemberDeeds,
): readonly Action[] {
  const mute: Action = { label: 'Mute…', run: () => ask({ kind: 'mute', target, group }) };
  const again = isPrivate ? 'only when they are invited' : 'when they want to';
  const remove: Action = {
    label: 'Remove from the group',
    isDangerous: true,
    question: {
      title: `Remove ${called} from ${group}?`,
      text: `They hear nothing more of it, and are told by whom. They may join again ${again}.`,
      yes: 'Remove',
    },
    run: kick,
  };
  const keepOut: Action = {
    label: 'Keep out…',
    isDangerous: true,
    run: () => ask({ kind: 'ban', target, group }),
  };
  return [...(reaches(target) ? [mute] : []), ...(removes(target) ? [remove, keepOut] : [])];
}
