import type { NotifyLevel } from '../commands.ts';
import type { GroupRole, LoggedFrame, MessageFrame, ReactionCount } from './logged.ts';

/** A message that is pinned in a group: since when, and by whom. */
export interface PinItem {
  readonly message: MessageFrame;
  readonly by: string;
  readonly since: string;
}

/**
 * A conversation in a list: its newest event, how far one has read, what is unread, how much of that mentions one, and of what
 * one wants to be told.
 */
export interface ConversationSummary {
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
}

/** A group that one is invited to. */
export interface InvitationItem {
  readonly group: string;
  /** Who invited one first. */
  readonly from: string;
  readonly since: string;
  readonly title?: string;
}

/** What the items of each list are. */
export interface ListItems {
  conversations: ConversationSummary;
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
  pins: PinItem;
  members: {
    readonly user: string;
    readonly since: string;
    /** Absent of who has no more rights than any member. */
    readonly role?: Exclude<GroupRole, 'member'>;
  };
  group_profiles: GroupProfileItem;
  invitations: InvitationItem;
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
