export type ConversationKind = 'lobby' | 'group' | 'whisper';

export interface NamedConversation {
  readonly kind: ConversationKind;
  /** Of the group or the other party; `Lobby` for that. */
  readonly name: string;
}

/** @param conversation `lobby`, `group:devs` or `whisper:user2` */
export function nameConversation(conversation: string): NamedConversation {
  const colon = conversation.indexOf(':');
  const kind = conversation.slice(0, colon);
  if (kind === 'group' || kind === 'whisper') return { kind, name: conversation.slice(colon + 1) };
  return { kind: 'lobby', name: 'Lobby' };
}
