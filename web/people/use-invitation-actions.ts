import type { ChatClient } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';
import { openConversation } from '../chat/use-route.ts';
import { isThere } from '../groups/is-there.ts';
import type { Action } from '../menus/action.ts';
import { tell } from '../tell.ts';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';

/** What may be done about an invitation to a group. @param onOpen the group is joined, and opened */
export function useInvitationActions(group: string, onOpen?: () => void): Action[] {
  const client = useChatClient();
  const join = async () => {
    // The list isn't told of a group's end, and joining one that is gone would make another, which nobody owns.
    const fault = client.state === 'live' ? await whyNot(client, group) : undefined;
    if (fault !== undefined) return tell(fault);
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

/** Why a group can't be joined by an invitation, as it is now; undefined where it can. Never rejects. */
async function whyNot(client: ChatClient, name: string): Promise<string | undefined> {
  try {
    return (await isThere(client, name)) ? undefined : `Nobody invites you to ${name} any more.`;
  } catch (error) {
    return errorSentence(error);
  }
}
