import { ChatRequestError, type ClientErrorCode, type ErrorCode } from '../../../client/index.ts';
import { NAME_RULE } from '../name-fault.ts';
import { conflictSentence } from './conflict-sentence.ts';

/** Of what is given for one emoji. */
export const NO_EMOJI = 'That is no emoji, or several.';

type Say = string | ((error: ChatRequestError, isInGroup: boolean) => string);

/** Why something came to nothing, as a person would say it. A code that is missing doesn't compile. */
const SENTENCES: Readonly<Record<ErrorCode | ClientErrorCode, Say>> = {
  user_not_found: 'Nobody of that name has ever signed in here.',
  group_not_found: 'There is no such group.',
  not_a_member: 'You are not in that group.',
  message_not_found: 'That message is not there any more.',
  not_allowed: 'You may not do that.',
  too_late: 'It is too late to edit that message.',
  blocked: ({ message }) =>
    message.startsWith('You blocked')
      ? 'You have blocked them: unblock them first.'
      : 'They have blocked you.',
  erased: 'All that was kept of you is erased.',
  banned: ({ message, retryAfterMs }) => {
    if (message === 'Banned') return 'An admin has banned you from this chat.';
    // Of an invitation it says whom.
    const [, user] = message.split(': ');
    if (user !== undefined) return `${user} is kept out of that group.`;
    const again = retryAfterMs === undefined ? '' : ` You may come in again ${waitText(retryAfterMs)}.`;
    return `You are kept out of that group.${again}`;
  },
  muted: ({ retryAfterMs = 0 }) => `You are muted here. You may speak again ${waitText(retryAfterMs)}.`,
  conflict: ({ message }, isInGroup) => conflictSentence(message, isInGroup),
  too_large: 'That is too long to be sent.',
  // Its third word is the field.
  invalid_field: ({ message }) => FIELD_RULES[message.split(/\W+/)[2] as string] ?? `${message}.`,
  rate_limited: ({ retryAfterMs }) =>
    `That was too much at once. Try again ${retryAfterMs === undefined ? 'later' : waitText(retryAfterMs)}.`,
  internal: 'The server had a fault. Try again.',
  invalid_json: 'The server did not understand it.',
  unknown_type: 'The server is older than this page and can’t do that.',
  not_authenticated: 'You are not signed in.',
  invalid_token: 'The server does not accept your sign-in.',
  token_expired: 'Your sign-in has ended.',
  timed_out: 'The server did not answer in time. Try again.',
  given_up: 'The server did not answer. It may have arrived all the same.',
  not_sent: 'There was no connection for too long.',
  queue_full: 'Too much is waiting to be sent already.',
  other_user: 'Somebody else has signed in since.',
  refused: 'The server has refused the connection.',
  closed: 'The chat was closed.',
};

/** By field, as the chat calls it. */
const FIELD_RULES: Readonly<Record<string, string>> = {
  target: NAME_RULE,
  group_name: NAME_RULE,
  conversation: NAME_RULE,
  emoji: NO_EMOJI,
  display_name: 'A display name is one line of up to 64 characters that can be seen.',
  avatar_url: 'The picture’s address begins with https:// and has up to 500 characters.',
  title: 'A title is one line of up to 100 characters that can be seen.',
  about: 'That has up to 500 characters, and no control characters.',
};

/** @param error what a command or a question was rejected with @param isInGroup whether that was about a group */
export function errorSentence(error: unknown, isInGroup = false): string {
  if (!(error instanceof ChatRequestError)) return String(error);
  // A server that is newer may have codes that nobody here knows.
  const sentence: Say | undefined = SENTENCES[error.code];
  if (sentence === undefined) return error.message;
  return typeof sentence === 'string' ? sentence : sentence(error, isInGroup);
}

function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 120) return seconds === 1 ? 'in a second' : `in ${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `in ${minutes} minutes`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `in ${hours} hours` : `in ${Math.ceil(hours / 24)} days`;
}
