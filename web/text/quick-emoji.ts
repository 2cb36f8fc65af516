/** What most people say by one sign; any other is typed, or chosen by the keyboard’s own means. */
export const COMMON_EMOJI = [
  ['👍', 'Thumbs up'],
  ['❤️', 'Heart'],
  ['😂', 'Laughing'],
  ['🎉', 'Party'],
  ['😮', 'Surprised'],
  ['😢', 'Crying'],
  ['🙏', 'Thanks'],
  ['✅', 'Done'],
] as const;

/** So many stand beside a message. */
const QUICK_MOST = 3;

/** What an emoji is called; one that isn't common is its own name. */
export const emojiName = (emoji: string): string =>
  COMMON_EMOJI.find(([common]) => common === emoji)?.[1] ?? emoji;

/** Those that are offered at once: what was used last, and common ones where that was less. */
export function quickEmoji(recent: readonly string[]): readonly string[] {
  return [...new Set([...recent, ...COMMON_EMOJI.map(([emoji]) => emoji)])].slice(0, QUICK_MOST);
}

/** What was used last once another was. One of the quick ones changes no places: whoever uses it again finds it where it was. */
export const withUsed = (recent: readonly string[], emoji: string): readonly string[] =>
  quickEmoji(recent).includes(emoji) ? recent : [emoji, ...recent].slice(0, QUICK_MOST);
