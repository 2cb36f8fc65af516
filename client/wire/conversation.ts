/** What a cursor stands for: `lobby`, `whispers` (all of them), or `group:<name>`. */
export type ConversationKey = string;

/** @param conversation `lobby`, `group:devs` or `whisper:user2` */
export const keyOf = (conversation: string): ConversationKey =>
  conversation.startsWith('whisper:') ? 'whispers' : conversation;

/** The name of a group, in a conversation or in its key; undefined for the others. */
export const groupIn = (conversation: string): string | undefined =>
  conversation.startsWith('group:') ? conversation.slice('group:'.length) : undefined;

/** The other party's name in a whisper; undefined for the others. */
export const peerIn = (conversation: string): string | undefined =>
  conversation.startsWith('whisper:') ? conversation.slice('whisper:'.length) : undefined;
