import { useConnection, useGroup, useProfile } from '../../client/react/index.ts';
import { nameConversation } from '../text/conversation-name.ts';

/** What a conversation is, below its name. */
export function ConversationAbout({ conversation }: { readonly conversation: string }) {
  const { user } = useConnection();
  const { kind, name } = nameConversation(conversation);
  if (kind === 'group') return <GroupAbout name={name} />;
  if (kind === 'lobby') return <p className="about">Everybody who signs in</p>;
  if (name === user) return <p className="about">Notes to yourself</p>;
  return <WhisperAbout name={name} />;
}

/** Who it is, where they are called otherwise. */
function WhisperAbout({ name }: { readonly name: string }) {
  const isCalledOtherwise = useProfile(name)?.display_name !== undefined;
  return (
    <p className="about">
      {isCalledOtherwise && `${name}: `}
      Whisper between you two
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
