import { type ChatStore, createWebStore } from '../client/index.ts';
import { hasSignedOut } from './signed-out-users.ts';

/** Begins the names of what the chat keeps of a user in the browser's storage. */
export const storeNameOf = (user: string) => `chat-${user}`;

/**
 * Keeps the chat of a user in the browser, as `ChatProvider` would, until they sign out.
 * @param onTrouble told when something could not be kept: blocked, or full
 */
export function keepChat(user: string, onTrouble: () => void): ChatStore {
  const store = createWebStore({ name: storeNameOf(user) });
  return {
    async load() {
      try {
        return await store.load();
      } catch (error) {
        onTrouble();
        throw error;
      }
    },
    save(changes) {
      if (hasSignedOut(user)) return;
      try {
        return store.save(changes);
      } catch (error) {
        onTrouble();
        throw error;
      }
    },
    close: () => store.close?.(),
  };
}
