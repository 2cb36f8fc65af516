import { useChatClient, useConnection } from '../../client/react/index.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { NameForm } from './name-form.tsx';
import { useKnownNames } from './use-known-names.ts';

/** Asks somebody to be friends. */
export function AskForm() {
  const client = useChatClient();
  const { user } = useConnection();
  const { strangers } = useKnownNames();
  return (
    <NameForm
      label="Ask somebody to be friends"
      button="Ask"
      suggestions={strangers}
      of="users"
      onName={async (name, options) => {
        if (name === user) return { kind: 'fault', text: 'That is you.' };
        const outcome = await untilDoneOrWaiting(client, client.add(name, options));
        const when = outcome === 'done' ? 'has been asked' : 'is asked as soon as there is a connection';
        return { kind: 'done', text: `${name} ${when}.` };
      }}
    />
  );
}
