import {
  type ChangeCommand,
  type ChatCommand,
  type ChatRequestError,
  type ClientErrorCode,
  conversationOf,
  type ErrorCode,
  groupIn,
  isChangeCommand,
  isReactionCommand,
  peerIn,
} from '../../client/index.ts';
import { CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { labelOf } from '../conversation.ts';
import { conflictText } from './conflicts.ts';
import { fieldFaultText } from './field-fault.ts';
import { typedCommand } from './typed-command.ts';

type Code = ErrorCode | ClientErrorCode;
type Request = ChatCommand | undefined;
/** Says which command helps, where commands can be given. */
type Hint = (help: string) => string;
type Sentence = string | ((error: ChatRequestError, command: Request, hint: Hint) => string);

/** Why something came to nothing, and what to do about it, without a full stop. A code that is missing doesn't compile. */
const SENTENCES: Readonly<Record<Code, Sentence>> = {
  user_not_found: (_, command) =>
    `there is no user ${userOf(command) ?? 'of that name'}, or they have never signed in`,
  group_not_found: (_, command, hint) =>
    groupSentence(
      command,
      hint,
      (name = 'of that name') =>
        `there is no group ${name}${command?.type === 'join' ? ' that you may join' : ''}`,
    ),
  not_a_member: (_, command, hint) =>
    groupSentence(command, hint, (name = 'that group') => `you are not in ${name}`),
  message_not_found: 'that message is not there any more',
  not_allowed: 'you may not do that',
  too_late: 'it is too late to edit that',
  blocked: ({ message }, command, hint) =>
    message.startsWith('You blocked')
      ? `you have blocked ${userOf(command) ?? 'them'}${hint(`/unblock ${userOf(command) ?? 'USER'} first`)}`
      : `${userOf(command) ?? 'they'} has blocked you`,
  erased: () => 'all that was kept of you is erased, and you can’t come back by this name',
  banned: ({ retryAfterMs, message }, command) => {
    if (message === 'Banned') return 'an admin has banned you';
    const group = groupOf(command) ?? 'that group';
    // Of an invitation it says whom.
    const [, user] = message.split(': ');
    if (user !== undefined) return `${user} is kept out of ${group}`;
    const left = retryAfterMs === undefined ? '' : `, for ${waitText(retryAfterMs)} yet`;
    return `you may not come into ${group}${left}`;
  },
  muted: ({ retryAfterMs = 0 }) => `you are muted there, for ${waitText(retryAfterMs)} yet`,
  conflict: ({ message }, command) => conflictText(message, command),
  too_large: `that is too long: a message may have ${CONTENT_MAX_BYTES.toLocaleString('en')} bytes`,
  invalid_field: ({ message }) => fieldFaultText(message),
  rate_limited: ({ retryAfterMs }) =>
    `that was too much at once: try again ${retryAfterMs === undefined ? 'later' : `in ${waitText(retryAfterMs)}`}`,
  internal: 'the server had a fault: try again',
  invalid_json: 'the server did not understand it',
  unknown_type: 'the server does not know this command: it may be older than this program',
  not_authenticated: 'you are not signed in',
  invalid_token: 'the server does not take the token',
  token_expired: 'the token has ended',
  timed_out: 'the server did not answer in time: try again',
  given_up: 'the server did not answer; it may have arrived all the same',
  not_sent: 'there was no connection for too long',
  queue_full: 'too much is waiting to be sent already',
  other_user: 'somebody else has signed in since',
  refused: 'the server refuses this client: /connect tries again',
  closed: 'the chat was left before',
};

/**
 * Why a command or a question came to nothing, as a person would say it.
 * @param command what was asked for, where it is known
 * @param takesCommands whether lines that begin with a slash are commands here
 */
export function requestErrorText(
  error: ChatRequestError,
  command?: ChatCommand,
  takesCommands = true,
): string {
  // A server that is newer may have codes that nobody here knows.
  const sentence: Sentence | undefined = SENTENCES[error.code];
  if (sentence === undefined) return error.message;
  const hint = (help: string) => `: ${help}${takesCommands ? '' : ', as a line with --commands'}`;
  return typeof sentence === 'string' ? sentence : sentence(error, command, hint);
}

/** What is told of without a name: it has none, or says nothing by it. */
const WITHOUT_A_NAME: ReadonlySet<ChatCommand['type']> = new Set([
  'profile',
  'presence',
  'notify',
  'report',
  'resolve_report',
]);

/** The same of a command, with what it was, so that it can be told whenever it comes. */
export function failedText(command: ChatCommand, error: ChatRequestError, takesCommands = true): string {
  const why = requestErrorText(error, command, takesCommands);
  if (isChangeCommand(command)) return failedChangeText(command, error, why);
  if (isReactionCommand(command)) return `${typedCommand(command)} ${command.emoji}: ${why}.`;
  if (WITHOUT_A_NAME.has(command.type)) return `${typedCommand(command)}: ${why}.`;
  if (!('content' in command))
    return `${typedCommand(command)} ${userOf(command) ?? groupOf(command)}: ${why}.`;
  const told = error.code === 'given_up' ? 'Perhaps not sent' : 'Not sent';
  return `${told} to ${labelOf(conversationOf(command))}: ${why}. You wrote: ${shorten(command.content)}`;
}

function failedChangeText(command: ChangeCommand, { code }: ChatRequestError, why: string): string {
  const told = code === 'given_up' ? 'Perhaps not' : 'Not';
  const where = labelOf(command.conversation);
  if (command.type === 'delete') return `${told} deleted in ${where}: ${why}.`;
  return `${told} edited in ${where}: ${why}. You wrote: ${shorten(command.content)}`;
}

/** A change of a message, as a person would say it. */
export function changeText(command: ChangeCommand): string {
  const where = labelOf(command.conversation);
  return command.type === 'delete'
    ? `deleting a message in ${where}`
    : `editing a message in ${where} to: ${shorten(command.content)}`;
}

const LONGEST_QUOTE = 200;
/** A quote of what somebody wrote themselves. */
export const shorten = (content: string) =>
  content.length <= LONGEST_QUOTE ? content : `${content.slice(0, LONGEST_QUOTE)}…`;

function userOf(command: Request): string | undefined {
  if (command?.type === 'notify') return peerIn(command.conversation);
  return command && 'target' in command ? command.target : undefined;
}

function groupOf(command: Request): string | undefined {
  if (command && 'conversation' in command) return groupIn(command.conversation);
  return command && 'group_name' in command ? command.group_name : undefined;
}

function groupSentence(command: Request, hint: Hint, say: (name?: string) => string): string {
  const name = groupOf(command);
  if (name === undefined) return say();
  return OF_OUTSIDERS.has(command?.type) ? say(name) : `${say(name)}${hint(`/join ${name} first`)}`;
}

/** Given by who isn't in the group: to join it first is no advice. */
const OF_OUTSIDERS: ReadonlySet<ChatCommand['type'] | undefined> = new Set(['join', 'decline_invite']);

/** How long that is, rounded up. */
export function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 120) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
