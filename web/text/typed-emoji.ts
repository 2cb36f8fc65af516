import { asEmoji } from '../../protocol/emoji.ts';

/** What is sent for an emoji that was typed; undefined: it is none, or several. A browser that can't tell leaves it to the server. */
export function typedEmoji(text: string): string | undefined {
  try {
    return asEmoji(text);
  } catch {
    // That much it can tell: words are none.
    return /[^\p{ASCII}]/u.test(text) ? text : undefined;
  }
}
