import { groupIn, peerIn } from '../client/index.ts';
import { NAME_PATTERN } from '../protocol/limits.ts';

/** Conversations are called as the SDK calls them: `lobby`, `group:devs`, `whisper:user2`. */
export const LOBBY = 'lobby';
export const groupCalled = (name: string) => `group:${name}`;
export const whisperWith = (name: string) => `whisper:${name}`;

/** As it is shown, and typed: `lobby`, `#devs`, `@user2`. */
export function labelOf(conversation: string): string {
  const [group, peer] = [groupIn(conversation), peerIn(conversation)];
  if (group !== undefined) return `#${group}`;
  return peer === undefined ? conversation : `@${peer}`;
}

/** Reads `lobby`, `#devs` or `group:devs`, `@user2` or `whisper:user2`; undefined for anything else. */
export function readConversation(text: string): string | undefined {
  if (text === LOBBY) return LOBBY;
  const group = text.startsWith('#') ? text.slice(1) : groupIn(text);
  const peer = text.startsWith('@') ? text.slice(1) : peerIn(text);
  if (group !== undefined) return NAME_PATTERN.test(group) ? groupCalled(group) : undefined;
  return peer !== undefined && NAME_PATTERN.test(peer) ? whisperWith(peer) : undefined;
}
