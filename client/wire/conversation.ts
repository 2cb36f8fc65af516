/** What a cursor stands for: `lobby`, `whispers` (all of them), or `group:<name>`. */
export type ConversationKey = string;

/** @param conversation `lobby`, `group:devs` or `whisper:user2` */
export const keyOf = (conversation: string): ConversationKey =>
  conversation.startsWith('whisper:') ? 'whispers' : conversation;

/** The name of a group in its key; undefined for the others. */
export const groupIn = (key: string): string | undefined =>
  key.startsWith('group:') ? key.slice('group:'.length) : undefined;
