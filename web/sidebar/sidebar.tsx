import { MessageSquarePlus, Users } from 'lucide-react';
import { useMemo } from 'react';
import { useConnection, useFriends, useGroupNames, useInvitations } from '../../client/react/index.ts';
import { createDrafts } from '../conversation/drafts.ts';
import { AccountMenu, NewConversation, People } from '../lazy-popups.tsx';
import { LoadFailure } from '../load-failure.tsx';
import { nameConversation } from '../text/conversation-name.ts';
import { keyName } from '../text/key-name.ts';
import { ConversationLink, type ConversationLinkProps } from './conversation-link.tsx';
import { useFailed } from './use-failed.ts';
import { useSidebarItems } from './use-sidebar-items.ts';
import { useWaiting } from './use-waiting.ts';

export interface SidebarProps {
  readonly current: string;
  /** Whether that one is on screen: where it's narrow, there may be nothing but the list. */
  readonly isOpen: boolean;
  /** Who is signed in, by their name at the issuer: whose drafts are shown. */
  readonly owner: string;
  readonly onSignOut: () => void;
  readonly onErased: () => void;
}

/** The conversations, the newest first, and what begins another one. */
export function Sidebar({ current, isOpen, owner, onSignOut, onErased }: SidebarProps) {
  const { user, state } = useConnection();
  const { incoming } = useFriends();
  const groups = useGroupNames();
  const requestWith = useRequests();
  const { items: invitations } = useInvitations();
  const waiting = useWaiting();
  const failed = useFailed();
  const unsent = useMemo(() => [...waiting.keys(), ...failed.keys()], [waiting, failed]);
  const { items, isLoaded, error, retry } = useSidebarItems(current, unsent);
  const drafts = useMemo(() => createDrafts(owner), [owner]);
  const asking = incoming.length + invitations.length;
  const people = [
    'People',
    ...countsOf(incoming.length, 'friend request'),
    ...countsOf(invitations.length, 'invitation'),
  ].join(', ');
  return (
    <nav className="sidebar" aria-label="Conversations">
      <header>
        <AccountMenu
          user={user ?? '…'}
          owner={owner}
          isLive={state === 'live'}
          onSignOut={onSignOut}
          onErased={onErased}
        />
        <People
          trigger={
            <button type="button" className="icon-button" aria-label={people} title={people}>
              <Users size={20} aria-hidden />
              {asking > 0 && <span className="badge is-over">{asking}</span>}
            </button>
          }
        />
        <NewConversation
          trigger={
            <button
              type="button"
              id="new-conversation"
              className="icon-button"
              aria-label="New conversation"
              aria-keyshortcuts="Control+K Meta+K"
              title={`New conversation (${keyName('K')})`}
            >
              <MessageSquarePlus size={20} aria-hidden />
            </button>
          }
        />
      </header>
      <LoadFailure error={error} onRetry={retry} />
      <ul className="conversations">
        {items.map((item) => {
          const { conversation } = item;
          const { kind, name } = nameConversation(conversation);
          return (
            <li key={conversation}>
              <ConversationLink
                item={item}
                isCurrent={isOpen && conversation === current}
                isLoaded={isLoaded}
                isOutside={kind === 'group' && state === 'live' && !groups.includes(name)}
                request={kind === 'whisper' ? requestWith(name) : undefined}
                isInvited={kind === 'whisper' && invitations.some(({ from }) => from === name)}
                waiting={waiting.get(conversation)}
                failed={failed.get(conversation)}
                draft={drafts.read(conversation)}
              />
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const countsOf = (count: number, what: string) =>
  count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];

/** Tells of a name whether a friend request between the two waits for an answer. */
function useRequests(): (name: string) => ConversationLinkProps['request'] {
  const { incoming, outgoing, isLoaded } = useFriends();
  return useMemo(() => {
    const [asking, asked] = [new Set(incoming), new Set(outgoing)];
    return (name) => {
      if (asking.has(name)) return 'incoming';
      if (asked.has(name)) return 'outgoing';
      return isLoaded ? 'none' : undefined;
    };
  }, [incoming, outgoing, isLoaded]);
}
