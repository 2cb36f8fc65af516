import { useState } from 'react';
import { useChatClient, useGroupNames } from '../../client/react/index.ts';
import { openConversation } from '../chat/use-route.ts';
import { ActionsMenu, GroupMembers } from '../lazy-popups.tsx';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';

/** Who is in a group, and leaving it. */
export function GroupMenu({ name }: { readonly name: string }) {
  const client = useChatClient();
  const isMember = useGroupNames().includes(name);
  const [isListed, setIsListed] = useState(false);
  if (!isMember) return null;
  const leave = () =>
    untilDoneOrWaiting(client, client.leave(name)).then(
      () => openConversation('lobby'),
      () => undefined,
    );
  const question = {
    title: `Leave ${name}?`,
    text: 'What was said there until now can’t be read any more, not even after joining again.',
    yes: 'Leave',
  };
  return (
    <>
      <ActionsMenu
        label={`Actions for ${name}`}
        conversation={`group:${name}`}
        actions={[
          { label: 'Members', run: () => setIsListed(true) },
          { label: 'Leave the group', isDangerous: true, question, run: leave },
        ]}
      />
      <GroupMembers name={name} isOpen={isListed} onOpenChange={setIsListed} />
    </>
  );
}
