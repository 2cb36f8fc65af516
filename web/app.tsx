import { useMemo } from 'react';
import type { ChatClientOptions } from '../client/index.ts';
import { ChatProvider } from '../client/react/index.ts';
import { createTabSocket } from '../client/tabs/index.ts';
import { ChatScreen } from './chat/chat-screen.tsx';
import { Notice } from './elements/notice.tsx';
import { keepChat } from './keep-chat.ts';
import type { PageSettings } from './page-settings.ts';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { type Session, useSession } from './sign-in/use-session.ts';
import { noteStorageTrouble } from './storage-trouble.ts';

/** The page: what it shows depends on whether somebody is signed in. */
export function App() {
  const session = useSession();
  switch (session.kind) {
    case 'starting':
      return <Notice title="Chat">Loading…</Notice>;
    case 'failed':
      return (
        <Notice title="Chat" action={{ label: 'Try again', onClick: () => location.reload() }}>
          {session.reason}
        </Notice>
      );
    case 'signed out':
      return <SignInScreen session={session} />;
    case 'signed in':
      return <SignedIn session={session} />;
  }
}

function SignedIn({ session }: { readonly session: Extract<Session, { kind: 'signed in' }> }) {
  const { user, settings, token, signOut, erased } = session;
  const options = useMemo<ChatClientOptions>(
    () => ({
      url: chatAddress(settings),
      token,
      store: keepChat(user, noteStorageTrouble),
      report: (error) => console.warn(error),
      openSocket: createTabSocket({ worker: startTabsWorker }),
    }),
    [settings, token, user],
  );
  return (
    <ChatProvider user={user} options={options} fallback={<Notice title="Chat">Loading…</Notice>}>
      <ChatScreen user={user} onSignOut={signOut} onErased={erased} />
    </ChatProvider>
  );
}

/** The bundler finds the worker's script by this very expression. */
const startTabsWorker = () =>
  new SharedWorker(new URL('./tabs-worker.ts', import.meta.url), { type: 'module', name: 'chat' });

/** `wss:` beside `https:`, so that the page needs to know no more than its own address. */
function chatAddress({ chatUrl }: PageSettings): string {
  const url = new URL(chatUrl, location.href);
  if (url.protocol.startsWith('http')) url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}
