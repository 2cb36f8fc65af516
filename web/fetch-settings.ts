import type { PageSettings } from './page-settings.ts';
import { noteServerTime } from './text/clock.ts';

/**
 * Reads what the deployment tells the page.
 * @throws Error that says what is wrong with it
 */
export async function fetchSettings(): Promise<PageSettings> {
  const answer = await fetch('/settings.json', { cache: 'no-cache' });
  noteServerTime(answer.headers, Date.now());
  if (!answer.ok) throw new Error(`The page’s settings could not be loaded (${answer.status})`);
  const settings: Partial<PageSettings> = await answer.json();
  if (typeof settings.chatUrl !== 'string')
    throw new Error('The page’s settings don’t say where the chat is');
  return settings as PageSettings;
}
