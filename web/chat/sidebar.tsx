import { MessageSquarePlus, Users } from 'lucide-react';
import { useConnection } from '../../client/react/index.ts';
import { AccountMenu, NewConversation, People } from '../lazy-popups.tsx';
import { LoadFailure } from '../load-failure.tsx';
import { ConversationLink } from './conversation-link.tsx';
import { useSidebarItems } from './use-sidebar-items.ts';

/** The conversations, the newest first, and what begins another one. */
export function Sidebar({
  current,
  onSignOut,
}: {
  readonly current: string;
  readonly onSignOut: () => void;
}) {
  const { user, state } = useConnection();
  const { items, isLoaded, error, retry } = useSidebarItems(current);
  return (
    <nav className="sidebar" aria-label="Conversations">
      <header>
        <AccountMenu user={user ?? '…'} isLive={state === 'live'} onSignOut={onSignOut} />
        <People
          trigger={
            <button type="button" className="icon-button" aria-label="People">
              <Users size={20} aria-hidden />
            </button>
          }
        />
        <NewConversation
          trigger={
            <button type="button" className="icon-button" aria-label="New conversation">
              <MessageSquarePlus size={20} aria-hidden />
            </button>
          }
        />
      </header>
      <LoadFailure error={error} onRetry={retry} />
      <ul className="conversations">
        {items.map((item) => (
          <li key={item.conversation}>
            <ConversationLink item={item} isCurrent={item.conversation === current} isLoaded={isLoaded} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
