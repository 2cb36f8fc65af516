import { useEffect } from 'react';

/** Alt with an arrow goes to the conversation above or below, as in the list at the side. */
export function useShortcuts(): void {
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      // In a text field of a Mac these keys move the caret; and behind a dialog nothing is to be seen.
      const isMac = navigator.platform.startsWith('Mac');
      if (document.querySelector('[role=dialog]') || (isMac && event.target instanceof HTMLTextAreaElement))
        return;
      const links = [...document.querySelectorAll<HTMLAnchorElement>('.conversations a')];
      const at = links.findIndex((link) => link.ariaCurrent === 'page');
      const next = links[at + (event.key === 'ArrowUp' ? -1 : 1)];
      if (!next) return;
      event.preventDefault();
      next.click();
    };
    addEventListener('keydown', step);
    return () => removeEventListener('keydown', step);
  }, []);
}
