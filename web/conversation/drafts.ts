import { forgetStored } from '../forget-stored.ts';
import { hasSignedOut } from '../signed-out-users.ts';
import { noteStorageTrouble } from '../storage-trouble.ts';

/** What is typed and not sent, of each conversation: kept in the browser, so that it outlives a reload. */
export interface Drafts {
  read(conversation: string): string;
  write(conversation: string, text: string): void;
}

/** Begins the names of a user's drafts in the browser's storage. */
const startOf = (user: string) => `chat-draft ${user} `;

/** Longer than any message may be; a pasted megabyte must not fill the browser's storage. */
const MOST_CHARACTERS = 32_000;

/** What can't be stored lasts as long as the page, whatever conversation is open meanwhile. */
const kept = new Map<string, string>();

/** @param user whose drafts they are: who they are at the issuer, which is known before there is a connection */
export function createDrafts(user: string): Drafts {
  const keyOf = (conversation: string) => startOf(user) + conversation;
  return {
    read(conversation) {
      const key = keyOf(conversation);
      try {
        return kept.get(key) ?? localStorage.getItem(key) ?? '';
      } catch {
        return '';
      }
    },
    write(conversation, text) {
      if (hasSignedOut(user)) return;
      const key = keyOf(conversation);
      kept.set(key, text);
      try {
        if (text === '' || text.length > MOST_CHARACTERS) localStorage.removeItem(key);
        else localStorage.setItem(key, text);
      } catch {
        // Blocked or full: it lasts as long as the page.
        noteStorageTrouble();
      }
    },
  };
}

/** Whether a user has any. */
export function hasDrafts(user: string): boolean {
  const start = startOf(user);
  if ([...kept].some(([key, text]) => key.startsWith(start) && text.trim() !== '')) return true;
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(start) && !kept.has(key));
  } catch {
    return false;
  }
}

/** Forgets a user's drafts: whoever uses this browser next must not read them. */
export function forgetDrafts(user: string): void {
  const start = startOf(user);
  for (const key of [...kept.keys()].filter((name) => name.startsWith(start))) kept.delete(key);
  forgetStored(start);
}
