import { useChatClient, useConnection } from '../../client/react/index.ts';
import { usePending } from '../chat/use-pending.ts';

/** In the place of the composer, for a group that one isn't in. */
export function JoinGroup({ name }: { readonly name: string }) {
  const client = useChatClient();
  const { state } = useConnection();
  const isJoining = usePending().some(
    ({ command }) => (command.type === 'join' || command.type === 'create') && command.group_name === name,
  );
  // Without a connection nobody knows, after a reload, which groups there are.
  if (state !== 'live' && !isJoining) return null;
  return (
    <p className="join" role="status">
      {isJoining
        ? `Joining ${name}${state === 'live' ? '…' : ' as soon as there is a connection.'}`
        : `You are not in ${name}.`}
      {!isJoining && (
        <button
          type="button"
          className="button primary"
          onClick={() => void client.join(name).catch(() => undefined)}
        >
          Join
        </button>
      )}
    </p>
  );
}
