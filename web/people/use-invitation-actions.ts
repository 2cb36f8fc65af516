import { useChatClient } from '../../client/react/index.ts';
import { openConversation } from '../chat/use-route.ts';
import type { Action } from '../menus/action.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';

/** What may be done about an invitation to a group. @param onOpen the group is joined, and opened */
export function useInvitationActions(group: string, onOpen?: () => void): Action[] {
  const client = useChatClient();
  const join = async () => {
    await untilDoneOrWaiting(client, client.join(group));
    openConversation(`group:${group}`);
    onOpen?.();
  };
  return [
    { label: 'Join the group', answer: 'Join', run: () => join().catch(() => undefined) },
    {
      label: 'Decline the invitation',
      answer: 'Decline',
      run: () => client.declineInvite(group).catch(() => undefined),
    },
  ];
}
