import type { LoggedFrame } from '../../client/index.ts';
import type { Sentence } from '../naming/sentence.ts';
import { plainBeginning } from './plain-text.ts';
import { eventSentence } from './sentences/event-sentence.ts';

/** What stands where a message was. */
export const DELETED = 'Message deleted';

/** A preview is one line: nobody sees more of it. */
const MOST_CHARACTERS = 120;

/**
 * The newest of a conversation as a line in the list.
 * @param user who looks at it
 * @param hasRequest whether a friend request between the two of a whisper waits for an answer; undefined: that isn't known
 */
export function previewOf(
  event: LoggedFrame,
  { user, hasRequest }: { readonly user: string | undefined; readonly hasRequest: boolean | undefined },
): Sentence {
  if (event.type === 'message') {
    const { conversation, from, content, deleted } = event;
    return sayingOf(conversation, from, deleted ? DELETED : content, user);
  }
  // A decline and a withdrawal are no events: without this the list would go on asking.
  if (event.type === 'friend_request' && hasRequest === false) return ['A friend request was not accepted'];
  return eventSentence(event, user);
}

/** What somebody has said, with who it was where that isn't plain. */
export function sayingOf(
  conversation: string,
  from: string | undefined,
  content: string,
  user: string | undefined,
): Sentence {
  const text = plainBeginning(content, MOST_CHARACTERS);
  if (from === user || from === undefined) return [`You: ${text}`];
  return conversation.startsWith('whisper:') ? [text] : [{ name: from }, `: ${text}`];
}
