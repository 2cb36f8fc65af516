import type { UserManager } from 'oidc-client-ts';
import type { PageSignIn } from '../page-settings.ts';

/** Signing out must not seem dead where the network hangs. */
const REVOKE_WITHIN_MS = 3_000;

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends the session's refresh token. Without a network that can't be done, and the user is signed out here all the same. Never rejects. */
export const revokeTokens = async (manager: UserManager): Promise<void> =>
  void (await Promise.race([manager.revokeTokens().catch(() => undefined), sleep(REVOKE_WITHIN_MS)]));

/** Ends the session: here, at the issuer, and of its refresh token. The issuer leads back to this page. */
export async function signOut(manager: UserManager, { clientId, signOutUrl }: PageSignIn): Promise<void> {
  await revokeTokens(manager);
  if (signOutUrl === undefined) return manager.signoutRedirect();
  await manager.removeUser();
  const target = new URL(signOutUrl);
  target.search = String(new URLSearchParams({ client_id: clientId, logout_uri: `${location.origin}/` }));
  location.assign(target);
}
