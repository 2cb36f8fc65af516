import { type ChangeEvent, changes } from './changes.ts';
import type { EventRecord } from './event-record.ts';
import { type GroupChangeEvent, groupChanges } from './groups.ts';
import { type InvitationEvent, invitations } from './invitations.ts';
import { type MembershipEvent, memberships } from './memberships.ts';
import { type MessageEvent, messages } from './messages.ts';
import { type RelationEvent, relations } from './relations.ts';

/**
 * What happens in the chat. One set of events; each protocol renders them its own way.
 * `id` is time-ordered (see `event-id.ts`) and is the event's place in its conversation.
 */
export type ChatEvent =
  | MessageEvent
  | ChangeEvent
  | MembershipEvent
  | GroupChangeEvent
  | InvitationEvent
  | RelationEvent;

/** What happens between two users. */
export type PairEvent = Extract<ChatEvent, { readonly to: string }>;

/** Of each type of event, its record. */
const records: {
  readonly [T in ChatEvent['type']]: EventRecord<ChatEvent & { readonly type: T }>;
} = { ...messages, ...changes, ...memberships, ...groupChanges, ...invitations, ...relations };

/** What there is to know of an event's type. */
export const recordOf = ({ type }: Pick<ChatEvent, 'type'>): EventRecord<ChatEvent> => records[type];
