import { useState } from 'react';
import { useChatClient, useConnection, useInvitations } from '../../client/react/index.ts';
import { usePending } from '../chat/use-pending.ts';
import { MakeGroup } from '../groups/make-group.tsx';
import { useIsThere } from '../groups/use-is-there.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { tell } from '../tell.ts';
import { endSentence, hasWayBack } from '../text/sentences/end-sentence.ts';
import { errorSentence } from '../text/sentences/error-sentence.ts';

/** In the place of the composer, for a group that one isn't in. */
export function JoinGroup({ name }: { readonly name: string }) {
  const client = useChatClient();
  const { state, user } = useConnection();
  const [isMaking, setIsMaking] = useState(false);
  const isJoining = usePending().some(
    ({ command }) => (command.type === 'join' || command.type === 'create') && command.group_name === name,
  );
  const last = client.timeline(`group:${name}`).events.at(-1);
  const mayTry = last === undefined || hasWayBack(last, user);
  const isInvited = useInvitations().items.some(({ group }) => group === name);
  const { found, look } = useIsThere(name, mayTry, isInvited);
  // Without a connection nobody knows, after a reload, which groups there are.
  if (state !== 'live' && !isJoining) return null;
  const end = last && endSentence(last, user);
  const isMissing = mayTry && found === false;
  const join = async () => {
    if (!(await look())) return;
    // What comes to nothing is told above the page.
    await client.join(name).catch(() => undefined);
  };
  const offer = offerOf({ mayTry: mayTry && !isJoining, isThere: found, isEnded: end !== undefined });
  return (
    <>
      <p className="join" role="status">
        {isJoining ? (
          `Joining ${name}${state === 'live' ? '…' : ' as soon as there is a connection.'}`
        ) : (
          <span>
            {end ? <SentenceLine of={end} /> : !isMissing && `You are not in ${name}.`}
            {isMissing && ` There is no group ${name} that anybody may join.`}
          </span>
        )}
        {offer && (
          <button
            type="button"
            className="button primary"
            onClick={() =>
              offer === 'Join' ? join().catch((error) => tell(errorSentence(error))) : setIsMaking(true)
            }
          >
            {offer}
          </button>
        )}
      </p>
      <MakeGroup name={name} isOpen={isMaking} onOpenChange={setIsMaking} />
    </>
  );
}

interface Chances {
  /** Whether one may try to join. */
  readonly mayTry: boolean;
  /** Whether there is something to join; undefined while nobody knows. */
  readonly isThere: boolean | undefined;
  /** Whether another has ended that one is in it: then its name is hardly free. */
  readonly isEnded: boolean;
}

/** What can be done about a group that one isn't in. */
function offerOf({ mayTry, isThere, isEnded }: Chances): 'Join' | 'Make it…' | undefined {
  if (!mayTry || isThere === undefined) return undefined;
  if (isThere) return 'Join';
  return isEnded ? undefined : 'Make it…';
}
