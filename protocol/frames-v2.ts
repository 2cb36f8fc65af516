import type { NotifyLevel } from './commands.ts';
import type { ErrorCode } from './errors.ts';

/** What a client of `chat.v2` receives. `ts` is ISO 8601 in UTC. */
export type ServerFrame = LoggedFrame | PassingFrame | AnswerFrame | ErrorFrame;

/** Events that have their place in a conversation, and come back in `synced` and `history`. */
export type LoggedFrame =
  | MessageFrame
  | EditedFrame
  | DeletedFrame
  | MembershipFrame
  | RoleChangedFrame
  | DescribedFrame
  | InvitedFrame
  | PinFrame
  | DisbandedFrame
  | RelationFrame;

interface Logged {
  /** Sorts by time; an event's place in its conversation, and the same wherever the event is seen. */
  readonly id: string;
  readonly ts: string;
  /** `lobby`, `group:devs`, or `whisper:user2`, by the other party. */
  readonly conversation: string;
}

export interface MessageFrame extends Logged {
  readonly type: 'message';
  readonly from: string;
  readonly content: string;
  /** Whom the content names by `@name`, each once, at most 20; absent where that is nobody. There may be no such users. */
  readonly mentions?: readonly string[];
  /** The `ref` of its command, on its author's connections only. Not called `ref`: that is what marks an answer. */
  readonly sent_ref?: string;
  /** The id of the event that changed it last; absent where nothing did. The greater is the later. */
  readonly rev?: string;
  /** When `content` was changed last. */
  readonly edited_at?: string;
  /** It was deleted: `content` is empty, and stays so. */
  readonly deleted?: true;
  /** Who has deleted it, where that isn't its author. */
  readonly deleted_by?: string;
  /** What it answers, as that stood when this frame was made; absent of a message that answers none, or was deleted. */
  readonly reply_to?: QuoteFrame;
  /** In `history` alone, of one that was reacted to: the kinds in the order of their first, and how they compare by age. */
  readonly reactions?: readonly ReactionCount[];
  readonly reactions_rev?: string;
}

/** Of a message that is answered what may be shown. Its `id` alone, where that is nothing: a block hides it, or it is kept no longer. */
export interface QuoteFrame {
  readonly id: string;
  readonly from?: string;
  /** How it begins: 100 characters at most, as one line. */
  readonly cut?: string;
  /** Its author has deleted it; there is no `cut`. */
  readonly deleted?: true;
}

/** The reactions to a message by one emoji, as a viewer sees them. */
export interface ReactionCount {
  readonly emoji: string;
  /** Counted over 1,000 users. */
  readonly count: number;
  /** The first of those who reacted so: of all kinds together, at most 20. */
  readonly by: readonly string[];
  /** Whether the viewer is among them; in a `reactions` frame it may be missing where `by` isn't complete. */
  readonly mine?: true;
}

/** An author has changed what a message says. `id` is the message's `rev` from then on. */
export interface EditedFrame extends Logged {
  readonly type: 'edited';
  /** The message's id. */
  readonly of: string;
  readonly from: string;
  readonly content: string;
  readonly mentions?: readonly string[];
}

/** An author has deleted a message, or somebody who keeps order: nothing that comes of it later is shown. */
export interface DeletedFrame extends Logged {
  readonly type: 'deleted';
  /** The message's id. */
  readonly of: string;
  /** The message's author. */
  readonly from: string;
  /** Who has deleted it, where that isn't its author. */
  readonly by?: string;
}

export type MembershipFrame = JoinedFrame | LeftFrame;

export interface JoinedFrame extends Logged {
  readonly type: 'joined';
  readonly user: string;
}

export interface LeftFrame extends Logged {
  readonly type: 'left';
  readonly user: string;
  /** Who has removed them; absent of who left by themselves. */
  readonly by?: string;
  /** Who was removed may not come back. */
  readonly banned?: true;
}

/** An owner of a group has said what a member may do in it. */
export interface RoleChangedFrame extends Logged {
  readonly type: 'role_changed';
  readonly user: string;
  readonly role: GroupRole;
  readonly by: string;
}

/** An owner of a group has changed its profile, which is to be asked for again. */
export interface DescribedFrame extends Logged {
  readonly type: 'described';
  readonly by: string;
}

/** `from` has invited `to` to a group. It is in the whispers of the two. */
export interface InvitedFrame extends Logged {
  readonly type: 'invited';
  readonly from: string;
  readonly to: string;
  readonly group: string;
}

/** An owner has ended a group: who is told of it is in it no more, and nothing of it is to be read any more. */
export interface DisbandedFrame extends Logged {
  readonly type: 'disbanded';
  readonly by: string;
}

