import type { ChangeType, FieldName, FieldTypes, NotifyLevel, TableEntry } from '../../protocol/commands.ts';
import type { GroupRole } from '../../protocol/frames/logged.ts';
import type { Sent } from './outbox.ts';
import { ALL_CHANGES, type ChatCommand } from './pending-command.ts';

/** Names a command: the same `ref` is done once, and is what `sent`, `failed` and `pending` call it. */
export interface SendOptions {
  /** 1 to 64 characters, different each time. @default a UUID */
  readonly ref?: string;
}

export interface MessageOptions extends SendOptions {
  /** The id of the message in the same conversation that this one answers. Its content may have 14,000 bytes then. */
  readonly reply_to?: string | undefined;
}

/** How one is to be shown: what isn't there stays as it is, and null is nothing any more. */
export interface ProfileOptions extends SendOptions {
  /** One line of up to 64 characters. */
  readonly display_name?: string | null | undefined;
  /** Begins with `https://`; up to 500 characters. */
  readonly avatar_url?: string | null | undefined;
  /** Up to 500 characters. */
  readonly about?: string | null | undefined;
}

export interface MuteOptions extends SendOptions {
  /** Where. @default the lobby */
  readonly group_name?: string | undefined;
  /** One line of up to 500 characters, for who looks into `audit`. */
  readonly reason?: string | undefined;
}

/** What a group is said to be: what isn't there stays as it is, and null is nothing any more. */
export interface DescribeOptions extends SendOptions {
  /** One line of up to 100 characters. */
  readonly title?: string | null | undefined;
  /** Up to 500 characters. */
  readonly about?: string | null | undefined;
  /** Whether who joins from now on sees what was said before. @default 'joining', which is no */
  readonly history?: 'joining' | 'full' | undefined;
}

export interface CreateOptions extends DescribeOptions {
  /** Whether anybody may join, or who is invited alone. It stays so. @default 'open' */
  readonly kind?: 'open' | 'private' | undefined;
}

export interface BanOptions extends SendOptions {
  /** For so long, up to a year. @default for good */
  readonly seconds?: number | undefined;
  /** One line of up to 500 characters, for who looks into `audit` or `bans`. */
  readonly reason?: string | undefined;
}

export interface KickOptions extends SendOptions {
  /** Whether they may not come back. @default false */
  readonly ban?: boolean | undefined;
  /** Of a ban: for so long, up to a year. @default for good */
  readonly seconds?: number | undefined;
  /** One line of up to 500 characters, for who looks into `audit`, or of a ban into `bans`. */
  readonly reason?: string | undefined;
}

export interface UnbanOptions extends SendOptions {
  /** The group that they may come into again. */
  readonly group_name?: string | undefined;
}

export interface ResolveReportOptions extends SendOptions {
  /** One line of up to 500 characters, for who looks into `reports` or `audit`. */
  readonly reason?: string | undefined;
}

/**
 * What a user does. Each is kept until the server has acknowledged it, through any number of connections, and sent in
 * the order of the calls; the promise resolves then. It rejects with a ChatRequestError when the server refuses it for
 * good, when it took too long (`given_up`), and with `queue_full`, `too_large`, `other_user` or `closed`.
 */
