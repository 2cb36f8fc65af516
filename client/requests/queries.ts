import type { AnswerFrame, History } from '../../protocol/frames/answers.ts';
import type {
  ConversationSummary,
  InvitationItem,
  ListItems,
  PinItem,
} from '../../protocol/frames/list-items.ts';
import type { Command } from '../connection/connection.ts';
import { ChatRequestError } from '../errors.ts';

/** Which part of a list. */
export interface PageOptions {
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** 1 to 100 */
  readonly limit?: number | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The `after` of the next page; null behind the last. */
  readonly next: string | null;
}

export type HistoryPage = Pick<History, 'events' | 'before'>;

/**
 * What can be asked, any number at a time. Each waits for a connection, is asked again after one is lost, and rejects
 * with a ChatRequestError: the server's, or `timed_out`, `other_user`, `refused` or `closed`.
 */
export interface Queries {
  /**
   * Events of a conversation, newest first.
   * @param page.before the `before` of the page before this one, or an event's id
   */
  history(
    conversation: string,
    page?: { readonly before?: string | undefined; readonly limit?: number | undefined },
  ): Promise<HistoryPage>;
  /** Marks a conversation as read. @param upto an event's id */
  read(conversation: string, upto: string): Promise<void>;
  /**
   * Tells who would hear a message that one is being written. To be said again each few seconds while that goes on; the client
   * says it once in 4 s at most, and not at all without a connection.
   */
  typing(conversation: string): Promise<void>;
  /**
   * How the reactions to some messages stand; those that one can't see are left out. Where not all fit, `next` is the first that is
   * missing.
   * @param ids at most 100 @param known the `rev`s that one has, by id: what is still so comes without its reactions
   */
  reactions(
    conversation: string,
    ids: readonly string[],
    known?: Readonly<Record<string, string>>,
  ): Promise<Page<ListItems['reactions']>>;
  /** Who has reacted to a message by an emoji. A page may hold fewer than asked for, even none, while there are more. */
  reactors(
    conversation: string,
    id: string,
    emoji: string,
    page?: PageOptions,
  ): Promise<Page<ListItems['reactors']>>;
  conversations(page?: PageOptions): Promise<Page<ConversationSummary>>;
  friends(page?: PageOptions): Promise<Page<ListItems['friends']>>;
  requests(page?: PageOptions): Promise<Page<ListItems['requests']>>;
  blocks(page?: PageOptions): Promise<Page<ListItems['blocks']>>;
  /**
   * The groups that one is in; with `search`, open ones whose name or title begins so, if the operator lets one search.
   * @param page.search 2 to 64 characters
   */
  groups(page?: PageOptions & { readonly search?: string | undefined }): Promise<Page<ListItems['groups']>>;
  members(group: string, page?: PageOptions): Promise<Page<ListItems['members']>>;
  /**
   * What groups are, in the order asked; there may be none of a name, or a private one that one isn't in: these are left out.
   * Where not all fit, `next` is the first that is missing.
   * @param groups at most 100, each once
   * @param options.known by group, the `rev`s that one has: what is still so comes as group and `rev` alone
   */
  groupProfiles(
    groups: readonly string[],
    options?: { readonly known?: Readonly<Record<string, string>> | undefined },
  ): Promise<Page<ListItems['group_profiles']>>;
  /** The groups that one is invited to, by name. */
  invitations(page?: PageOptions): Promise<Page<InvitationItem>>;
  /**
   * The pinned messages of a group as they are now, the last pinned first. A page may hold fewer than asked for, even none, while
   * there are more.
   * @param conversation `group:devs`
   */
  pins(conversation: string, page?: PageOptions): Promise<Page<PinItem>>;
  /**
   * How users want to be shown, in the order asked; who never signed in is left out. Where not all fit, `next` is the first that
   * is missing.
   * @param users at most 100, each once
   * @param options.known by user, the `rev`s that one has: what is still so comes as user and `rev` alone
   */
  profiles(
    users: readonly string[],
    options?: { readonly known?: Readonly<Record<string, string>> | undefined },
  ): Promise<Page<ListItems['profiles']>>;
  /**
   * Whose name or display name begins so, if the operator lets one search. A page may hold fewer than asked for, even none, while
   * there are more.
   * @param search 2 to 64 characters
   */
  users(search: string, page?: PageOptions): Promise<Page<ListItems['users']>>;
  /**
   * Which of one's friends are there, oneself among them; others are left out.
   * @param users at most 100, each once
   */
  presences(users: readonly string[]): Promise<Page<ListItems['presences']>>;
  /**
   * All that is kept of oneself, as it is when it is read: `for await (const item of eachItem(client.export))`. What changes meanwhile
   * may come twice, or not at all; a page may hold nothing while there is more. Each costs the rate of ten commands.
   */
  export(page?: PageOptions): Promise<Page<ListItems['export']>>;
  /**
   * What was done to keep order in the lobby and everywhere, newest first; for who keeps order there.
   * @param page.group_name in a group instead
   */
  audit(page?: PageOptions & { readonly group_name?: string | undefined }): Promise<Page<ListItems['audit']>>;
  /**
   * Who may not be here: for admins.
   * @param page.group_name in a group instead: for who keeps order there
   */
  bans(page?: PageOptions & { readonly group_name?: string | undefined }): Promise<Page<ListItems['bans']>>;
  /**
   * Messages that were reported, newest first: for admins. At most 25 a page, and it may hold fewer, even none, while there are more.
   * @param page.group_name of a group instead: for who keeps order there
   */
  reports(
    page?: PageOptions & { readonly group_name?: string | undefined },
  ): Promise<Page<ListItems['reports']>>;
  /** @returns the server's clock, ISO 8601 */
  ping(): Promise<string>;
}

