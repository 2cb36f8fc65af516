import { useSyncExternalStore } from 'react';

const listen = (changed: () => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

function conversationInAddress(): string | undefined {
  try {
    const conversation = decodeURIComponent(location.hash.slice(1));
    return /^(lobby$|group:.|whisper:.)/.test(conversation) ? conversation : undefined;
  } catch {
    return undefined;
  }
}

/** The conversation that the address names, so that a reload and the back button lead to it; undefined: none. */
export const useRoute = () => useSyncExternalStore(listen, conversationInAddress);

/** The address of a conversation in this page. */
export const addressOf = (conversation: string) => `#${encodeURIComponent(conversation)}`;

/** Goes to a conversation, or to none. */
export function openConversation(conversation: string | undefined): void {
  location.hash = conversation === undefined ? '' : addressOf(conversation);
}
