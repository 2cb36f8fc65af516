import type { ChatPorts } from '../../../chat/ports/chat-ports.ts';
import type {
  AudienceOptions,
  Subscription,
  Subscriptions,
} from '../../../chat/ports/connections/subscriptions.ts';
import type { Posts } from '../../../chat/ports/posts.ts';
import type { BlockPolicy, Limits } from '../../../chat/ports/settings.ts';
import type { Calls } from './calls.ts';
import type { Invocation } from './invocation.ts';
import type { Rng } from './rng.ts';
import type { Scheduler } from './scheduler.ts';
import type { WorldStores } from './stores.ts';

export interface PortsOfWorld {
  readonly scheduler: Scheduler;
  readonly rng: Rng;
  readonly calls: Calls;
  readonly stores: WorldStores;
  readonly blockPolicy: BlockPolicy;
  readonly limits: Limits;
  /** Whatever goes wrong is to be expected here; what chat/ logs is only counted. */
  readonly onLogged: (message: string) => void;
  /** What the sockets' management API does for an invocation. */
  readonly postsOf: (invocation: Invocation) => Posts;
  readonly requestDelivery: ChatPorts['deliverRequests']['send'];
}

/** Few, so that audiences have more than one page. */
const ROWS_PER_PAGE = 3;

/** All that the chat asks of the world, for one invocation: every call takes its time, and may go wrong. */
export function createInvocationPorts(world: PortsOfWorld, invocation: Invocation): ChatPorts {
  const { scheduler, calls, rng, stores, blockPolicy, limits } = world;
  const { stale } = stores;

  /** The methods of a store, each as a call. @param source where an eventually consistent read looks */
  function callable<S extends object>(
    name: string,
    store: S,
    source: (method: string, args: unknown[]) => object = () => store,
  ): S {
    const made: Record<string, unknown> = {};
    for (const method of Object.keys(store)) {
      made[method] = (...args: unknown[]) =>
        calls.make(invocation, `${name}.${method}`, async () =>
          (source(method, args) as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args),
        );
    }
    return made as S;
  }

  const subscriptions: Subscriptions = {
    ...callable('subscriptions', stores.subscriptions, (method, args) => {
      const isLax =
        method === 'ofUser' && (args[1] as { consistent: boolean } | undefined)?.consistent === false;
      return isLax ? stale.subscriptions() : stores.subscriptions;
    }),
    put: (rows) =>
      calls.make(
        invocation,
        'subscriptions.put',
        () => stores.subscriptions.put(rows),
        () => stores.subscriptions.put(rows.slice(0, rng.between(0, rows.length))),
      ),
    removeAll: (keys) =>
      calls.make(
        invocation,
        'subscriptions.removeAll',
        () => stores.subscriptions.removeAll(keys),
        () => stores.subscriptions.removeAll(keys.slice(0, rng.between(0, keys.length))),
      ),
    async *pages(channel, options) {
      for (let last = ''; ; ) {
        const rows = await calls.make(invocation, 'subscriptions.pages', () =>
          readRows(options.consistent ? stores.subscriptions : stale.subscriptions(), channel, options),
        );
        const page = rows.filter(({ connectionId }) => connectionId > last).slice(0, ROWS_PER_PAGE);
        yield page;
        if (page.length < ROWS_PER_PAGE) return;
        last = page.at(-1)?.connectionId ?? '';
      }
    },
  };

  return {
    connections: callable('connections', stores.connections),
    subscriptions,
    users: callable('users', stores.users),
    profiles: callable('profiles', stores.profiles, (method) =>
      method === 'findAll' ? stale.profiles() : stores.profiles,
    ),
    presences: callable('presences', stores.presences, (method) =>
      method === 'findAll' ? stale.presences() : stores.presences,
    ),
    groupDirectory: callable('groupDirectory', stores.groupDirectory, (method) =>
      method === 'search' ? stale.groupDirectory() : stores.groupDirectory,
    ),
    directory: callable('directory', stores.directory, (method) =>
      method === 'search' ? stale.directory() : stores.directory,
    ),
    groups: callable('groups', stores.groups, (method, args) => {
      const isLax =
        method === 'listMembers' ||
        (method === 'membership' && !(args[2] as { consistent: boolean }).consistent);
      return isLax ? stale.groups() : stores.groups;
    }),
    groupBans: callable('groupBans', stores.groupBans, (method, args) => {
      const isLax = method === 'find' && !(args[2] as { consistent: boolean }).consistent;
      return isLax ? stale.groupBans() : stores.groupBans;
    }),
    friendships: callable('friendships', stores.friendships, (method) =>
      method === 'list' || method === 'friendsAmong' ? stale.friendships() : stores.friendships,
    ),
    invitations: callable('invitations', stores.invitations, (method) =>
      method === 'list' ? stale.invitations() : stores.invitations,
    ),
    conversations: callable('conversations', stores.conversations, (method) =>
      method === 'findDays' || method === 'marksOfPeers' ? stale.conversations() : stores.conversations,
    ),
    blocks: callable('blocks', stores.blocks),
    mutes: callable('mutes', stores.mutes),
    bans: callable('bans', stores.bans, (method) => (method === 'list' ? stale.bans() : stores.bans)),
    log: callable('log', stores.log, (method) =>
      method === 'readNewest' || method === 'findAll' ? stale.log() : stores.log,
    ),
    audits: callable('audits', stores.audits),
    reports: callable('reports', stores.reports),
    undelivered: callable('undelivered', stores.undelivered),
    reactions: callable('reactions', stores.reactions, (method) =>
      method === 'of' ? stale.reactions() : stores.reactions,
    ),
    refs: callable('refs', stores.refs),
    rateBuckets: callable('rateBuckets', stores.rateBuckets),
    waiting: {
      ...callable('waiting', stores.waiting),
      async *list(user) {
        for (let last = ''; ; ) {
          const next = await calls.make(invocation, 'waiting.list', async () => {
            for await (const item of stores.waiting.list(user)) if (item.id > last) return item;
            return undefined;
          });
          if (!next) return;
          last = next.id;
          yield next;
        }
      },
    },
    waitingCounts: callable('waitingCounts', stores.waitingCounts),
    posts: world.postsOf(invocation),
    deliverRequests: {
      send: (request) => calls.make(invocation, 'deliverRequests.send', () => world.requestDelivery(request)),
    },
    tokens: stores.tokens,
    ...invocation.environment,
    digest: (text) => text,
    limits,
    clock: { now: scheduler.now, sleep: (milliseconds) => invocation.sleep(milliseconds) },
    random: rng.next,
    logger: { warn: world.onLogged, error: world.onLogged },
    blockPolicy,
    directoryScope: 'open',
    quota: { callsPerSecond: 10_000, burst: 5_000 },
  };
}

async function readRows(
  subscriptions: Subscriptions,
  channel: string,
  options: AudienceOptions,
): Promise<Subscription[]> {
  const rows: Subscription[] = [];
  for await (const page of subscriptions.pages(channel, options)) rows.push(...page);
  return rows;
}
