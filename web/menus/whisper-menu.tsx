import { useConnection } from '../../client/react/index.ts';
import { ActionsMenu } from '../lazy-popups.tsx';
import { usePersonActions } from '../people/use-person-actions.ts';

/** What may be done about the other party of a whisper; about oneself, nothing. */
export function WhisperMenu({ name }: { readonly name: string }) {
  const { user } = useConnection();
  const actions = usePersonActions(name);
  return name === user ? null : <ActionsMenu label={`Actions for ${name}`} actions={actions} />;
}
