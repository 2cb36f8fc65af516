import type { NotifyLevel } from '../commands.ts';
import type { ErrorCode } from '../errors.ts';
import type { PresenceItem } from './list-items.ts';
import type { ReactionCount } from './logged.ts';

/** Events of the moment, that nothing keeps. */
export type PassingFrame =
  | ReadFrame
  | NotifyFrame
  | TypingFrame
  | PresenceFrame
  | MutedFrame
  | ReactionsFrame
  | RelationChangedFrame
  | InvitationsChangedFrame
  | ProbeFrame
  | ClosingFrame;

export interface ReadFrame {
  readonly type: 'read';
  readonly conversation: string;
  readonly user: string;
  readonly upto: string;
}

/** One has said, here or on another device, of what in a conversation one wants to be told. */
export interface NotifyFrame {
  readonly type: 'notify';
  readonly conversation: string;
  readonly level: NotifyLevel;
  /** The greater is the later. */
  readonly rev: string;
}

/** Somebody is writing a message; so for some seconds, unless it comes again. */
export interface TypingFrame {
  readonly type: 'typing';
  readonly conversation: string;
  readonly user: string;
}

/** A friend has come or gone, or one's own other device has said how one wants to be seen. Of two the one with the greater `rev` holds. */
export interface PresenceFrame extends PresenceItem {
  readonly type: 'presence';
}

/** One may not speak somewhere. Not kept: whoever speaks there is told by `muted`, the error. */
export interface MutedFrame {
  readonly type: 'muted';
  /** `lobby` or `group:devs`. */
  readonly conversation: string;
  /** ISO 8601; null: one may again. */
  readonly until: string | null;
}

/** How the reactions to a message stand: the whole state, of which the greater `rev` is the later. */
export interface ReactionsFrame extends ReactionsState {
  readonly type: 'reactions';
  readonly conversation: string;
  /** The message's. */
  readonly id: string;
}

export interface ReactionsState {
  readonly rev: string;
  readonly reactions: readonly ReactionCount[];
}

/** Another user has changed how the two stand to each other: lists of friends and requests are to be asked for again. */
export interface RelationChangedFrame {
  readonly type: 'relation_changed';
  readonly user: string;
}

/** One's own other device has declined an invitation: the list of them is to be asked for again. */
export interface InvitationsChangedFrame {
  readonly type: 'invitations_changed';
}

/** Is anybody there? The command `here` says so. */
export interface ProbeFrame {
  readonly type: 'probe';
}

/** The server is about to close the socket. */
export interface ClosingFrame {
  readonly type: 'closing';
  readonly code: ErrorCode;
  readonly error: string;
  /** False when the client should stay away until somebody asks for it. */
  readonly reconnect: boolean;
  /** Absent: it may come back at once. */
  readonly retry_after_ms?: number;
}
