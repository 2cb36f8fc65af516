import type { ChatClient, SendOptions, Sent } from '../client/index.ts';
import { NAME_PATTERN } from '../protocol/limits.ts';

/** Conversations are called as the SDK calls them: `lobby`, `group:devs`, `whisper:user2`. */
export const LOBBY = 'lobby';
export const groupCalled = (name: string) => `group:${name}`;
export const whisperWith = (name: string) => `whisper:${name}`;

const nameBehind = (prefix: string, text: string) =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined;

/** The group's name; undefined where it is no group. */
export const groupOf = (conversation: string) => nameBehind('group:', conversation);
/** The other party's name; undefined where it is no whisper. */
export const peerOf = (conversation: string) => nameBehind('whisper:', conversation);

/** As it is shown, and typed: `lobby`, `#devs`, `@user2`. */
export function labelOf(conversation: string): string {
  const [group, peer] = [groupOf(conversation), peerOf(conversation)];
  if (group !== undefined) return `#${group}`;
  return peer === undefined ? conversation : `@${peer}`;
}

/** Reads `lobby`, `#devs` or `group:devs`, `@user2` or `whisper:user2`; undefined for anything else. */
export function readConversation(text: string): string | undefined {
  if (text === LOBBY) return LOBBY;
  const group = nameBehind('#', text) ?? groupOf(text);
  const peer = nameBehind('@', text) ?? peerOf(text);
  if (group !== undefined) return NAME_PATTERN.test(group) ? groupCalled(group) : undefined;
  return peer !== undefined && NAME_PATTERN.test(peer) ? whisperWith(peer) : undefined;
}

/** Says something in a conversation. @throws ChatRequestError */
export function sendTo(
  client: Pick<ChatClient, 'lobby' | 'group' | 'whisper'>,
  conversation: string,
  content: string,
  options?: SendOptions,
): Promise<Sent> {
  const [group, peer] = [groupOf(conversation), peerOf(conversation)];
  if (group !== undefined) return client.group(group, content, options);
  if (peer !== undefined) return client.whisper(peer, content, options);
  return client.lobby(content, options);
}
