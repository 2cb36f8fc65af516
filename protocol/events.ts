/**
 * What happens in the chat. One set of events; each protocol renders them its own way.
 * `id` is time-ordered (see `event-id.ts`) and is the event's place in its conversation.
 */
export type ChatEvent = MessageEvent | MembershipEvent | RelationEvent;

export type MessageEvent = Message &
  (
    | { readonly type: 'lobby' }
    | { readonly type: 'group'; readonly group: string }
    | { readonly type: 'whisper'; readonly to: string }
  );

interface Message {
  readonly id: string;
  readonly from: string;
  readonly content: string;
  /** Of the command, where it carried one. Only `from` may see it. */
  readonly ref?: string;
}

export interface MembershipEvent {
  readonly type: 'joined' | 'left';
  readonly id: string;
  readonly group: string;
  readonly user: string;
}

/** Between two users. `from` acted, except in `friends`, where `from` is who had asked. */
export interface RelationEvent {
  readonly type: 'friend_request' | 'friends' | 'declined' | 'unfriended' | 'blocked' | 'unblocked';
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
