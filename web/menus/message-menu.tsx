import { useContext } from 'react';
import type { MessageFrame } from '../../client/index.ts';
import { linkTo } from '../chat/use-route.ts';
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

/** What may be done about a message. @param props.isOwn one's own may be changed, too */
export function MessageMenu({ message, isOwn }: { readonly message: MessageFrame; readonly isOwn: boolean }) {
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
        ...(isOwn ? own : []),
      ]}
    />
  );
}
