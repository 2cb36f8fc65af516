import { useState } from 'react';
import { useChatClient, useInvitations } from '../../client/react/index.ts';
import { NameForm } from '../people/name-form.tsx';
import { useKnownNames } from '../people/use-known-names.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { isThere } from './is-there.ts';

export interface JoinFormProps {
  readonly onOpen: (conversation: string) => void;
  /** There is none of that name to be joined: it is to be made. */
  readonly onMake: (name: string) => void;
}

/** Joins a group; one that isn't there may be made instead by a second press, as it may be misspelt. */
export function JoinForm({ onOpen, onMake }: JoinFormProps) {
  const client = useChatClient();
  const { groups } = useKnownNames();
  const invited = useInvitations().items.map(({ group }) => group);
  const [missing, setMissing] = useState<string>();
  return (
    <NameForm
      label="Join a group"
      button={(name) => (name === missing ? 'Make it…' : 'Join')}
      of="groups"
      sigil="#"
      suggestions={[...new Set([...groups, ...invited])]}
      onName={async (name, options) => {
        if (name === missing) {
          onMake(name);
          return undefined;
        }
        const isMember = client.groupNames.includes(name);
        // Without a connection it can't be asked, and is joined or made as soon as there is one.
        const isKnown = isMember || invited.includes(name);
        const isAsked = !isKnown && client.state === 'live';
        if (isAsked && !(await isThere(client, name))) {
          setMissing(name);
          return { kind: 'question', text: `There is no group ${name} that anybody may join.` };
        }
        if (!isMember) await untilDoneOrWaiting(client, client.join(name, options));
        onOpen(`group:${name}`);
        return undefined;
      }}
    />
  );
}
