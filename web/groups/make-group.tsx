import { openConversation } from '../chat/use-route.ts';
import { Popup } from '../elements/popup.tsx';
import { MakeForm } from './make-form.tsx';

export interface MakeGroupProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Makes a group of a name that was looked for and isn't there. */
export function MakeGroup({ name, isOpen, onOpenChange }: MakeGroupProps) {
  const close = () => onOpenChange(false);
  return (
    <Popup title="New group" isOpen={isOpen} onOpenChange={onOpenChange}>
      <MakeForm
        name={name}
        onOpen={(conversation) => {
          openConversation(conversation);
          close();
        }}
        onBack={close}
      />
    </Popup>
  );
}
