import { splitName } from '../conversations/open-conversation.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/connections/subscriptions.ts';
import { ownConversation, pairConversation } from '../ports/messages/messages.ts';

export type LogsPorts = Pick<ChatPorts, 'groups'>;

/** Where a command's event is stored. */
export interface CommandLogs {
  /** What all read whom it concerns; undefined while there is no such conversation. */
  readonly shared: string | undefined;
  /** What its author alone reads. */
  readonly own?: string;
}

export const lobbyLogs = async (): Promise<CommandLogs> => ({ shared: LOBBY_CHANNEL });

/** Of a command that becomes no event. */
export const noLogs = async (): Promise<CommandLogs> => ({ shared: undefined });

export async function groupLogs(
  { groups }: LogsPorts,
  { group_name }: { readonly group_name: string },
): Promise<CommandLogs> {
  const group = await groups.find(group_name);
  return { shared: group && groupChannel(group.groupId) };
}

export const pairLogs = async (
  _: LogsPorts,
  { target }: { readonly target: string },
  user: string,
): Promise<CommandLogs> => ({
  shared: pairConversation(user, target),
  own: ownConversation(user, target),
});

/** Of a command that names a conversation as the wire does. */
export async function conversationLogs(
  ports: LogsPorts,
  { conversation }: { readonly conversation: string },
  user: string,
): Promise<CommandLogs> {
  const [kind, party] = splitName(conversation);
  switch (kind) {
    case 'group':
      return groupLogs(ports, { group_name: party });
    case 'whisper':
      return pairLogs(ports, { target: party }, user);
    default:
      return lobbyLogs();
  }
}
