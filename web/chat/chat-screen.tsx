import { Conversation } from '../conversation/conversation.tsx';
import { Toasts } from '../lazy-popups.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { Announcements } from './announcements.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { useIsNarrow } from './use-is-narrow.ts';
import { useCleanAddress, useRoute } from './use-route.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';

/** The chat of who is signed in: the conversations at one side, one of them at the other. */
export function ChatScreen({ user, onSignOut }: { readonly user: string; readonly onSignOut: () => void }) {
  const route = useRoute();
  const isNarrow = useIsNarrow();
  const current = route ?? 'lobby';
  const isOpen = route !== undefined || !isNarrow;
  useTitle(isNarrow ? route : current);
  useShortcuts();
  useCleanAddress();
  return (
    <div className={route === undefined ? 'screen' : 'screen has-conversation'}>
      {/* A button: the address's fragment is the conversation, and must stay. */}
      <button type="button" className="skip" onClick={() => document.getElementById('message')?.focus()}>
        Skip to the message field
      </button>
      <ConnectionBanner />
      <Sidebar current={current} isOpen={isOpen} owner={user} onSignOut={onSignOut} />
      {isOpen && <Conversation key={current} conversation={current} user={user} />}
      <Announcements current={current} user={user} />
      <Toasts />
    </div>
  );
}
