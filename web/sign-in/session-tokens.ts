import { ErrorResponse, type User, type UserManager } from 'oidc-client-ts';

/** A token that ends sooner is replaced before it is used, in seconds: the handshake takes time, and clocks differ. */
const LEAST_SECONDS = 60;

/**
 * Gives the chat's client its token: the one that is there while it is good, else a fresh one by the refresh token.
 * @param onEnded the issuer gives no more: the user has to sign in again
 */
export function createTokenProvider(manager: UserManager, onEnded: () => void) {
  let renewing: Promise<User | undefined> | undefined;
  // Asked twice at a time, as on waking, it is done once: an issuer may take each refresh token once alone.
  const renewOnce = (user: User) => {
    renewing ??= renew(manager, user).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  return async (refused?: unknown): Promise<string | null> => {
    const user = await manager.getUser();
    if (!user) {
      onEnded();
      return null;
    }
    if (refused === undefined && (user.expires_in ?? 0) > LEAST_SECONDS) return user.access_token;
    const fresh = await renewOnce(user);
    if (!fresh) onEnded();
    return fresh?.access_token ?? null;
  };
}

/** By these an issuer says that the session is over (RFC 6749, 5.2; OpenID Connect Core, 3.1.2.6); others may pass. */
const ENDED = [
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'interaction_required',
  'login_required',
];

/** @returns undefined when the issuer has ended the session @throws what may pass, as a network that is gone */
async function renew(manager: UserManager, user: User): Promise<User | undefined> {
  // Without one the library would open the issuer in a frame, which its page and ours both forbid.
  if (!user.refresh_token) return undefined;
  try {
    return (await manager.signinSilent()) ?? undefined;
  } catch (error) {
    if (error instanceof ErrorResponse && ENDED.includes(error.error ?? '')) return undefined;
    throw error;
  }
}
