/**
 * Who has signed out in this page, by their name at the issuer. Their chat and their fields are still in it for a moment, and must
 * write nothing any more. Signing in again loads the page anew.
 */
const signedOut = new Set<string>();

export const noteSignedOut = (user: string) => void signedOut.add(user);

export const hasSignedOut = (user: string) => signedOut.has(user);
