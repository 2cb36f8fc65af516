import { CHANGES, CHANGES_V2, type ChangeType, type NotifyLevel } from '../../protocol/commands.ts';
import type { GroupRole } from '../../protocol/frames/logged.ts';
import { isJsonObject } from '../../protocol/json.ts';
import { CONTENT_MAX_BYTES, REF_MAX_CHARACTERS, REPLY_CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { contentBytes, unifyLines } from '../../protocol/lines.ts';
import { utf8Bytes } from '../../protocol/utf8.ts';
import { ChatRequestError } from '../errors.ts';
import type { ChangeCommand } from '../wire/change-command.ts';
import type { MessageCommand } from '../wire/message-command.ts';
import type { ReactionCommand } from '../wire/reaction-command.ts';

/** What a user does, as the wire has it; each is done once however often it is sent. */
export type ChatCommand =
  | MessageCommand
  | ChangeCommand
  | ReactionCommand
  | ProfileCommand
  /** Erases all that is kept of oneself, and ends the connection for good. */
  | { readonly type: 'erase'; readonly name: string }
  | { readonly type: 'presence'; readonly show: 'online' | 'invisible' }
  | NotifyCommand
  | OrderCommand
  | { readonly type: 'join' | 'leave' | 'disband' | 'decline_invite'; readonly group_name: string }
  | GroupCommand
  | PinCommand
  | ReportCommand
  | {
      readonly type: 'add' | 'accept' | 'decline' | 'unfriend' | 'block' | 'unblock';
      readonly target: string;
    };

/** Of what in a conversation a user wants to be told. */
export interface NotifyCommand {
  readonly type: 'notify';
  readonly conversation: string;
  readonly level: NotifyLevel;
}

/** What changes how a user is shown; null clears a field. */
export interface ProfileCommand {
  readonly type: 'profile';
  readonly display_name?: string | null;
  readonly avatar_url?: string | null;
  readonly about?: string | null;
}

/** What keeps order. */
export type OrderCommand =
  | {
      readonly type: 'mute';
      readonly target: string;
      readonly seconds: number;
      readonly group_name?: string;
      readonly reason?: string;
    }
  | { readonly type: 'ban'; readonly target: string; readonly seconds?: number; readonly reason?: string }
  | {
      readonly type: 'kick';
      readonly group_name: string;
      readonly target: string;
      readonly ban?: boolean;
      readonly seconds?: number;
      readonly reason?: string;
    }
  | { readonly type: 'unban'; readonly target: string; readonly group_name?: string };

/** What calls upon those who keep order, or says that they have looked. */
export type ReportCommand =
  | { readonly type: 'report'; readonly conversation: string; readonly id: string; readonly reason: string }
  | { readonly type: 'resolve_report'; readonly report: string; readonly reason?: string };

/** What makes a group, changes it, or asks somebody into it. */
export type GroupCommand = { readonly group_name: string } & (
  | ({ readonly type: 'create'; readonly kind?: 'open' | 'private' } & GroupDescription)
  | ({ readonly type: 'describe' } & GroupDescription)
  | { readonly type: 'role'; readonly target: string; readonly role: GroupRole }
  | { readonly type: 'invite'; readonly target: string }
);

/** What puts a message of a group where everybody finds it, or takes it away from there. */
export interface PinCommand {
  readonly type: 'pin' | 'unpin';
  readonly conversation: string;
  /** The message's. */
  readonly id: string;
}

/** What a group is said to be; null clears a field. */
export interface GroupDescription {
  readonly title?: string | null;
  readonly about?: string | null;
  readonly history?: 'joining' | 'full';
}

/** A command that is not acknowledged yet. */
export interface PendingCommand {
  readonly ref: string;
  readonly command: ChatCommand;
  /** When it was asked for, epoch milliseconds. */
  readonly createdAt: number;
  /** When it was first sent, epoch milliseconds; undefined while it never was. */
  readonly sentAt?: number | undefined;
  /** Under whose name it is sent, and no other's; undefined until somebody has signed in. */
  readonly user?: string | undefined;
}

/** API Gateway closes a socket over a frame that is larger. Bytes. */
const GATEWAY_FRAME_MAX_BYTES = 32 * 1024;

/** Why a command would only close the socket, again and again: `too_large`; undefined when it wouldn't. */
export function findSizeFault(command: object): ChatRequestError | undefined {
  const { content = '', reply_to } = command as Readonly<Record<string, unknown>>;
  const most = reply_to ? REPLY_CONTENT_MAX_BYTES : CONTENT_MAX_BYTES;
  const isTooLarge = contentBytes(unifyLines(String(content))) > most;
  if (isTooLarge) return tooLarge('Content', most);
  // Its `ref` and type come on top: 200 bytes at most.
  const isFrameTooLarge = utf8Bytes(JSON.stringify(command)) > GATEWAY_FRAME_MAX_BYTES - 200;
  return isFrameTooLarge ? tooLarge('Frame', GATEWAY_FRAME_MAX_BYTES) : undefined;
}

const tooLarge = (what: string, bytes: number) =>
  new ChatRequestError('too_large', `${what} too large: at most ${bytes} bytes`);

/** Why the server would refuse a `ref`, without saying to which command; undefined when it wouldn't. */
export const findRefFault = (ref: string): ChatRequestError | undefined =>
  isRef(ref) ? undefined : new ChatRequestError('invalid_field', 'Invalid field: ref');

/** Not as a property of Unicode, which some of React Native's engines can't parse. */
const HALF_A_PAIR = /[\ud800-\udfff]/u;
const isRef = (ref: unknown): ref is string =>
  typeof ref === 'string' && ref !== '' && ref.length <= REF_MAX_CHARACTERS && !HALF_A_PAIR.test(ref);

/** Of the fields that are no text. */
const KINDS: Readonly<Record<string, string>> = { ban: 'boolean', seconds: 'number' };

/** Whether it has what the protocol's command of its type has. */
const isCommand = (command: unknown): command is ChatCommand =>
  isJsonObject(command) &&
  Object.hasOwn(ALL_CHANGES, String(command.type)) &&
  ALL_CHANGES[command.type as ChangeType].every((entry) => {
    const name = entry.replace('?', '');
    const value = command[name];
    // What may be left out may be cleared, too.
    return typeof value === (KINDS[name] ?? 'string') || ((value ?? null) === null && entry.endsWith('?'));
  });

/** The fields of all that changes something, in v2. */
export const ALL_CHANGES = { ...CHANGES, ...CHANGES_V2 };

/** A command that a store has kept, with all that was kept beside it; undefined when it is none. */
export function readStoredCommand(
  text: string | undefined,
): ({ readonly ref: string; readonly command: ChatCommand } & Readonly<Record<string, unknown>>) | undefined {
  try {
    const stored: unknown = JSON.parse(text ?? '');
    if (!isJsonObject(stored)) return undefined;
    const { ref, command } = stored;
    return isCommand(command) && isRef(ref) ? { ...stored, ref, command } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads what a store has kept; undefined when it is no command.
 * @param now epoch milliseconds
 * @param owner of the store; versions before this one did not write down who wrote a command
 */
export function readPendingCommand(text: string, now: number, owner?: string): PendingCommand | undefined {
  const stored = readStoredCommand(text);
  if (typeof stored?.createdAt !== 'number') return undefined;
  const { ref, command, createdAt, sentAt, user } = stored;
  // A clock that was set back since must not keep it for ever.
  return {
    ref,
    command,
    createdAt: Math.min(createdAt, now),
    sentAt: typeof sentAt === 'number' ? Math.min(sentAt, now) : undefined,
    user: typeof user === 'string' ? user : owner,
  };
}
