import type { CommandType } from './commands.ts';
import {
  CONTENT_MAX_BYTES,
  ECHOED_TYPE_MAX_CHARACTERS,
  MODERATORS_MAX,
  OWNERS_MAX,
  PINS_MAX,
  REACTION_KINDS_MAX,
} from './limits.ts';
import { toOneLine } from './lines.ts';
import { SUBPROTOCOL_V2 } from './negotiate.ts';

/** What an error frame says went wrong; v1 shows only the text. */
export type ErrorCode =
  | 'invalid_json'
  | 'unknown_type'
  | 'invalid_field'
  | 'too_large'
  | 'not_authenticated'
  | 'invalid_token'
  | 'token_expired'
  | 'user_not_found'
  | 'group_not_found'
  | 'not_a_member'
  | 'message_not_found'
  | 'not_allowed'
  | 'too_late'
  | 'blocked'
  | 'muted'
  | 'banned'
  | 'erased'
  | 'conflict'
  | 'rate_limited'
  | 'internal';

export interface ChatErrorOptions extends ErrorOptions {
  /** Milliseconds */
  readonly retryAfterMs?: number;
  readonly isRetryable?: boolean;
}

/** What a client did that cannot be done, in the words it is told. Anything else that is thrown is ours. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly code: ErrorCode;
  /** Milliseconds after which it may work, where that is known. */
  readonly retryAfterMs?: number;
  /** Whether the same command may work later, with nothing else done. Then nothing is remembered under its `ref`. */
  readonly isRetryable: boolean;

  constructor(code: ErrorCode, text: string, options: ChatErrorOptions = {}) {
    // It may hold what a client wrote, and must not pass for two lines.
    super(toOneLine(text), options);
    this.code = code;
    this.isRetryable = options.isRetryable ?? (code === 'internal' || code === 'rate_limited');
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

export const invalidJson = () => new ChatError('invalid_json', 'Invalid JSON: a frame is one object');

/** @param type whatever stood in `type`; what is no string is shown as JSON. */
export function unknownType(type: unknown): ChatError {
  const shown = typeof type === 'string' ? type : showJson(type);
  // By code points, so that the cut never leaves half a surrogate pair; one that came so is no text to be echoed.
  const cut = Array.from(shown.replace(/\p{Surrogate}/gu, '\uFFFD'))
    .slice(0, ECHOED_TYPE_MAX_CHARACTERS)
    .join('');
  return new ChatError('unknown_type', `Unknown message type: ${cut}`);
}

/** @param type of a command that v1 doesn't have */
export const onlyInV2 = (type: CommandType) =>
  new ChatError('unknown_type', `Unknown message type: ${type} (only in ${SUBPROTOCOL_V2})`);

/** @param rule what the field must be, in a few words */
export const missingField = (field: string, rule: string) =>
  new ChatError('invalid_field', `Missing field: ${field} (${rule})`);
/** @param rule what the field must be, in a few words: with nothing in it that the client wrote */
export const invalidField = (field: string, rule: string) =>
  new ChatError('invalid_field', `Invalid field: ${field} (${rule})`);
/** @param bytes how many it may have */
export const tooLarge = (bytes = CONTENT_MAX_BYTES) =>
  new ChatError('too_large', `Content too large: at most ${bytes} bytes`);
export const notAuthenticated = () => new ChatError('not_authenticated', 'Not authenticated');
/** @param check which one failed, for the log: never a part of the token */
export const invalidToken = (check?: string) =>
  new ChatError('invalid_token', 'Invalid token', { cause: check });
/** @param check the same; absent when a token that was good has ended meanwhile */
export const tokenExpired = (check?: string) =>
  new ChatError('token_expired', 'Token expired', { cause: check });
export const userNotFound = (user: string) => new ChatError('user_not_found', `User not found: ${user}`);
export const groupNotFound = (group: string) => new ChatError('group_not_found', `Group not found: ${group}`);
export const notAMember = (group: string) => new ChatError('not_a_member', `Not a member: ${group}`);
/** There is none, or none that the asker may see: one answer for both. */
export const messageNotFound = (id: string) => new ChatError('message_not_found', `Message not found: ${id}`);
/** @param act the command's type @param why who may, or what stands against it, in a few words */
export const notAllowed = (act: string, why: string) =>
  new ChatError('not_allowed', `Not allowed: ${act} (${why})`);
export const tooLateToEdit = (hours: number) =>
  new ChatError('too_late', `Too late to edit: within ${hours} h`);
export const blockedBy = (user: string) => new ChatError('blocked', `${user} blocked you`);
export const youBlocked = (user: string) => new ChatError('blocked', `You blocked ${user}`);
/** @param leftMs milliseconds until it ends. Not retryable by itself: nothing must wait for hours to be said after all */
export const muted = (leftMs: number) =>
  new ChatError('muted', `Muted: ${Math.ceil(leftMs / 1_000)} s left`, { retryAfterMs: leftMs });
/** @param leftMs milliseconds until it ends; undefined: it doesn't by itself */
export const banned = (leftMs?: number) =>
  new ChatError('banned', 'Banned', leftMs === undefined ? {} : { retryAfterMs: leftMs });
/** @param leftMs milliseconds until it ends; undefined: it doesn't by itself. No outbox is to wait for that */
export const bannedFrom = (group: string, leftMs?: number) =>
  new ChatError('banned', `Banned from ${group}`, leftMs === undefined ? {} : { retryAfterMs: leftMs });
/** Somebody else is. For how long is its staff's to know. */
export const userBannedFrom = (group: string, user: string) =>
  new ChatError('banned', `Banned from ${group}: ${user}`);
/** @param what the state that stands in the way, for example `Already friends: user3`. */
export const conflict = (what: string) => new ChatError('conflict', what);
/** All that was kept of the user is erased, or about to be. */
export const erased = () => new ChatError('erased', 'Erased');
export const nameNotAvailable = (group: string) => conflict(`Name not available: ${group}`);
export const lastOwner = (group: string) => conflict(`Last owner: ${group}`);
export const notInGroup = (user: string) => conflict(`Not in the group: ${user}`);
export const inGroupAlready = (user: string) => conflict(`Already in the group: ${user}`);
export const alreadyInvited = (user: string) => conflict(`Already invited: ${user}`);
export const tooManyInvitations = (user: string) => conflict(`Too many invitations wait for ${user}`);
export const noInvitation = (group: string) => conflict(`No invitation to ${group}`);
export const tooManyOwners = () => conflict(`Too many owners: at most ${OWNERS_MAX}`);
export const tooManyModerators = () => conflict(`Too many moderators: at most ${MODERATORS_MAX}`);
export const tooManyPins = () => conflict(`Too many pins: at most ${PINS_MAX}`);
export const reportNotFound = (report: string) => conflict(`Report not found: ${report}`);
export const alreadyResolved = (report: string) => conflict(`Already resolved: ${report}`);
export const notBanned = (user: string) => conflict(`Not banned: ${user}`);
export const tooManyReactions = () => conflict(`Too many kinds of reaction: at most ${REACTION_KINDS_MAX}`);
/** A `ref` that came again with something else than the first time. */
export const refUsed = (ref: string) =>
  conflict(`Ref already used: ${ref} (for another command, or other fields)`);
/** A `ref` that came again while its first command may still be running. @param retryAfterMs milliseconds */
export const stillRunning = (ref: string, retryAfterMs: number) =>
  new ChatError('conflict', `Still running: ${ref}`, { retryAfterMs, isRetryable: true });
/** @param retryAfterMs milliseconds @param check of a token, the one that can't be done before */
export const rateLimited = (retryAfterMs: number, check?: string) =>
  new ChatError('rate_limited', 'Slow down', { retryAfterMs, cause: check });
export const internal = (cause?: unknown) => new ChatError('internal', 'Internal error', { cause });

/** A value as JSON. What is nested some thousand times is more than the stack holds, though it could be parsed. */
function showJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '…';
  }
}
