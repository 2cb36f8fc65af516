import type { InvitationItem } from '../../client/index.ts';
import { ConversationIcon } from '../elements/conversation-icon.tsx';
import { PersonName } from '../naming/person-name.tsx';
import { InvitationAnswers } from './invitation-answers.tsx';

export interface InvitationListProps {
  readonly invitations: readonly InvitationItem[];
  /** A group is joined, and opened. */
  readonly onOpen: () => void;
}

/** The groups that one is invited to, by whom, each with its answers. */
export function InvitationList({ invitations, onOpen }: InvitationListProps) {
  if (invitations.length === 0) return null;
  return (
    <>
      <h3>You are invited to</h3>
      {invitations.map(({ group, from, title }) => (
        <div key={group} className="person">
          <ConversationIcon conversation={`group:${group}`} />
          <span className="name">
            {group}
            <span className="real-name">
              {title !== undefined && (
                <>
                  {' '}
                  <bdi>{title}</bdi>,
                </>
              )}{' '}
              by <PersonName name={from} />
            </span>
          </span>
          <InvitationAnswers group={group} onOpen={onOpen} />
        </div>
      ))}
    </>
  );
}