/** An owner or a moderator of a group has put a message where everybody finds it, or has taken it away from there. */
export interface PinFrame extends Logged {
  readonly type: 'pinned' | 'unpinned';
  /** The message's id. */
  readonly of: string;
  readonly by: string;
}

/** What a member of a group may do in it. */
export type GroupRole = 'owner' | 'moderator' | 'member';

/** `from` acted, except in `friends`, where `from` is who had asked. */
export interface RelationFrame extends Logged {
  readonly type: 'friend_request' | 'friends' | 'unfriended' | 'blocked' | 'unblocked';
  readonly from: string;
  readonly to: string;
}

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

/** Answers to a command, with the `ref` that it carried. */
export type AnswerFrame = Answer & { readonly ref?: string };
export type Answer = Ack | Authenticated | Synced | History | List | Pong;

export interface Ack {
  readonly type: 'ack';
  /** Of the logged event that the command became, where it became one. */
  readonly id?: string;
}

export interface Authenticated {
  readonly type: 'authenticated';
  readonly user: string;
  /** When the token ends, ISO 8601. */
  readonly expires_at: string;
  /** By this token its user is an admin on this connection. */
  readonly admin?: true;
}

export interface Synced {
  readonly type: 'synced';
  /** Oldest first. */
  readonly events: readonly LoggedFrame[];
  /** For the next `sync`; to be kept only when there is no `more`. */
  readonly cursors: Readonly<Record<string, string>>;
  readonly more: boolean;
  /** False where the cursor was older than what is kept, or of a group that one isn't in. */
  readonly recovered: Readonly<Record<string, boolean>>;
  readonly deadline_ms: number;
}

export interface History {
  readonly type: 'history';
  readonly conversation: string;
  /** Newest first; a page may hold fewer than asked for, even none, while there are more. */
  readonly events: readonly LoggedFrame[];
  /** For the next page; null behind the last. */
  readonly before: string | null;
}

/** A page of a list. */
export type List = {
  [T in keyof ListItems]: {
    readonly type: 'list';
    readonly of: T;
    readonly items: readonly ListItems[T][];
    /** The `after` of the next page; null behind the last. */
    readonly next: string | null;
  };
}[keyof ListItems];

/** What the items of each list are. */
export interface ListItems {
  conversations: {
    readonly conversation: string;
    /** The newest event that one may see. */
    readonly last: LoggedFrame | null;
    readonly read_upto: string | null;
    /** Of a whisper: how far the other party has read it, as far as one may know. */
    readonly peer_read_upto?: string | null;
    /** Messages of others behind the read mark; counted to 100. */
    readonly unread: number;
    /** How many of those mention one. */
    readonly mentions: number;
    /** Of what one wants to be told; absent: of all. */
    readonly level?: Exclude<NotifyLevel, 'all'>;
    /** As of a `notify` frame; absent while nothing was said of it. */
    readonly level_rev?: string;
  };
  friends: { readonly user: string; readonly since: string };
  requests: { readonly user: string; readonly direction: 'incoming' | 'outgoing'; readonly since: string };
  blocks: { readonly user: string; readonly since: string };
  groups: {
    readonly group: string;
    /** Of one's own. */
    readonly since?: string;
    /** Of those that were searched for. */
    readonly title?: string;
    readonly about?: string;
  };
  /** Since when, and by whom: of a pin. */
  pins: { readonly message: MessageFrame; readonly by: string; readonly since: string };
  members: {
    readonly user: string;
    readonly since: string;
    /** Absent of who has no more rights than any member. */
    readonly role?: Exclude<GroupRole, 'member'>;
  };
  group_profiles: GroupProfileItem;
  invitations: {
    readonly group: string;
    /** Who invited one first. */
    readonly from: string;
    readonly since: string;
    readonly title?: string;
  };
  /** Without `reactions`: as it is known. */
  reactions: { readonly id: string; readonly rev: string; readonly reactions?: readonly ReactionCount[] };
  reactors: { readonly user: string; readonly since: string };
  profiles: ProfileItem;
  users: Omit<ProfileItem, 'about'>;
  presences: PresenceItem;
  export: ExportItem;
  audit: AuditItem;
  bans: BanItem;
  reports: ReportItem;
}

