import { Conversation } from '../conversation/conversation.tsx';
import { BannedNotice, Toasts } from '../lazy-popups.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { Announcements } from './announcements.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { useBan } from './use-ban.ts';
import { useErased } from './use-erased.ts';
import { useIsNarrow } from './use-is-narrow.ts';
import { useCleanAddress, useRoute } from './use-route.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';

export interface ChatScreenProps {
  /** Who is signed in, by their name at the issuer. */
  readonly user: string;
  readonly onSignOut: () => void;
  /** The account is deleted, here or elsewhere. */
  readonly onErased: () => void;
}

/** The chat of who is signed in: the conversations at one side, one of them at the other. */
export function ChatScreen({ user, onSignOut, onErased }: ChatScreenProps) {
  const route = useRoute();
  const isNarrow = useIsNarrow();
  const current = route ?? 'lobby';
  const isOpen = route !== undefined || !isNarrow;
  useTitle(isNarrow ? route : current);
  useShortcuts();
  useCleanAddress();
  useErased(onErased);
  const ban = useBan();
  if (ban) return <BannedNotice ban={ban} onSignOut={onSignOut} />;
  return (
    <div className={route === undefined ? 'screen' : 'screen has-conversation'}>
      {isOpen && (
        // A button: the address's fragment is the conversation, and must stay.
        <button type="button" className="skip" onClick={() => document.getElementById('message')?.focus()}>
          Skip to the message field
        </button>
      )}
      <ConnectionBanner />
      <Sidebar current={current} isOpen={isOpen} owner={user} onSignOut={onSignOut} onErased={onErased} />
      {isOpen && <Conversation key={current} conversation={current} user={user} />}
      <Announcements current={current} user={user} />
      <Toasts />
    </div>
  );
}
