import { useChatClient, useConnection } from '../../client/react/index.ts';
import { usePending } from '../chat/use-pending.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { endSentence } from '../text/end-sentence.ts';

/** In the place of the composer, for a group that one isn't in. */
export function JoinGroup({ name }: { readonly name: string }) {
  const client = useChatClient();
  const { state, user } = useConnection();
  const isJoining = usePending().some(
    ({ command }) => (command.type === 'join' || command.type === 'create') && command.group_name === name,
  );
  // Without a connection nobody knows, after a reload, which groups there are.
  if (state !== 'live' && !isJoining) return null;
  const last = client.timeline(`group:${name}`).events.at(-1);
  const end = last && endSentence(last, user);
  return (
    <p className="join" role="status">
      {isJoining ? (
        `Joining ${name}${state === 'live' ? '…' : ' as soon as there is a connection.'}`
      ) : (
        <span>{end ? <SentenceLine of={end} /> : `You are not in ${name}.`}</span>
      )}
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
