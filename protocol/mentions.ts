import { CONTENT_MAX_BYTES, MENTIONS_MAX, NAME_MAX_CHARACTERS } from './limits.ts';
import { contentBytes } from './lines.ts';

/**
 * An `@` at a word's beginning, with all behind it that a name may have, up to the last letter, digit or underscore: a full stop
 * ends a sentence more often than a name. Each word is looked at once, so the time grows with the text alone; a look behind,
 * which would say the same, is unknown to browsers of 2022.
 */
const MENTION = /(?:^|[^\w.@+=-])@([\w.@+=-]*\w)/g;

/** Of a list in a frame, and of each of its names, what isn't the name. Bytes. */
const LIST_BYTES = '"mentions":[],'.length;
const NAME_BYTES = '"",'.length;

/**
 * The names that a text mentions, each once, in its order. Nobody looks whether there are such users. As many as `MENTIONS_MAX`,
 * and as take no more beside the content than the longest content takes alone: so no frame, and no page, is longer for them.
 */
export function mentionsIn(content: string): string[] {
  const names = new Set<string>();
  let room: number | undefined;
  for (const [, name = ''] of content.matchAll(MENTION)) {
    if (name.length > NAME_MAX_CHARACTERS || names.has(name)) continue;
    room ??= CONTENT_MAX_BYTES - contentBytes(content) - LIST_BYTES;
    room -= name.length + NAME_BYTES;
    if (room < 0 || names.size === MENTIONS_MAX) break;
    names.add(name);
  }
  return [...names];
}

/** What a message's frame says of whom it mentions; nothing where that is nobody. */
export function mentionsOf(content: string): { readonly mentions?: readonly string[] } {
  const mentions = mentionsIn(content);
  return mentions.length > 0 ? { mentions } : {};
}
