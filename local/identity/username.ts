/** Cognito's limits for a user name: no spaces, no control characters. Source: Cognito API reference, AdminCreateUser. */
export const longestUsername = 128;
const usernamePattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;

/** @returns what keeps a pool from having a user of that name: `length` or `characters`; undefined when nothing does */
export function findUsernameFault(username: string): 'length' | 'characters' | undefined {
  if (username === '' || username.length > longestUsername) {
    return 'length';
  }
  return usernamePattern.test(username) ? undefined : 'characters';
}
