import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { PageSignIn } from '../page-settings.ts';

/**
 * Signs in by OpenID Connect's authorization code flow with PKCE. Tokens are kept in the tab's own storage: they outlive a
 * reload and end with the tab, and two tabs may be two users.
 * @param storage of the tab
 */
export function createUserManager(signIn: PageSignIn, storage: Storage): UserManager {
  const here = `${location.origin}/`;
  return new UserManager({
    authority: signIn.issuer,
    metadataUrl: signIn.metadataUrl,
    client_id: signIn.clientId,
    scope: signIn.scope,
    redirect_uri: here,
    post_logout_redirect_uri: here,
    response_type: 'code',
    ...(signIn.audience !== undefined && { extraQueryParams: { audience: signIn.audience } }),
    userStore: new WebStorageStateStore({ store: storage }),
    stateStore: new WebStorageStateStore({ store: storage }),
    // The client asks for a token when it needs one; a second clock of the library's would ask beside it.
    automaticSilentRenew: false,
    monitorSession: false,
    revokeTokenTypes: ['refresh_token'],
  });
}
