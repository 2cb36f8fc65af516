import { useEffect } from 'react';

/** Alt with an arrow goes to the conversation above or below, as in the list at the side. */
export function useShortcuts(): void {
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
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
