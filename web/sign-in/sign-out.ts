import type { UserManager } from 'oidc-client-ts';
import type { PageSignIn } from '../page-settings.ts';

/** Ends the session: here, at the issuer, and of its refresh token. The issuer leads back to this page. */
export async function signOut(manager: UserManager, { clientId, signOutUrl }: PageSignIn): Promise<void> {
  // Without a network the token can't be revoked, and the user is signed out here all the same.
  await manager.revokeTokens().catch(() => undefined);
  if (signOutUrl === undefined) return manager.signoutRedirect();
  await manager.removeUser();
  const target = new URL(signOutUrl);
  target.search = String(new URLSearchParams({ client_id: clientId, logout_uri: `${location.origin}/` }));
  location.assign(target);
}
