import { Notice } from '../elements/notice.tsx';
import type { Session } from './use-session.ts';

/** For who isn't signed in: one button, which leads to the issuer. */
export function SignInScreen({ session }: { readonly session: Extract<Session, { kind: 'signed out' }> }) {
  return (
    <Notice
      title="Chat"
      isUrgent={session.reason !== undefined}
      action={{ label: 'Sign in', onClick: session.signIn }}
    >
      {session.reason ?? 'Sign in to read and to write.'}
    </Notice>
  );
}
