import { useContext } from 'react';
import type { MessageFrame } from '../../client/index.ts';
import { ActionsMenu } from '../lazy-popups.tsx';
import { timeOf } from '../text/times.ts';
import { MessageActionsContext } from './message-actions.ts';

const QUESTION = {
  title: 'Delete this message?',
  text: 'Nobody can read it any more, you neither. That there was one stays to be seen.',
  yes: 'Delete',
};

/** What may be done to a message of one's own. */
export function MessageMenu({ message }: { readonly message: MessageFrame }) {
  const { edit, remove } = useContext(MessageActionsContext);
  return (
    <ActionsMenu
      label={`Actions for your message of ${timeOf(message.ts)}`}
      actions={[
        { label: 'Edit', run: () => edit(message) },
        { label: 'Delete', isDangerous: true, question: QUESTION, run: () => remove(message) },
      ]}
    />
  );
}
