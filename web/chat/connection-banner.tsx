import { useEffect, useState } from 'react';
import { useChatClient, useConnection } from '../../client/react/index.ts';

/** A short loss is nobody's business: it is over before it could be read. */
const PATIENCE_MS = 1_500;

/** Says above everything when there is no connection, and why; nothing while there is one. */
export function ConnectionBanner() {
  const client = useChatClient();
  const { state, failure } = useConnection();
  const isDown = state !== 'live' && state !== 'idle';
  const isLate = useIsLate(isDown);
  if (!isDown || !(isLate || state === 'refused')) return <div className="banner" role="status" />;
  return (
    <div className="banner is-shown" role="status">
      <span>{sentenceOf(state, failure?.message)}</span>
      {state === 'refused' && (
        <button type="button" className="button" onClick={client.connect}>
          Connect again
        </button>
      )}
    </div>
  );
}

function useIsLate(isDown: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!isDown) return setIsLate(false);
    const timer = setTimeout(() => setIsLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isDown]);
  return isLate;
}

function sentenceOf(state: string, reason: string | undefined): string {
  if (state === 'refused') return `You are not connected: ${reason ?? 'the server has refused it'}.`;
  if (!navigator.onLine) return 'There is no network. What you write is sent as soon as there is.';
  if (state === 'connecting') return 'Connecting…';
  return 'The connection was lost. Trying again; what you write is sent then.';
}
