import { ConnectionLost, SIGNED_OUT, TokenUnavailable } from '../errors.ts';
import type { RefusedToken, Settings } from '../options/options.ts';
import { startTimer } from '../platform/timers.ts';
import type { Lifetime } from './lifetime.ts';

/**
 * @param lifetime ends the wait, too
 * @returns the token alone
 * @throws TokenUnavailable when the provider fails, takes too long, or gives what can be none
 * @throws ConnectionLost also when nobody is signed in any more
 */
export function askToken(
  { token, timers, tokenTimeoutMs }: Settings,
  lifetime: Pick<Lifetime, 'wait'>,
  refused?: RefusedToken,
): Promise<string> {
  return lifetime.wait(({ resolve, reject }) => {
    const fail = (cause: unknown) =>
      reject(new TokenUnavailable(`No token: the function failed: ${String(cause)}`, { cause }));
    const cancel = startTimer(timers, tokenTimeoutMs, () =>
      reject(new TokenUnavailable(`No token: the function gave none in ${tokenTimeoutMs} ms`)),
    );
    // In a `then`, so that a provider that throws instead of rejecting is no different.
    Promise.resolve()
      .then(() => token(refused))
      .then((given: unknown) => {
        const [, found] = (typeof given === 'string' && TOKEN.exec(given)) || [];
        if (given === null) reject(new ConnectionLost(SIGNED_OUT));
        else if (found === undefined) reject(noJwt(given));
        else resolve(found);
      }, fail);
    return cancel;
  });
}

/** A bearer token (RFC 6750), perhaps as a header has it, or with the newline of a file. */
const TOKEN = /^\s*(?:bearer\s+)?([\w.~+/=-]+)\s*$/i;
/** Three parts in base64url (RFC 7515, compact). */
const JWT = /^[\w-]+(\.[\w-]+){2}$/;

/** Whether it looks like a JWT; what doesn't is no user's token, however often the server refuses it. */
export const isJwt = (token: string) => JWT.test(token);

/** Says what it looks like, without any of it: it may be a secret all the same. */
export const noJwt = (given: unknown) =>
  new TokenUnavailable(`No token: the function gave ${describe(given)} instead of a JWT`);

function describe(given: unknown): string {
  if (typeof given !== 'string') return `a value of type ${typeof given}`;
  return /^\s*</.test(given) ? 'a page of HTML' : `a text of ${given.length} characters`;
}
