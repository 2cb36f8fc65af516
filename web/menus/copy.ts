import { tell } from '../tell.ts';

/**
 * Puts a text where it can be pasted from, and tells of that, or that the browser refuses it: without leave of the user, or where
 * the page came without TLS.
 * @param what is copied, as it is told
 */
export async function copy(what: string, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(`${what} copied`);
  } catch {
    tell('Your browser did not let this page copy. Select the text and copy it yourself.');
  }
}
