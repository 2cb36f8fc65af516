import { type ReactElement, useState } from 'react';
import { openConversation } from '../chat/use-route.ts';
import { Popup } from '../elements/popup.tsx';
import { JoinForm } from '../groups/join-form.tsx';
import { MakeForm } from '../groups/make-form.tsx';
import { WhisperForm } from './whisper-form.tsx';

/** Begins a whisper with somebody, joins a group, or makes one. */
export function NewConversation({ trigger }: { readonly trigger: ReactElement<{ disabled?: boolean }> }) {
  const [isOpen, setIsOpen] = useState(false);
  /** The name of the group that is to be made; undefined: none is. */
  const [made, setMade] = useState<string>();
  const turn = (isOpenNow: boolean) => {
    if (isOpenNow) setMade(undefined);
    setIsOpen(isOpenNow);
  };
  const open = (conversation: string) => {
    openConversation(conversation);
    turn(false);
  };
  return (
    <Popup
      title={made === undefined ? 'New conversation' : 'New group'}
      trigger={trigger}
      isOpen={isOpen}
      onOpenChange={turn}
    >
      {made === undefined ? (
        <>
          <WhisperForm onOpen={open} />
          <JoinForm onOpen={open} onMake={setMade} />
          <button type="button" className="button" onClick={() => setMade('')}>
            Make a group…
          </button>
        </>
      ) : (
        <MakeForm name={made} onOpen={open} onBack={() => setMade(undefined)} />
      )}
    </Popup>
  );
}