export interface Commands {
  whisper(target: string, content: string, options?: MessageOptions): Promise<Sent>;
  lobby(content: string, options?: MessageOptions): Promise<Sent>;
  group(name: string, content: string, options?: MessageOptions): Promise<Sent>;
  /** Changes what a message of one's own says. @param conversation as its event has it */
  edit(conversation: string, id: string, content: string, options?: SendOptions): Promise<Sent>;
  /** Takes back a message of one's own; who keeps order there, also of others. */
  delete(conversation: string, id: string, options?: SendOptions): Promise<Sent>;
  /** Says something to a message, anybody's, by one emoji. What is said so already stays. */
  react(conversation: string, id: string, emoji: string, options?: SendOptions): Promise<Sent>;
  unreact(conversation: string, id: string, emoji: string, options?: SendOptions): Promise<Sent>;
  /** Puts a message of a group where everybody finds it: for owners and moderators. @param conversation `group:devs` */
  pin(conversation: string, id: string, options?: SendOptions): Promise<Sent>;
  unpin(conversation: string, id: string, options?: SendOptions): Promise<Sent>;
  /** Changes how one is shown to others; they see it when they ask next. */
  profile(change: ProfileOptions): Promise<Sent>;
  /**
   * Erases all that is kept of oneself. Once it is acknowledged, the server closes all of one's connections, and one can't sign in any
   * more. @param name one's own, typed again
   */
  erase(name: string, options?: SendOptions): Promise<Sent>;
  /** Says how friends see one: `invisible` looks offline since then. */
  presence(show: 'online' | 'invisible', options?: SendOptions): Promise<Sent>;
  /**
   * Says of what in a conversation one wants to be told, on all one's devices: `all`, `mentions` or `none`. In a group until one
   * leaves it.
   */
  notify(conversation: string, level: NotifyLevel, options?: SendOptions): Promise<Sent>;
  /** Makes the group if there is none. A private one takes in who is invited. */
  join(group: string, options?: SendOptions): Promise<Sent>;
  leave(group: string, options?: SendOptions): Promise<Sent>;
  /** Makes a group that one owns. */
  create(group: string, options?: CreateOptions): Promise<Sent>;
  /** Changes what a group that one owns is said to be. */
  describe(group: string, change?: DescribeOptions): Promise<Sent>;
  /** Says what a member may do in a group that one owns. */
  role(group: string, target: string, role: GroupRole, options?: SendOptions): Promise<Sent>;
  /** Asks somebody into a group that one is in; into a private one, which one owns or keeps in order. Who is asked joins it, or declines. */
  invite(group: string, target: string, options?: SendOptions): Promise<Sent>;
  /** Declines all invitations to a group; nobody is told. */
  declineInvite(group: string, options?: SendOptions): Promise<Sent>;
  /** Ends a group that one owns, for everybody. */
  disband(group: string, options?: SendOptions): Promise<Sent>;
  /**
   * Removes somebody from a group, for owners and moderators, of whose role is less, and for admins in open ones. Who is banned need not be in it.
   * @example await client.kick('devs', 'user2', { ban: true, seconds: 3_600, reason: 'Spam' });
   */
  kick(group: string, target: string, options?: KickOptions): Promise<Sent>;
  /** Asks somebody to be friends, or accepts their request. */
  add(target: string, options?: SendOptions): Promise<Sent>;
  accept(target: string, options?: SendOptions): Promise<Sent>;
  decline(target: string, options?: SendOptions): Promise<Sent>;
  unfriend(target: string, options?: SendOptions): Promise<Sent>;
  block(target: string, options?: SendOptions): Promise<Sent>;
  unblock(target: string, options?: SendOptions): Promise<Sent>;
  /** Keeps somebody from speaking in the lobby, or in a group, for who keeps order there. @param seconds 0: they may again */
  mute(target: string, seconds: number, options?: MuteOptions): Promise<Sent>;
  /** Keeps somebody out, for admins: their connections are closed, and `refused` with the code `banned`. */
  ban(target: string, options?: BanOptions): Promise<Sent>;
  /** Lets somebody in again, for admins; or into a group, for who keeps order there. */
  unban(target: string, options?: UnbanOptions): Promise<Sent>;
  /**
   * Shows a message of somebody else to those who keep order, as it is now; nobody is told. Once a message.
   * @param reason one line of up to 500 characters
   */
  report(conversation: string, id: string, reason: string, options?: SendOptions): Promise<Sent>;
  /** Says that a report is done with, for who may read it. @param report its id */
  resolveReport(report: string, options?: ResolveReportOptions): Promise<Sent>;
}

/** A command's name as that of a method. */
export type CamelCase<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The same, as the protocol has them. */
type Methods = {
  readonly [T in ChangeType as CamelCase<T>]: (
    ...given: Given<Values<Changes[T]>, SendOptions & Optional<Changes[T][number]>>
  ) => Promise<Sent>;
};
type Changes = typeof ALL_CHANGES;
/** What may all be left out must not be left out all at once. */
type Given<Must extends readonly unknown[], Options> = Must extends []
  ? [options: Options]
  : [...values: Must, options?: Options];
/** Of what must be given, in its order. */
type Values<Entries extends readonly TableEntry[]> = Entries extends readonly [
  infer First,
  ...infer Rest extends readonly TableEntry[],
]
  ? [...(First extends FieldName ? [FieldTypes[First]] : []), ...Values<Rest>]
  : [];
/** What may be left out. */
type Optional<Entry extends TableEntry> = {
  readonly [Name in FieldName as `${Name}?` extends Entry ? Name : never]?: FieldTypes[Name] | undefined;
};

/** A method that the protocol has otherwise than the interface, or that either lacks, is a compile error here. */
export function createCommands(send: (command: ChatCommand, ref?: string) => Promise<Sent>): Commands {
  const methods = Object.entries(ALL_CHANGES).map(([type, entries]) => [
    type.replace(/_./, ([, first = '']) => first.toUpperCase()),
    (...given: readonly unknown[]) => {
      const required = entries.filter((entry) => !entry.endsWith('?'));
      const fields = required.map((name, place) => [name, given[place]]);
      const { ref, ...optional } = (given[required.length] ?? {}) as SendOptions;
      return send({ ...optional, type, ...Object.fromEntries(fields) }, ref);
    },
  ]);
  const commands: Commands = Object.fromEntries(methods) as Methods;
  return commands satisfies Methods;
}
