import { useChatClient } from '../../client/react/index.ts';
import { NameForm } from './name-form.tsx';
import { useKnownNames } from './use-known-names.ts';

/** Opens a whisper, with somebody who is there. */
export function WhisperForm({ onOpen }: { readonly onOpen: (conversation: string) => void }) {
  const client = useChatClient();
  const { users } = useKnownNames();
  return (
    <NameForm
      label="Whisper to"
      button="Open"
      suggestions={users}
      of="users"
      isMeantAtOnce
      onName={async (name) => {
        const conversation = `whisper:${name}`;
        // Without a connection it can't be asked, and what is written waits. Nobody's history is an error.
        if (!users.includes(name) && client.state === 'live')
          await client.history(conversation, { limit: 1 });
        onOpen(conversation);
        return undefined;
      }}
    />
  );
}
