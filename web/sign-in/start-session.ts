import type { User, UserManager } from 'oidc-client-ts';

/** The address without what the issuer has added to it, at the place where the user was before. */
function cleanAddress(hash: string): void {
  history.replaceState(null, '', `${location.pathname}${hash}`);
}

/**
 * Who is signed in: somebody who comes back from the issuer just now, or who was before a reload.
 * @returns undefined when nobody is
 * @throws Error when the issuer or the browser refused, with the reason
 */
export async function startSession(manager: UserManager): Promise<User | undefined> {
  const query = new URLSearchParams(location.search);
  if (query.has('state') && (query.has('code') || query.has('error'))) {
    try {
      const user = await manager.signinRedirectCallback();
      cleanAddress(typeof user.state === 'string' ? user.state : location.hash);
      return user;
    } catch (error) {
      // A code is good once: a reload must not present it again.
      cleanAddress('');
      throw error;
    }
  }
  return (await manager.getUser()) ?? undefined;
}
