import { forgetDrafts } from './conversation/drafts.ts';
import { forgetStored } from './forget-stored.ts';
import { storeNameOf } from './keep-chat.ts';

/**
 * Forgets what this browser keeps of a user who signs out: drafts, what wasn't sent, and what has been seen. Whoever uses it
 * next must not read that.
 */
export async function forgetUser(user: string): Promise<void> {
  // Until the page shows that nobody is signed in, its chat and its fields may write again.
  await new Promise((resolve) => setTimeout(resolve, 50));
  forgetDrafts(user);
  forgetStored(`${storeNameOf(user)}:`);
}
