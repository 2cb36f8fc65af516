import { useConnection } from '../../client/react/index.ts';
import { Toasts } from '../lazy-popups.tsx';
import { Announcements } from './announcements.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Conversation } from './conversation.tsx';
import { Sidebar } from './sidebar.tsx';
import { useRoute } from './use-route.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';

/** The chat of who is signed in: the conversations at one side, one of them at the other. */
export function ChatScreen({ onSignOut }: { readonly onSignOut: () => void }) {
  const route = useRoute();
  const { user } = useConnection();
  useTitle();
  useShortcuts();
  return (
    <div className={route === undefined ? 'screen' : 'screen has-conversation'}>
      <a className="skip" href="#message">
        Skip to the message
      </a>
      <ConnectionBanner />
      <Sidebar current={route ?? 'lobby'} onSignOut={onSignOut} />
      <Conversation key={`${user} ${route}`} conversation={route ?? 'lobby'} />
      <Announcements current={route ?? 'lobby'} />
      <Toasts />
    </div>
  );
}
