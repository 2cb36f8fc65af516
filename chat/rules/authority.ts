import { groupNotFound } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/subscriptions.ts';
import type { CommandRequest } from '../request.ts';
import { requireAdmin } from './admin.ts';

/** Where somebody keeps order. */
export interface Domain {
  /** Also the scope of what is written down of it. */
  readonly channel: string;
  /** What the wire calls it. */
  readonly conversation: string;
}

/**
 * Where a command is to keep order, by somebody who may: admins in the lobby and in every group.
 * @param group its name; undefined: the lobby @param act the command's type
 * @throws ChatError `not_allowed`, `group_not_found`
 */
export async function requireAuthority(
  ports: Pick<ChatPorts, 'connections' | 'groups'>,
  request: Pick<CommandRequest, 'user' | 'connection'>,
  group: string | undefined,
  act: string,
): Promise<Domain> {
  await requireAdmin(ports, request, act);
  if (group === undefined) return { channel: LOBBY_CHANNEL, conversation: LOBBY_CHANNEL };
  const found = await ports.groups.find(group);
  if (!found) throw groupNotFound(group);
  return { channel: groupChannel(found.groupId), conversation: `group:${group}` };
}
