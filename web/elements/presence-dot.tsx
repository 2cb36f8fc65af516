import { useConnection, usePresence } from '../../client/react/index.ts';

/** That a friend is there, as a colour and as a word; nothing of others, and of oneself. */
export function PresenceDot({ name }: { readonly name: string }) {
  const { user } = useConnection();
  const presence = usePresence(name === user ? undefined : name);
  if (presence?.state !== 'online') return null;
  return (
    <span className="presence" title="Online">
      <span className="unseen"> online</span>
    </span>
  );
}
