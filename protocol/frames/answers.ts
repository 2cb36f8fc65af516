import type { ListItems } from './list-items.ts';
import type { LoggedFrame } from './logged.ts';

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

export interface Pong {
  readonly type: 'pong';
  readonly ts: string;
}
