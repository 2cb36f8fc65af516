import { forgetDrafts } from './conversation/drafts.ts';
import { forgetStored } from './forget-stored.ts';
import { storeNameOf } from './keep-chat.ts';
import { noteSignedOut } from './signed-out-users.ts';

/**
 * Forgets what this browser keeps of a user who signs out: drafts, what wasn't sent, and what has been seen. Whoever uses it
 * next must not read that.
 */
export function forgetUser(user: string): void {
  noteSignedOut(user);
  forgetDrafts(user);
  forgetStored(`${storeNameOf(user)}:`);
}
