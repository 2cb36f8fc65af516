import { ChatError, messageNotFound } from '../../../protocol/errors.ts';
import { splitName } from '../../conversations/open-conversation.ts';
import { findMessage, type OpenMessage, openMessage } from '../../conversations/open-message.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { CommandRequest } from '../../request.ts';
import { requireAuthority } from '../../rules/authority.ts';

export interface OpenedToDelete extends OpenMessage {
  /** Whether who deletes it can see it, and is told as others are; if not, they are known to keep order there. */
  readonly isSeen: boolean;
}

/**
 * A message that is to be deleted. Who keeps order in a group takes back all that was said there, also what they can't see: what is
 * older than their joining and, of an open group, admins who aren't in it. Everybody else is answered as if nobody could.
 * @throws ChatError as `openMessage`
 */
export async function openToDelete(
  ports: Pick<ChatPorts, 'connections' | 'groups' | 'log'>,
  asked: { readonly conversation: string; readonly id: string },
  request: CommandRequest,
): Promise<OpenedToDelete> {
  try {
    return { ...(await openMessage(ports, request.user, asked)), isSeen: true };
  } catch (error) {
    const [kind, group = ''] = splitName(asked.conversation);
    if (kind !== 'group' || !(error instanceof ChatError)) throw error;
    const channel = await findKeptChannel(ports, request, group);
    if (channel === undefined) throw error;
    const found = await findMessage(ports, [channel], asked.id);
    if (!found) throw messageNotFound(asked.id);
    return { ...found, isSeen: false };
  }
}

/** @returns the channel of a group in which a user keeps order; undefined: they don't */
async function findKeptChannel(
  ports: Pick<ChatPorts, 'connections' | 'groups'>,
  request: CommandRequest,
  group: string,
): Promise<string | undefined> {
  try {
    return (await requireAuthority(ports, request, group, 'delete')).channel;
  } catch (error) {
    if (error instanceof ChatError) return undefined;
    throw error;
  }
}
