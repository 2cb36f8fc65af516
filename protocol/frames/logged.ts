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

/** What a member of a group may do in it. */
export type GroupRole = 'owner' | 'moderator' | 'member';

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

/** An owner or a moderator of a group has put a message where everybody finds it, or has taken it away from there. */
export interface PinFrame extends Logged {
  readonly type: 'pinned' | 'unpinned';
  /** The message's id. */
  readonly of: string;
  readonly by: string;
}

/** An owner has ended a group: who is told of it is in it no more, and nothing of it is to be read any more. */
export interface DisbandedFrame extends Logged {
  readonly type: 'disbanded';
  readonly by: string;
}

/** `from` acted, except in `friends`, where `from` is who had asked. */
export interface RelationFrame extends Logged {
  readonly type: 'friend_request' | 'friends' | 'unfriended' | 'blocked' | 'unblocked';
  readonly from: string;
  readonly to: string;
}
