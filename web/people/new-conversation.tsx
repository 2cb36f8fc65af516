import { type ReactElement, useState } from 'react';
import { openConversation } from '../chat/use-route.ts';
import { Popup } from '../elements/popup.tsx';
import { GroupForm } from './group-form.tsx';
import { WhisperForm } from './whisper-form.tsx';

/** Begins a whisper with somebody, or joins a group. */
export function NewConversation({ trigger }: { readonly trigger: ReactElement<{ disabled?: boolean }> }) {
  const [isOpen, setIsOpen] = useState(false);
  const open = (conversation: string) => {
    openConversation(conversation);
    setIsOpen(false);
  };
  return (
    <Popup title="New conversation" trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen}>
      <WhisperForm onOpen={open} />
      <GroupForm onOpen={open} />
    </Popup>
  );
}
