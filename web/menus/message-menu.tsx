import { useContext } from 'react';
import { groupIn, type MessageFrame } from '../../client/index.ts';
import { useConnection, useGroupNames } from '../../client/react/index.ts';
import { linkTo } from '../chat/use-route.ts';
import { usePinning } from '../groups/use-pinning.ts';
import { ActionsMenu } from '../lazy-popups.tsx';
import { type Authority, authorityOf } from '../order/authority.ts';
import { useGroupAuthority } from '../order/use-authority.ts';
import { timeOf } from '../text/times.ts';
import type { Action } from './action.ts';
import { copy } from './copy.ts';
import { QUESTION_OF_OTHERS, QUESTION_OF_OWN } from './delete-question.ts';
import { MessageActionsContext } from './message-actions.ts';

interface MessageMenuProps {
  readonly message: MessageFrame;
  /** One's own may be changed, too. */
  readonly isOwn: boolean;
}

/** What may be done about a message. */
export function MessageMenu(props: MessageMenuProps) {
  const { conversation } = props.message;
  const group = groupIn(conversation) ?? '';
  const isMember = useGroupNames().includes(group);
  const { user, isAdmin } = useConnection();
  if (isMember) return <GroupMessageMenu {...props} group={group} />;
  return (
    <Menu
      {...props}
      pinning={[]}
      authority={authorityOf({ conversation, user, isAdmin, group: undefined })}
    />
  );
}

/** Of a group that one is in, who may also pin it. */
function GroupMessageMenu({ group, ...props }: MessageMenuProps & { readonly group: string }) {
  return <Menu {...props} pinning={usePinning(props.message)} authority={useGroupAuthority(group)} />;
}

interface MenuProps extends MessageMenuProps {
  readonly pinning: readonly Action[];
  readonly authority: Authority;
}

function Menu({ message, isOwn, pinning, authority }: MenuProps) {
  const { reply, react, edit, remove, report } = useContext(MessageActionsContext);
  const { conversation, id, content } = message;
  // A whisper is called otherwise by each of the two.
  const isLinkable = !conversation.startsWith('whisper:');
  const deletion = (question: typeof QUESTION_OF_OWN): Action => ({
    label: 'Delete',
    isDangerous: true,
    question,
    run: () => remove(message),
  });
  const own: readonly Action[] = [{ label: 'Edit', run: () => edit(message) }, deletion(QUESTION_OF_OWN)];
  const others: readonly Action[] = [
    { label: 'Report…', run: () => report(message) },
    ...(authority.isKept ? [deletion(QUESTION_OF_OTHERS)] : []),
  ];
  return (
    <ActionsMenu
      label={`Actions for ${isOwn ? 'your' : `${message.from}’s`} message of ${timeOf(message.ts)}`}
      actions={[
        { label: 'Reply', run: () => reply(message) },
        { label: 'React…', run: () => react(message) },
        { label: 'Copy text', run: () => copy('Text', content) },
        ...(isLinkable ? [{ label: 'Copy link', run: () => copy('Link', linkTo(conversation, id)) }] : []),
        ...pinning,
        ...(isOwn ? own : others),
      ]}
    />
  );
}
