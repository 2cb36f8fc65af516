import { useState } from 'react';
import { useConnection } from '../../client/react/index.ts';
import { ActionsMenu, PersonCard } from '../lazy-popups.tsx';
import { usePersonActions } from '../people/use-person-actions.ts';

/** What may be done about the other party of a whisper, and what they say of themselves; about oneself, nothing. */
export function WhisperMenu({ name }: { readonly name: string }) {
  const { user } = useConnection();
  const actions = usePersonActions(name);
  const [isOpen, setIsOpen] = useState(false);
  if (name === user) return null;
  const profile = { label: 'Profile', run: () => setIsOpen(true) };
  return (
    <>
      <ActionsMenu
        label={`Actions for ${name}`}
        conversation={`whisper:${name}`}
        actions={[profile, ...actions]}
      />
      <PersonCard name={name} isOpen={isOpen} onOpenChange={setIsOpen} />
    </>
  );
}
