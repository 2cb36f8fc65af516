import { groupIn, type MessageFrame } from '../../client/index.ts';
import { useChatClient, usePins } from '../../client/react/index.ts';
import type { Action } from '../menus/action.ts';
import { useOwnRole } from './use-own-role.ts';

/** Pinning a message of a group that one is in, or unpinning it; nothing for who may not. */
export function usePinning({ conversation, id }: MessageFrame): readonly Action[] {
  const client = useChatClient();
  const { messages } = usePins(conversation);
  const role = useOwnRole(groupIn(conversation));
  if (role === 'member') return [];
  const command = messages.some((message) => message.id === id) ? 'unpin' : 'pin';
  return [
    {
      label: command === 'pin' ? 'Pin' : 'Unpin',
      run: () => client[command](conversation, id).catch(() => undefined),
    },
  ];
}
