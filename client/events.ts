import type { LoggedFrame, MessageFrame } from '../protocol/frames/logged.ts';
import type {
  InvitationsChangedFrame,
  MutedFrame,
  NotifyFrame,
  PresenceFrame,
  ReactionsFrame,
  ReadFrame,
  RelationChangedFrame,
  TypingFrame,
} from '../protocol/frames/passing.ts';
import type { StateChange } from './connection/state-tracker.ts';
import type { ConnectionError } from './errors.ts';
import type { Failed, Sent } from './requests/outbox.ts';
import type { PendingCommand } from './requests/pending-command.ts';
import type { ConversationKey } from './wire/conversation.ts';

/**
 * A frame, and whether it came as it happened. A sync brings those that were missed, and now and then one whose delivery
 * failed: show them, but ring no bell for each.
 */
export type Told<Frame extends LoggedFrame> = Frame & { readonly isLive: boolean };

/** What a client tells its listeners, by name. */
export interface Events {
  /** Anything that has its place in a conversation; each once, in the order in which it became known. */
  readonly event: Told<LoggedFrame>;
  /** Those of them that are messages: lobby, group and whisper alike, one's own too. */
  readonly message: Told<MessageFrame>;
  /** Somebody has read up to there; also oneself, here or on another device. */
  readonly read: ReadFrame;
  /** Oneself has said, here or on another device, of what in a conversation one wants to be told. The greater `rev` holds. */
  readonly notify: NotifyFrame;
  /** Somebody else is writing a message: to be shown for 6 s, unless it is told again or the message comes. */
  readonly typing: TypingFrame;
  /** A friend has come or gone; or oneself has said on another device how one wants to be seen. The greater `rev` holds. */
  readonly presence: PresenceFrame;
  /** How the reactions to a message stand now: `messageReactions` keeps it beside what `history` said. */
  readonly reactions: ReactionsFrame;
  /** One may not speak somewhere until then, or may again (null). Not kept: who speaks there is told by an error of the code `muted`. */
  readonly muted: MutedFrame;
  /** Somebody has ended a friendship, a request or a block: lists of friends and requests are others now. */
  readonly relation: RelationChangedFrame;
  /** Oneself has declined an invitation on another device: their list is another now. */
  readonly invitations: InvitationsChangedFrame;
  /** Whether one is an admin, when another token has said so. */
  readonly admin: boolean;
  readonly state: StateChange;
  /** An attempt came to nothing, to connect or to sign in again: with its cause, each time. */
  readonly connectionFailed: ConnectionError;
  /**
   * Events of this conversation (`whispers`: all of them) are missing, or another user has signed in: load its history
   * anew.
   */
  readonly gap: { readonly key: ConversationKey };
  /** The names of the groups that one is in, when they have changed. */
  readonly groups: readonly string[];
  /** What isn't acknowledged yet, in its order, whenever that has changed; the same as `client.pending`. */
  readonly pending: readonly PendingCommand[];
  /** A command was acknowledged, this time or before a restart. */
  readonly sent: Sent;
  /** A command came to nothing. */
  readonly failed: Failed;
}