/** Something that is kept of oneself. */
export type ExportItem =
  /** Since the first sign-in. */
  | { readonly kind: 'account'; readonly user: string; readonly since?: string }
  | { readonly kind: 'profile'; readonly profile: ProfileItem }
  | { readonly kind: 'presence'; readonly presence: PresenceItem }
  | ({ readonly kind: 'friend' } & ListItems['friends'])
  | ({ readonly kind: 'request' } & ListItems['requests'])
  | ({ readonly kind: 'block' } & ListItems['blocks'])
  | {
      readonly kind: 'membership';
      readonly group: string;
      readonly since: string;
      readonly role?: Exclude<GroupRole, 'member'>;
    }
  /** By whom one is invited. */
  | { readonly kind: 'invitation'; readonly group: string; readonly user: string; readonly since: string }
  /** What one has said of a conversation: how far it is read, and of what in it one wants to be told. */
  | {
      readonly kind: 'conversation';
      readonly conversation: string;
      readonly read_upto?: string;
      readonly level?: NotifyLevel;
    }
  /** What was said or done by `user`, and is to be handed over yet: its `id`. */
  | { readonly kind: 'waiting'; readonly user: string; readonly id: string }
  /** A message of one's own; of a whisper also the other party's, and what else happened between the two. */
  | { readonly kind: 'event'; readonly event: LoggedFrame }
  /** One's own reactions to the message of that `id`. */
  | {
      readonly kind: 'reactions';
      readonly conversation: string;
      readonly id: string;
      readonly emojis: readonly string[];
    }
  /** That one has reported the message of that `id`. */
  | {
      readonly kind: 'report';
      readonly conversation: string;
      readonly id: string;
      readonly since: string;
      readonly reason: string;
    };

/** Whether a friend is there. Who wants to be invisible looks offline, since they did. */
export interface PresenceItem {
  readonly user: string;
  readonly state: 'online' | 'offline';
  /** ISO 8601; absent of who is online, or was never seen. */
  readonly last_seen?: string;
  /** Empty of who was never seen. The greater is the later. */
  readonly rev: string;
  /** Of oneself alone: how one wants to be seen. */
  readonly show?: 'online' | 'invisible';
}

/** Who may not be here. */
export interface BanItem {
  readonly user: string;
  readonly by: string;
  readonly since: string;
  /** ISO 8601; absent where it doesn't end by itself. */
  readonly until?: string;
  readonly reason?: string;
}

/** What somebody who keeps order has done. */
export interface AuditItem {
  /** Sorts by time. */
  readonly id: string;
  readonly ts: string;
  readonly by: string;
  readonly act: AuditedAct;
  /** Whom it was about; absent where that is the group. */
  readonly target?: string;
  /** What they may do in the group from then on. */
  readonly role?: GroupRole;
  /** Where: `lobby` or `group:devs`; absent: everywhere. */
  readonly conversation?: string;
  /** The id of the message that it was about. */
  readonly of?: string;
  /** Until when it holds, ISO 8601; absent where it doesn't end by itself. */
  readonly until?: string;
  readonly reason?: string;
}

/** By the type of its command; of a kick that keeps somebody out, `ban`. */
export type AuditedAct =
  | 'delete'
  | 'mute'
  | 'ban'
  | 'unban'
  | 'kick'
  | 'role'
  | 'describe'
  | 'pin'
  | 'unpin'
  | 'disband'
  | 'resolve_report';

/** A message that somebody has reported, as it was then. */
export interface ReportItem {
  /** Its id, by which it is resolved; sorts by time. */
  readonly report: string;
  /** Where it was said, as who reported it calls that: `lobby`, `group:devs` or, by the other party, `whisper:user2`. */
  readonly conversation: string;
  readonly message: MessageFrame;
  /** Who reported it. */
  readonly by: string;
  readonly reason: string;
  readonly since: string;
  /** By whom it was resolved, and when; absent while nobody has. */
  readonly resolved?: { readonly by: string; readonly since: string; readonly reason?: string };
}

/** What a group is. */
export interface GroupProfileItem {
  readonly group: string;
  /** The greater is the later. Alone with the name: it is the `known` one. */
  readonly rev: string;
  /** Whether anybody may join it, or who is invited alone. */
  readonly kind?: 'open' | 'private';
  /** Whether who joins sees what was said before. */
  readonly history?: 'joining' | 'full';
  readonly title?: string;
  readonly about?: string;
  /** By name; of a group that nobody owns, both are empty. */
  readonly owners?: readonly string[];
  readonly moderators?: readonly string[];
}

/** How a user wants to be shown. What isn't there, she has not said. */
export interface ProfileItem {
  readonly user: string;
  /** Empty while there is no profile. The greater is the later. Alone with the name: it is the `known` one. */
  readonly rev: string;
  readonly display_name?: string;
  /** Begins with `https://`. */
  readonly avatar_url?: string;
  readonly about?: string;
}

export interface Pong {
  readonly type: 'pong';
  readonly ts: string;
}

export interface ErrorFrame {
  readonly type: 'error';
  readonly ref?: string;
  readonly code: ErrorCode;
  readonly error: string;
  /** Whether the same command may work later, under the same `ref`. */
  readonly retryable: boolean;
  readonly retry_after_ms?: number;
}
