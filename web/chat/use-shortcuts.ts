import { useEffect } from 'react';
import { isMac } from '../text/key-name.ts';

/**
 * The keys of the whole page. Alt with an arrow goes to the conversation above or below, as in the list at the side; Control
 * or Command with K begins another; and what is typed where nothing takes it goes to where one writes.
 */
export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  const isNewConversation = event.key.toLowerCase() === 'k' && (isMac() ? event.metaKey : event.ctrlKey);
  // Some browsers search with it.
  if (isNewConversation) event.preventDefault();
  // Behind a dialog nothing is to be seen; a toast has the role of one, and hides nothing.
  if (document.querySelector(':is([role=dialog], [role=alertdialog]):not(.toast)')) return;
  if (isNewConversation) document.getElementById('new-conversation')?.click();
  else if (event.altKey) step(event);
  else if (isText(event)) document.getElementById('message')?.focus();
}

function step(event: KeyboardEvent): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  // In a text field of a Mac these keys move the caret.
  if (isMac() && event.target instanceof HTMLTextAreaElement) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.conversations a')];
  const at = links.findIndex((link) => link.ariaCurrent === 'page');
  const next = links[at + (event.key === 'ArrowUp' ? -1 : 1)];
  if (!next) return;
  event.preventDefault();
  next.click();
}

/** Whether a key writes something that nothing takes, as where a message was led to. The space scrolls. */
const isText = ({ key, ctrlKey, metaKey, target }: KeyboardEvent) =>
  (target as Element).matches('body, .scroller, .message') &&
  !ctrlKey &&
  !metaKey &&
  key !== ' ' &&
  Array.from(key).length === 1;
