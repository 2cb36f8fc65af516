import type { CommandRecord } from '../plan/commands.ts';
import type { Device } from './device.ts';

/** A message, as its author's client names it. */
export interface OwnMessage {
  readonly id: string;
  readonly conversation: string;
}

/** What its user has said, as far as a device knows: was told of it, or has said it itself. Oldest first. */
export function ownMessages(
  { name, user, installations }: Device,
  commands: Iterable<CommandRecord>,
): OwnMessage[] {
  const known = new Map<string, OwnMessage>();
  for (const { frame } of installations.at(-1)?.told ?? [])
    if (frame.type === 'message' && frame.from === user) known.set(frame.id, frame);
  for (const { device, type, target, id, outcome } of commands) {
    if (device !== name || outcome !== 'acked' || id === undefined) continue;
    if (type === 'lobby') known.set(id, { id, conversation: 'lobby' });
    if (type === 'group' || type === 'whisper') known.set(id, { id, conversation: `${type}:${target}` });
  }
  return [...known.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
