/** What is typed and not sent, of each conversation: kept in the browser, so that it outlives a reload. */
export interface Drafts {
  read(conversation: string): string;
  write(conversation: string, text: string): void;
}

/** Longer than any message may be; a pasted megabyte must not fill the browser's storage. */
const MOST_CHARACTERS = 32_000;

/** @param user whose drafts they are. Where nothing can be stored they last as long as the page. */
export function createDrafts(user: string): Drafts {
  const kept = new Map<string, string>();
  const keyOf = (conversation: string) => `chat-draft ${user} ${conversation}`;
  return {
    read(conversation) {
      try {
        return kept.get(conversation) ?? localStorage.getItem(keyOf(conversation)) ?? '';
      } catch {
        return '';
      }
    },
    write(conversation, text) {
      kept.set(conversation, text);
      try {
        if (text === '' || text.length > MOST_CHARACTERS) localStorage.removeItem(keyOf(conversation));
        else localStorage.setItem(keyOf(conversation), text);
      } catch {
        // Blocked or full: it lasts as long as the page.
      }
    },
  };
}
