import { useEffect, useSyncExternalStore } from 'react';
import { NAME_PATTERN } from '../../protocol/limits.ts';
import { nameConversation } from '../text/conversation-name.ts';

const listen = (changed: () => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** `#group%3Adevs`, or with a message of it `#group%3Adevs/01ABC…`: no name has a slash. */
function partsOfAddress(): readonly (string | undefined)[] {
  try {
    return decodeURIComponent(location.hash.slice(1)).split('/');
  } catch {
    return [];
  }
}

function conversationInAddress(): string | undefined {
  const [conversation = ''] = partsOfAddress();
  const isOne = conversation === 'lobby' || /^(group|whisper):/.test(conversation);
  return isOne && NAME_PATTERN.test(nameConversation(conversation).name) ? conversation : undefined;
}

function messageInAddress(): string | undefined {
  const [, message = ''] = partsOfAddress();
  return /^[0-9A-Z]{26}$/.test(message) ? message : undefined;
}

/** The conversation that the address names, so that a reload and the back button lead to it; undefined: none. */
export const useRoute = () => useSyncExternalStore(listen, conversationInAddress);

/** The message of it to which the address leads, by its event's id, until that is forgotten. */
export const useLinkedMessage = () => useSyncExternalStore(listen, messageInAddress);

/** Leaves of the address the conversation alone. */
export function forgetLinkedMessage(): void {
  const [conversation = ''] = partsOfAddress();
  history.replaceState(history.state, '', addressOf(conversation));
}

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

/** Where a message is, for whoever may read it. @param id its event's */
export const linkTo = (conversation: string, id: string) =>
  new URL(`${addressOf(conversation)}/${id}`, location.href).href;

/** Goes to a message. @param id its event's */
export function openMessage(conversation: string, id: string): void {
  location.hash = `${addressOf(conversation)}/${id}`;
}

/** Goes to a conversation, or to none. */
export function openConversation(conversation: string | undefined): void {
  location.hash = conversation === undefined ? '' : addressOf(conversation);
}
