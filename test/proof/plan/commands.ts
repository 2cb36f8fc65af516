import type { Show } from '../../../chat/ports/people/presences.ts';
import type { ProfileChange } from '../../../chat/ports/people/profiles.ts';
import type { CHANGES, ChangeType, NotifyLevel } from '../../../protocol/commands.ts';
import type { GroupRole } from '../../../protocol/frames/logged.ts';

/** The commands that the proof's users give. */
export type GivenType = ChangeType;

/** The commands that say something. */
export type MessageType = {
  [T in keyof typeof CHANGES]: 'content' extends (typeof CHANGES)[T][number] ? T : never;
}[keyof typeof CHANGES];

/** The commands that change what was said. */
export type AmendType = 'edit' | 'delete';

/** The commands that react to what was said. */
export type ReactType = 'react' | 'unreact';

/** The commands that put a message of a group where everybody finds it, or take it away from there. */
export type PinType = 'pin' | 'unpin';

/** The commands that make a group, or are about who is in it and may do what. */
export type GroupType =
  | 'join'
  | 'leave'
  | 'create'
  | 'describe'
  | 'role'
  | 'invite'
  | 'decline_invite'
  | 'kick'
  | 'unban'
  | 'disband';

/** The commands that keep order, of which only the first user's tokens say that they may. */
export type OrderType = 'mute' | 'ban' | 'unban';
export const ADMIN = 'user1';

/** What a device asks its client to do, and what came of it. */
export interface CommandRecord {
  readonly ref: string;
  readonly user: string;
  readonly device: string;
  readonly type: GivenType;
  /** The user or group that it is about, be that oneself; empty for the lobby, for a profile and for a presence; of a change of a message, a reaction or a pin, the conversation that this is in, and of a level the one that it is of. */
  readonly target: string;
  /** Of a change of a message, a reaction or a pin, the message. */
  readonly of?: string;
  /** Of a reaction. */
  readonly emoji?: string;
  /** Of an invitation to a group, which is its target, and of what keeps order there: whom it is about. */
  readonly member?: string;
  /** Of that, what they may do from now on. */
  readonly role?: GroupRole;
  /** Of a group that is made, whether only those enter it who are invited. */
  readonly isPrivate?: boolean;
  /** Of a group that is made, whether who enters it sees what was said before. */
  readonly hasFullHistory?: boolean;
  /** Of a kick, whether they may not come back. */
  readonly ban?: boolean;
  /** Of a report that is looked at, its id. */
  readonly report?: string;
  /** Of a message that answers another, that one. */
  readonly replyTo?: string;
  /** Of a message, or what it says from now on; different each time. */
  readonly content?: string;
  /** Of a change of the profile, what is changed; each text is another one. */
  readonly change?: ProfileChange;
  /** Of a mute or a ban: for so long. */
  readonly seconds?: number;
  /** Of how one wants to be seen. */
  readonly show?: Show;
  /** Of what one wants to be told. */
  readonly level?: NotifyLevel;
  readonly sentAt: number;
  outcome: 'pending' | 'acked' | 'rejected';
  /** When the client told. */
  settledAt?: number;
  id?: string;
  code?: string;
  text?: string;
}

/** Codes by which a client gives up by itself, or forgets: the command may have run all the same. */
export const OWN_CODES = [
  'forgotten',
  'given_up',
  'closed',
  'other_user',
  'refused',
  'queue_full',
  'timed_out',
];
