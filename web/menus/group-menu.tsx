import { useState } from 'react';
import type { GroupProfileItem } from '../../client/index.ts';
import { useChatClient, useGroupNames, useGroupProfile } from '../../client/react/index.ts';
import { openConversation } from '../chat/use-route.ts';
import { useOwnRole } from '../groups/use-own-role.ts';
import { ActionsMenu, GroupMembers, GroupSheet, InvitePeople, KeepingOrder } from '../lazy-popups.tsx';
import { useGroupAuthority } from '../order/use-authority.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';

/** What a group is, who is in it, inviting to it, keeping order in it, leaving it, and for its owners its end. */
export function GroupMenu({ name }: { readonly name: string }) {
  const client = useChatClient();
  const isMember = useGroupNames().includes(name);
  const [isListed, setIsListed] = useState(false);
  const [isShown, setIsShown] = useState(false);
  const group = useGroupProfile(name);
  const role = useOwnRole(name);
  const { isKept } = useGroupAuthority(name);
  const [isOrderShown, setIsOrderShown] = useState(false);
  const [isInviting, setIsInviting] = useState(false);
  if (!isMember && !isKept) return null;
  const end = (command: 'leave' | 'disband') => () =>
    untilDoneOrWaiting(client, client[command](name)).then(
      () => openConversation('lobby'),
      () => undefined,
    );
  const question = {
    title: `Leave ${name}?`,
    text: whatLeavingEnds(group),
    yes: 'Leave',
  };
  const disband = {
    label: 'Disband the group',
    isDangerous: true,
    question: {
      title: `Disband ${name}?`,
      text: 'It ends for all its members, and nobody can read any more what was said there.',
      yes: 'Disband',
    },
    run: end('disband'),
  };
  const about = { label: 'About the group', run: () => setIsShown(true) };
  const order = { label: 'Keeping order', run: () => setIsOrderShown(true) };
  const asMember = [
    about,
    { label: 'Members', run: () => setIsListed(true) },
    { label: 'Invite…', run: () => setIsInviting(true) },
    ...(isKept ? [order] : []),
    { label: 'Leave the group', isDangerous: true, question, run: end('leave') },
    ...(role === 'owner' ? [disband] : []),
  ];
  return (
    <>
      <ActionsMenu
        label={`Actions for ${name}`}
        {...(isMember && { conversation: `group:${name}` })}
        // An admin keeps order in an open group that they aren't in.
        actions={isMember ? asMember : [about, order]}
      />
      <GroupSheet name={name} isOpen={isShown} onOpenChange={setIsShown} />
      <GroupMembers name={name} isOpen={isListed} onOpenChange={setIsListed} />
      <InvitePeople name={name} isOpen={isInviting} onOpenChange={setIsInviting} />
      <KeepingOrder group={name} isOpen={isOrderShown} onOpenChange={setIsOrderShown} />
    </>
  );
}

function whatLeavingEnds(group: GroupProfileItem | undefined): string {
  const again = group?.history === 'full' ? 'until you join again' : 'not even after joining again';
  const invited = group?.kind === 'private' ? ' To join again you have to be invited.' : '';
  return `What was said there until now can’t be read any more, ${again}.${invited}`;
}
