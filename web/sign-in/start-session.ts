import type { User, UserManager } from 'oidc-client-ts';
import { beginTabSession, holdTabSession } from './tab-session.ts';

/** The address without what the issuer has added to it, at the place where the user was before. */
function cleanAddress(hash: string): void {
  history.replaceState(null, '', `${location.pathname}${hash}`);
}

/**
 * Who is signed in: somebody who comes back from the issuer just now, or who was before a reload. In a copy of a tab, goes to
 * the issuer for a sign-in of its own, for which it may not have to ask.
 * @param storage of the tab
 * @returns undefined when nobody is
 * @throws Error when the issuer or the browser refused, with the reason
 */
export async function startSession(manager: UserManager, storage: Storage): Promise<User | undefined> {
  const query = new URLSearchParams(location.search);
  if (query.has('state') && (query.has('code') || query.has('error'))) {
    try {
      const user = await manager.signinRedirectCallback();
      beginTabSession(storage);
      await holdTabSession(storage);
      cleanAddress(typeof user.state === 'string' ? user.state : location.hash);
      return user;
    } catch (error) {
      // A code is good once: a reload must not present it again.
      cleanAddress('');
      throw error;
    }
  }
  const user = (await manager.getUser()) ?? undefined;
  // Without a refresh token there is nothing that two tabs could take from each other.
  if (!user?.refresh_token || (await holdTabSession(storage))) return user;
  await manager.removeUser();
  await manager.signinRedirect({
    state: location.hash,
    login_hint: String(user.profile.preferred_username ?? user.profile['cognito:username'] ?? ''),
  });
  // The page is left by now.
  return new Promise(() => {});
}
