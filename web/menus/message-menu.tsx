import { useContext } from 'react';
import { groupIn, type MessageFrame } from '../../client/index.ts';
import { useGroupNames } from '../../client/react/index.ts';
import { linkTo } from '../chat/use-route.ts';
import { usePinning } from '../groups/use-pinning.ts';
import { ActionsMenu } from '../lazy-popups.tsx';
import { timeOf } from '../text/times.ts';
import type { Action } from './action.ts';
import { copy } from './copy.ts';
import { MessageActionsContext } from './message-actions.ts';

const QUESTION = {
  title: 'Delete this message?',
  text: 'Nobody can read it any more, you neither. That there was one stays to be seen.',
  yes: 'Delete',
};

interface MessageMenuProps {
  readonly message: MessageFrame;
  /** One's own may be changed, too. */
  readonly isOwn: boolean;
}

/** What may be done about a message. */
export function MessageMenu(props: MessageMenuProps) {
  const group = groupIn(props.message.conversation);
  const isMember = useGroupNames().includes(group ?? '');
  return isMember ? <GroupMessageMenu {...props} /> : <Menu {...props} pinning={[]} />;
}

/** Of a group that one is in, who may also pin it. */
function GroupMessageMenu(props: MessageMenuProps) {
  return <Menu {...props} pinning={usePinning(props.message)} />;
}

function Menu({ message, isOwn, pinning }: MessageMenuProps & { readonly pinning: readonly Action[] }) {
  const { reply, react, edit, remove } = useContext(MessageActionsContext);
  const { conversation, id, content } = message;
  // A whisper is called otherwise by each of the two.
  const isLinkable = !conversation.startsWith('whisper:');
  const own: readonly Action[] = [
    { label: 'Edit', run: () => edit(message) },
    { label: 'Delete', isDangerous: true, question: QUESTION, run: () => remove(message) },
  ];
  return (
    <ActionsMenu
      label={`Actions for ${isOwn ? 'your' : `${message.from}’s`} message of ${timeOf(message.ts)}`}
      actions={[
        { label: 'Reply', run: () => reply(message) },
        { label: 'React', run: () => react(message) },
        { label: 'Copy text', run: () => copy('Text', content) },
        ...(isLinkable ? [{ label: 'Copy link', run: () => copy('Link', linkTo(conversation, id)) }] : []),
        ...pinning,
        ...(isOwn ? own : []),
      ]}
    />
  );
}
