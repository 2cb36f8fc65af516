import { groupIn, peerIn } from '../../client/index.ts';
import type { Sentence } from '../naming/sentence.ts';

export type ConversationKind = 'lobby' | 'group' | 'whisper';

export interface NamedConversation {
  readonly kind: ConversationKind;
  /** Of the group or the other party; `Lobby` for that. */
  readonly name: string;
}

/** @param conversation `lobby`, `group:devs` or `whisper:user2` */
export function nameConversation(conversation: string): NamedConversation {
  const [group, peer] = [groupIn(conversation), peerIn(conversation)];
  if (group !== undefined) return { kind: 'group', name: group };
  return peer === undefined ? { kind: 'lobby', name: 'Lobby' } : { kind: 'whisper', name: peer };
}

/** What a conversation is called where it is shown: one's notes to oneself say whose they are. @param user who looks at it */
export function titleOf(conversation: string, user: string | undefined): Sentence {
  const { kind, name } = nameConversation(conversation);
  if (kind !== 'whisper') return [name];
  return name === user ? [`${name} (you)`] : [{ name }];
}
