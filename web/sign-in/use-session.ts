import type { User, UserManager } from 'oidc-client-ts';
import { useEffect, useState } from 'react';
import type { ChatClientOptions } from '../../client/index.ts';
import { fetchSettings } from '../fetch-settings.ts';
import { forgetUser } from '../forget-user.ts';
import type { PageSettings } from '../page-settings.ts';
import { createUserManager } from './create-user-manager.ts';
import { createTokenProvider } from './session-tokens.ts';
import { revokeTokens, signOut } from './sign-out.ts';
import { startSession } from './start-session.ts';
import { tabStorage } from './tab-storage.ts';

export type Session =
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'signed out'; readonly reason?: string; readonly signIn: () => void }
  | SignedInSession;

export interface SignedInSession {
  readonly kind: 'signed in';
  /** Who it is at the issuer, the same each time. */
  readonly user: string;
  readonly settings: PageSettings;
  readonly token: ChatClientOptions['token'];
  readonly signOut: () => void;
  /** The account is deleted: forgets all that this browser keeps of it, on all tabs. */
  readonly erased: () => void;
}

/** Other tabs of this user are told of the end of the session by this name. */
const SIGNED_OUT = 'chat-signed-out';

/** What they are told. */
interface Ended {
  readonly user: string;
  /** The account is deleted. */
  readonly isErased: boolean;
}

const ERASED = 'This account has been deleted, and what was kept of it here. Nobody can sign in by its name.';

/** Who is signed in on this page, from its first moment on. */
export function useSession(): Session {
  const [session, setSession] = useState<Session>({ kind: 'starting' });
  useEffect(() => {
    let isOver = false;
    const show = (next: Session) => {
      if (!isOver) setSession(next);
    };
    const channel = openChannel();
    begin(show, channel).catch((error) => show({ kind: 'failed', reason: sentenceOf(error) }));
    return () => {
      isOver = true;
      channel?.close();
    };
  }, []);
  return session;
}

let starting:
  | Promise<{ settings: PageSettings; manager?: UserManager; user?: User; reason?: string }>
  | undefined;

/** Once a page: what comes back from the issuer can be presented once, and strict mode runs effects twice. */
function start() {
  starting ??= fetchSettings().then(async (settings) => {
    if (!settings.signIn) return { settings };
    const storage = tabStorage();
    const manager = createUserManager(settings.signIn, storage);
    try {
      const user = await startSession(manager, storage);
      return { settings, manager, ...(user && { user }) };
    } catch (error) {
      return { settings, manager, reason: sentenceOf(error) };
    }
  });
  return starting;
}

async function begin(show: (session: Session) => void, channel: BroadcastChannel | undefined): Promise<void> {
  const { settings, manager, user, reason } = await start();
  const { signIn } = settings;
  if (!manager || !signIn) {
    return show({ kind: 'failed', reason: 'This deployment doesn’t say where its users sign in.' });
  }
  const showSignedOut = (why?: string) =>
    show({
      kind: 'signed out',
      ...(why !== undefined && { reason: why }),
      signIn: () =>
        void manager
          .signinRedirect({ state: location.hash })
          .catch((error) => showSignedOut(sentenceOf(error))),
    });
  if (!user) return showSignedOut(reason);
  const { sub } = user.profile;
  const end = (why?: string) => void manager.removeUser().finally(() => showSignedOut(why));
  /** Ends it here alone: each tab has a refresh token of its own. */
  const endHere = (why: string) => {
    show({ kind: 'starting' });
    forgetUser(sub);
    void revokeTokens(manager).then(() => end(why));
  };
  const tellOthers = (isErased: boolean) => channel?.postMessage({ user: sub, isErased } satisfies Ended);
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Ended>) => {
      if (data.user === sub) endHere(data.isErased ? ERASED : 'You have signed out in another tab.');
    };
  }
  show({
    kind: 'signed in',
    user: sub,
    settings,
    token: createTokenProvider(manager, () => end('Your session has ended.')),
    signOut: () => {
      tellOthers(false);
      show({ kind: 'starting' });
      forgetUser(sub);
      signOut(manager, signIn).catch(() => end());
    },
    erased: () => {
      tellOthers(true);
      endHere(ERASED);
    },
  });
}

/** Where storage is blocked there is none, and other tabs aren't told. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(SIGNED_OUT);
  } catch {
    return undefined;
  }
}

const sentenceOf = (error: unknown) =>
  `Signing in did not work: ${error instanceof Error ? error.message : error}`;
