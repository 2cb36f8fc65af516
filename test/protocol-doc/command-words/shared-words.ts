import type { ErrorCode } from '../../../protocol/errors.ts';

/** What the page says of a command, beside its fields and transcripts. */
export interface CommandWords {
  readonly summary: string;
  /** Who gets what. Without a text in v1, it has nothing for them. */
  readonly received: readonly { readonly who: string; readonly v1?: string; readonly v2: string }[];
  /** Errors beyond those that any command may get, and when. */
  readonly errors?: Partial<Record<ErrorCode, string>>;
  readonly remark?: string;
}

export const ACK = '`ack` with the event’s id';
export const neverSignedIn = 'somebody who never signed in';
export const notIn: NonNullable<CommandWords['errors']> = {
  group_not_found: 'there is no such group',
  not_a_member: 'you are not in it',
};
/** Of a reply. */
export const notThere: NonNullable<CommandWords['errors']> = {
  message_not_found:
    'there is no such message to be answered in this conversation: also where it was deleted, a block of yours hides it, or it is older than your membership',
};
/** Where one speaks before an audience. */
export const mutedThere: NonNullable<CommandWords['errors']> = {
  muted: 'you may not speak there for a time',
};
export const list = (items: string) => [{ who: 'the connection', v2: `\`list\` of ${items}, by name` }];
