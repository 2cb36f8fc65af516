import { useConnection, useGroup, usePresence, useProfile } from '../../client/react/index.ts';
import { serverNow } from '../text/clock.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { presenceSentence } from '../text/sentences/presence-sentence.ts';

/** What a conversation is, below its name. */
export function ConversationAbout({ conversation }: { readonly conversation: string }) {
  const { user } = useConnection();
  const { kind, name } = nameConversation(conversation);
  if (kind === 'group') return <GroupAbout name={name} />;
  if (kind === 'lobby') return <p className="about">Everybody who signs in</p>;
  if (name === user) return <p className="about">Notes to yourself</p>;
  return <WhisperAbout name={name} />;
}

/** Who it is, where they are called otherwise; and of a friend, whether they are there. */
function WhisperAbout({ name }: { readonly name: string }) {
  const isCalledOtherwise = useProfile(name)?.display_name !== undefined;
  const presence = usePresence(name);
  return (
    <p className="about">
      {isCalledOtherwise && `${name}: `}
      {presence === undefined ? (
        'Whisper between you two'
      ) : (
        <span className={presence.state === 'online' ? 'is-there' : undefined}>
          {presenceSentence(presence, serverNow())}
        </span>
      )}
    </p>
  );
}

function GroupAbout({ name }: { readonly name: string }) {
  const { users, hasMore, isLoaded, isMember } = useGroup(name);
  const count = `${users.length.toLocaleString()}${hasMore ? '+' : ''}`;
  return (
    <p className="about">
      Group
      {isMember && isLoaded && `, ${count} ${count === '1' ? 'member' : 'members'}`}
    </p>
  );
}
