import type { MessageFrame } from '../../client/index.ts';
import { useConnection, useFriends, useGroupNames, useInvitations } from '../../client/react/index.ts';
import { JoinGroup } from '../lazy-popups.tsx';
import { PersonName } from '../naming/person-name.tsx';
import { AnswerButtons } from '../people/answer-buttons.tsx';
import { InvitationAnswers } from '../people/invitation-answers.tsx';
import { usePersonActions } from '../people/use-person-actions.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { Composer, type ComposerProps } from './composer.tsx';
import { EditComposer } from './edit-composer.tsx';

export interface ConversationFooterProps extends ComposerProps {
  /** The message that is being edited. */
  readonly edited: MessageFrame | undefined;
  readonly save: (content: string) => void;
  readonly onEditEnd: () => void;
}

/** Below the messages: where one writes or edits, or why one can't and what to do about it. */
export function ConversationFooter({ edited, save, onEditEnd, ...props }: ConversationFooterProps) {
  const { kind, name } = nameConversation(props.conversation);
  const isMember = useGroupNames().includes(name);
  const { user } = useConnection();
  if (edited) return <EditComposer key={edited.id} message={edited} save={save} onEnd={onEditEnd} />;
  if (kind === 'group' && !isMember) return <JoinGroup key={name} name={name} />;
  if (kind === 'whisper' && name !== user) return <WhisperFooter {...props} peer={name} />;
  return <Composer {...props} />;
}

function WhisperFooter({ peer, ...props }: ComposerProps & { readonly peer: string }) {
  const { friends, incoming, blocked } = useFriends();
  const { items: invitations } = useInvitations();
  const actions = usePersonActions(peer);
  if (blocked.includes(peer)) {
    return (
      <div className="join">
        <span>
          You have blocked <PersonName name={peer} />.
        </span>
        <AnswerButtons name={peer} actions={actions} />
      </div>
    );
  }
  return (
    <>
      {/* The lists are fetched one after the other. */}
      {incoming.includes(peer) && !friends.includes(peer) && (
        <div className="join">
          <span>
            <PersonName name={peer} /> asks to be friends.
          </span>
          <AnswerButtons name={peer} actions={actions} />
        </div>
      )}
      {invitations
        .filter(({ from }) => from === peer)
        .map(({ group }) => (
          <div key={group} className="join">
            <span>
              <PersonName name={peer} /> invites you to {group}.
            </span>
            <InvitationAnswers group={group} />
          </div>
        ))}
      <Composer {...props} />
    </>
  );
}
