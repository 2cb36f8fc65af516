import type { Protocol } from './negotiate.ts';

/** Of what one wants to be told in a conversation: all messages, those that mention one, or none. */
export type NotifyLevel = 'all' | 'mentions' | 'none';

/** What a field of a command is once it has been validated, by its name: it is the same in each command that has it. */
export interface FieldTypes {
  /** What a user says of themselves, or is said of a group; null: nothing any more. */
  about: string | null;
  /** Where a list goes on: the `next` of its last page; undefined, from the beginning. */
  after: string | undefined;
  avatar_url: string | null;
  /** Whether who is removed from a group may not come back. */
  ban: boolean;
  /** Of an event: what is older is asked for; undefined, the newest. */
  before: string | undefined;
  content: string;
  /** `lobby`, `group:<name>` or `whisper:<the other party>`. */
  conversation: string;
  cursors: Record<string, string>;
  display_name: string | null;
  /** One emoji. */
  emoji: string;
  group_name: string;
  group_names: string[];
  /** Of a group: whether who joins sees what was said before. */
  history: 'joining' | 'full';
  /** Of a message: the event's id. */
  id: string;
  /** Of messages. */
  ids: string[];
  /** Of a group: whether anybody may join it, or who is invited alone. */
  kind: 'open' | 'private';
  /** What one has of some states: the `rev` of each, by its id, or by the name of its user or group. */
  known: Record<string, string>;
  /** Of what in a conversation one wants to be told. */
  level: NotifyLevel;
  limit: number;
  /** One's own, typed again by who means it. */
  name: string;
  /** Why somebody who keeps order has acted, or is asked to: one line. */
  reason: string;
  /** The id of the message in the same conversation that this one answers. */
  reply_to: string;
  /** Of a report: its id. */
  report: string;
  /** Of a member of a group. */
  role: 'owner' | 'moderator' | 'member';
  /** How a name begins, or what is shown beside it. */
  search: string;
  /** For so long; 0: not any more. */
  seconds: number;
  /** How one wants to be seen by one's friends. */
  show: 'online' | 'invisible';
  target: string;
  /** What a group is called, beside its name; null: nothing any more. */
  title: string | null;
  token: string;
  /** An event's id. */
  upto: string;
  users: string[];
}
export type FieldName = keyof FieldTypes;

/** A field as the tables name it: with a question mark it may be left out. */
export type TableEntry = FieldName | `${FieldName}?`;
type Table = Readonly<Record<string, readonly TableEntry[]>>;

/*
 * Each command with its fields, in the order in which a fault is reported, and in which the SDK's methods take them; their
 * schemas are in `fields/`, as the SDK ships these tables. What the server does is in `chat/dispatch/registry.ts`.
 */

/** What changes something: done once however often its `ref` comes, in both protocols. */
export const CHANGES = {
  whisper: ['target', 'content', 'reply_to?'],
  lobby: ['content', 'reply_to?'],
  group: ['group_name', 'content', 'reply_to?'],
  join: ['group_name'],
  leave: ['group_name'],
  create: ['group_name', 'kind?', 'title?', 'about?', 'history?'],
  role: ['group_name', 'target', 'role'],
  invite: ['group_name', 'target'],
  decline_invite: ['group_name'],
  disband: ['group_name'],
  kick: ['group_name', 'target', 'ban?', 'seconds?', 'reason?'],
  add: ['target'],
  accept: ['target'],
  decline: ['target'],
  unfriend: ['target'],
  block: ['target'],
  unblock: ['target'],
  mute: ['target', 'seconds', 'group_name?', 'reason?'],
  ban: ['target', 'seconds?', 'reason?'],
  unban: ['target', 'group_name?'],
} as const satisfies Table;

/** The same, of what v1 has no text for: it takes an id, or is seen in lists alone. */
export const CHANGES_V2 = {
  edit: ['conversation', 'id', 'content'],
  delete: ['conversation', 'id'],
  react: ['conversation', 'id', 'emoji'],
  unreact: ['conversation', 'id', 'emoji'],
  pin: ['conversation', 'id'],
  unpin: ['conversation', 'id'],
  describe: ['group_name', 'title?', 'about?', 'history?'],
  profile: ['display_name?', 'avatar_url?', 'about?'],
  erase: ['name'],
  presence: ['show'],
  notify: ['conversation', 'level'],
  report: ['conversation', 'id', 'reason'],
  resolve_report: ['report', 'reason?'],
} as const satisfies Table;

/** What asks, or says what is so already, and may run any number of times; v1 has no text to answer it. */
export const QUESTIONS = {
  sync: ['cursors?'],
  history: ['conversation', 'before?', 'limit?'],
  read: ['conversation', 'upto'],
  typing: ['conversation'],
  pins: ['conversation', 'after?', 'limit?'],
  reactions: ['conversation', 'ids', 'known?'],
  reactors: ['conversation', 'id', 'emoji', 'after?', 'limit?'],
  ping: [],
  here: [],
  conversations: ['after?', 'limit?'],
  friends: ['after?', 'limit?'],
  requests: ['after?', 'limit?'],
  blocks: ['after?', 'limit?'],
  groups: ['search?', 'after?', 'limit?'],
  members: ['group_name', 'after?', 'limit?'],
  group_profiles: ['group_names', 'known?'],
  invitations: ['after?', 'limit?'],
  profiles: ['users', 'known?'],
  presences: ['users'],
  users: ['search', 'after?', 'limit?'],
  export: ['after?', 'limit?'],
  audit: ['group_name?', 'after?', 'limit?'],
  bans: ['group_name?', 'after?', 'limit?'],
  reports: ['group_name?', 'after?', 'limit?'],
} as const satisfies Table;

const SIGN_IN = { authenticate: ['token'] } as const satisfies Table;

type Commands = typeof SIGN_IN & typeof CHANGES & typeof CHANGES_V2 & typeof QUESTIONS;
export type ChangeType = keyof typeof CHANGES | keyof typeof CHANGES_V2;
export type CommandType = keyof Commands;

/** The commands that a protocol has. A function, as bundlers keep every object that is spread when a module loads. */
export const commandsOf = (protocol: Protocol) =>
  protocol === 'v1' ? { ...SIGN_IN, ...CHANGES } : { ...SIGN_IN, ...CHANGES, ...CHANGES_V2, ...QUESTIONS };

/** A command's fields without its `type`, as validated. */
export type CommandFields<T extends CommandType> = FieldsByType[T];
type FieldsByType = { readonly [T in CommandType]: Fields<Commands[T][number]> };
type Fields<Entry extends TableEntry> = {
  readonly [Name in Extract<Entry, FieldName>]: FieldTypes[Name];
} & {
  readonly [Name in FieldName as `${Name}?` extends Entry ? Name : never]?: FieldTypes[Name];
};
