import { useEffect, useSyncExternalStore } from 'react';
import { NAME_PATTERN } from '../../protocol/limits.ts';
import { nameConversation } from '../text/conversation-name.ts';

const listen = (changed: () => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

function conversationInAddress(): string | undefined {
  try {
    const conversation = decodeURIComponent(location.hash.slice(1));
    const isOne = conversation === 'lobby' || /^(group|whisper):/.test(conversation);
    return isOne && NAME_PATTERN.test(nameConversation(conversation).name) ? conversation : undefined;
  } catch {
    return undefined;
  }
}

/** The conversation that the address names, so that a reload and the back button lead to it; undefined: none. */
export const useRoute = () => useSyncExternalStore(listen, conversationInAddress);

/** Takes out of the address what names no conversation, so that it doesn't say what isn't shown. */
export function useCleanAddress(): void {
  useEffect(() => {
    const clean = () => {
      if (location.hash === '' || conversationInAddress() !== undefined) return;
      history.replaceState(history.state, '', `${location.pathname}${location.search}`);
    };
    clean();
    return listen(clean);
  }, []);
}

/** The address of a conversation in this page. */
export const addressOf = (conversation: string) => `#${encodeURIComponent(conversation)}`;

/** Goes to a conversation, or to none. */
export function openConversation(conversation: string | undefined): void {
  location.hash = conversation === undefined ? '' : addressOf(conversation);
}