export function createQueries(ask: (command: Command) => Promise<AnswerFrame>): Queries {
  async function askAs<Type extends AnswerFrame['type']>(type: Type, command: Command) {
    const answer = await ask(command);
    if (answer.type === type) return answer as Extract<AnswerFrame, { readonly type: Type }>;
    throw new ChatRequestError('internal', `${command.type} was answered with ${answer.type}`);
  }
  /** @param fields of the command, and which page of the list */
  async function list<Kind extends keyof ListItems>(type: Kind, fields: object | undefined) {
    const { items, next = null } = await askAs('list', { type, ...fields });
    return { items, next } as Page<ListItems[Kind]>;
  }
  return quietly({
    async history(conversation, page = {}) {
      const { events, before = null } = await askAs('history', { type: 'history', conversation, ...page });
      return { events, before };
    },
    async read(conversation, upto) {
      await ask({ type: 'read', conversation, upto });
    },
    async typing(conversation) {
      await ask({ type: 'typing', conversation });
    },
    reactions: (conversation, ids, known) => list('reactions', { conversation, ids, known }),
    reactors: (conversation, id, emoji, page) => list('reactors', { conversation, id, emoji, ...page }),
    conversations: (page) => list('conversations', page),
    friends: (page) => list('friends', page),
    requests: (page) => list('requests', page),
    blocks: (page) => list('blocks', page),
    groups: (page) => list('groups', page),
    members: (group, page) => list('members', { group_name: group, ...page }),
    profiles: (users, options) => list('profiles', { users, ...options }),
    groupProfiles: (groups, options) => list('group_profiles', { group_names: groups, ...options }),
    invitations: (page) => list('invitations', page),
    pins: (conversation, page) => list('pins', { conversation, ...page }),
    presences: (users) => list('presences', { users }),
    bans: (page) => list('bans', page),
    audit: (page) => list('audit', page),
    reports: (page) => list('reports', page),
    users: (search, page) => list('users', { search, ...page }),
    export: (page) => list('export', page),
    ping: async () => (await askAs('pong', { type: 'ping' })).ts,
  });
}

type Asking = (...fields: never[]) => Promise<unknown>;

/** An answer that nobody waited for is nobody's unhandled rejection. */
function quietly<T extends { readonly [Name in keyof T]: Asking }>(queries: T): T {
  const quiet = (question: Asking): Asking => {
    return (...fields) => {
      const answer = question(...fields);
      answer.catch(() => undefined);
      return answer;
    };
  };
  const entries = Object.entries<Asking>(queries).map(([name, query]) => [name, quiet(query)]);
  return Object.fromEntries(entries) as T;
}
