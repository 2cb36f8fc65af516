import { type ReactElement, useState } from 'react';
import { useChatClient } from '../../client/react/index.ts';
import { openConversation } from '../chat/use-route.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { NameForm } from './name-form.tsx';
import { Popup } from './popup.tsx';

/** Begins a whisper with somebody, or joins a group. */
export function NewConversation({ trigger }: { readonly trigger: ReactElement<{ disabled?: boolean }> }) {
  const client = useChatClient();
  const [isOpen, setIsOpen] = useState(false);
  const open = (conversation: string) => {
    openConversation(conversation);
    setIsOpen(false);
  };
  return (
    <Popup title="New conversation" trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen}>
      <NameForm label="Whisper to" button="Open" onName={async (name) => open(`whisper:${name}`)} />
      <NameForm
        label="Join a group, or make it"
        button="Join"
        onName={async (name, options) => {
          if (!client.groupNames.includes(name)) await untilDoneOrWaiting(client, client.join(name, options));
          open(`group:${name}`);
        }}
      />
    </Popup>
  );
}
