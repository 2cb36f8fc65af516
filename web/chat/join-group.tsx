import { useChatClient, useConnection } from '../../client/react/index.ts';

/** In the place of the composer, for a group that one isn't in. */
export function JoinGroup({ name }: { readonly name: string }) {
  const client = useChatClient();
  const { state } = useConnection();
  if (state !== 'live') return null;
  return (
    <p className="join">
      You are not in {name}.
      <button
        type="button"
        className="button primary"
        onClick={() => void client.join(name).catch(() => undefined)}
      >
        Join
      </button>
    </p>
  );
}
