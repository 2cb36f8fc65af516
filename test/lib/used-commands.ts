import { identifierOf, isObject, parseSource, type SyntaxNode, walk } from '../architecture/read-syntax.ts';
import { bundleOwnCode } from './bundle-own-code.ts';

/** Each port on AWS: the factory in `aws/` that makes it, and what it works on (lambdas/stores.ts, posts.ts). */
const PORTS: Readonly<Record<string, { readonly factory: string; readonly resource: string }>> = {
  connections: { factory: 'createConnectionStore', resource: 'Connections' },
  subscriptions: { factory: 'createSubscriptionStore', resource: 'Connections' },
  users: { factory: 'createUserStore', resource: 'People' },
  profiles: { factory: 'createProfileStore', resource: 'People' },
  presences: { factory: 'createPresenceStore', resource: 'People' },
  directory: { factory: 'createDirectoryStore', resource: 'People' },
  groupDirectory: { factory: 'createDirectoryStore', resource: 'People' },
  groupBans: { factory: 'createGroupBanStore', resource: 'People' },
  groups: { factory: 'createGroupStore', resource: 'People' },
  friendships: { factory: 'createFriendshipStore', resource: 'People' },
  invitations: { factory: 'createInvitationStore', resource: 'People' },
  blocks: { factory: 'createBlockStore', resource: 'People' },
  bans: { factory: 'createBanStore', resource: 'People' },
  mutes: { factory: 'createMuteStore', resource: 'People' },
  log: { factory: 'createMessageLog', resource: 'Messages' },
  audits: { factory: 'createAuditStore', resource: 'Messages' },
  reports: { factory: 'createReportStore', resource: 'Messages' },
  undelivered: { factory: 'createUndeliveredStore', resource: 'Messages' },
  conversations: { factory: 'createConversationStore', resource: 'Messages' },
  reactions: { factory: 'createReactionStore', resource: 'Messages' },
  refs: { factory: 'createRefStore', resource: 'Messages' },
  waiting: { factory: 'createWaitingStore', resource: 'Messages' },
  waitingCounts: { factory: 'createWaitingCountStore', resource: 'Messages' },
  posts: { factory: 'createManagementPosts', resource: 'the stage' },
  rateBuckets: { factory: 'createRateBucketStore', resource: 'Messages' },
  strayFrames: { factory: 'createStrayFrames', resource: 'Message' },
  deliverRequests: { factory: 'createDeliverRequests', resource: 'Deliver' },
};

/** A query of the one index that there is. */
const INDEX_QUERY = 'QueryCommand of an index';

type Functions = ReadonlyMap<string, SyntaxNode>;

/**
 * The SDK commands that a function's code can send, as `PutCommand on People` or `QueryCommand on People’s index
 * inverse`. Read from its bundle, from which esbuild has left out the top-level functions that nothing calls: which
 * methods of which ports are called, and which commands those methods send.
 * @throws Error when a command is sent by something that is no port known here
 */
export function findUsedCommands(entry: string): string[] {
  const module = parseSource(bundleOwnCode(entry));
  const functions = namedFunctions((module.body as unknown[]) ?? []);
  const factories = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const explained = new Set<string>();
  for (const { factory } of Object.values(PORTS)) {
    const node = functions.get(factory);
    if (node) factories.set(factory, readMethods(node, functions, explained));
  }
  const outside = [...functions].filter(([name]) => !factories.has(name));
  const strays = outside.filter(([name, node]) => !explained.has(name) && commandsIn(node).length > 0);
  if (strays.length > 0) throw new Error(`Which port sends what ${strays.map(([name]) => name)} sends?`);

  const calls = outside.flatMap(([, node]) => portCalls(node));
  const used = calls.flatMap(([port, method]) => {
    const { factory = '', resource } = PORTS[port] ?? {};
    return (factories.get(factory)?.get(method) ?? []).map((command) =>
      command === INDEX_QUERY ? `QueryCommand on ${resource}’s index inverse` : `${command} on ${resource}`,
    );
  });
  return [...new Set(used)].sort();
}

/** The methods of the object that a factory returns, and the commands that each may send. */
function readMethods(factory: SyntaxNode, functions: Functions, explained: Set<string>) {
  const { stmts: statements } = factory.body as { stmts: SyntaxNode[] };
  const scope = new Map([...functions, ...namedFunctions(statements)]);
  const returned = statements.find(({ type }) => type === 'ReturnStatement')?.argument as
    | SyntaxNode
    | undefined;
  const methods = new Map<string, readonly string[]>();
  for (const property of (returned?.properties as SyntaxNode[] | undefined) ?? []) {
    const shorthand = identifierOf(property);
    const name = shorthand ?? identifierOf(property.key) ?? '';
    const body = shorthand === undefined ? property : scope.get(shorthand);
    methods.set(name, reachableCommands(body, scope, explained));
  }
  return methods;
}

/** Commands in a node and, through calls by name, in the functions behind it. */
function reachableCommands(node: unknown, scope: Functions, explained: Set<string>): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  const queried = new Set<string>();
  const queue = [node];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const command of commandsIn(next)) found.add(command);
    for (const command of queriesIn(next)) queried.add(command);
    for (const inner of walk(next)) {
      const callee = inner.type === 'CallExpression' ? identifierOf(inner.callee) : undefined;
      if (callee === undefined || seen.has(callee) || !scope.has(callee)) continue;
      seen.add(callee);
      explained.add(callee);
      queue.push(scope.get(callee));
    }
  }
  if (!found.delete('QueryCommand')) return [...found];
  if (queried.size === 0) throw new Error(`What does the query of ${[...seen]} look into?`);
  return [...found, ...queried];
}

/** What queries look into: whoever writes a key's condition names the index beside it, or means the table. */
function queriesIn(node: unknown): string[] {
  return [...walk(node)].flatMap(({ type, properties }) => {
    if (type !== 'ObjectExpression') return [];
    const names = (properties as SyntaxNode[]).map((one) => identifierOf(one) ?? identifierOf(one.key));
    if (!names.includes('KeyConditionExpression')) return [];
    return [names.includes('IndexName') ? INDEX_QUERY : 'QueryCommand'];
  });
}

function commandsIn(node: unknown): string[] {
  return [...walk(node)].flatMap((inner) => {
    if (inner.type === 'CallExpression') return httpMethodIn(inner);
    const name = inner.type === 'NewExpression' ? identifierOf(inner.callee) : undefined;
    // esbuild counts imports of the same name through: PutCommand, PutCommand2.
    const command = name?.replace(/\d+$/, '');
    return command?.endsWith('Command') ? [command] : [];
  });
}

/** Posts are signed by hand, without a command of the SDK: the HTTP method is what IAM asks about. */
function httpMethodIn(call: SyntaxNode): string[] {
  const [first] = (call.arguments as { expression: SyntaxNode }[] | undefined) ?? [];
  if (first?.expression.type !== 'StringLiteral') return [];
  const text = String(first.expression.value);
  return /^(GET|POST|DELETE)$/.test(text) ? [text] : [];
}

/** Calls such as `ports.groups.find(…)` and `groups.find(…)`. */
function portCalls(node: unknown): [port: string, method: string][] {
  return [...walk(node)].flatMap((inner) => {
    if (inner.type !== 'MemberExpression' || !isObject(inner.object)) return [];
    const port = identifierOf(inner.object) ?? identifierOf(inner.object.property);
    const method = identifierOf(inner.property);
    return port !== undefined && method !== undefined && port in PORTS ? [[port, method]] : [];
  });
}

/** The functions that statements name: declarations, and constants that hold one or what holds some. */
function namedFunctions(statements: readonly unknown[]): Map<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  for (const statement of statements.filter(isObject)) {
    if (statement.type === 'FunctionDeclaration') {
      found.set(identifierOf(statement.identifier) ?? '', statement as unknown as SyntaxNode);
    }
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations as { id: unknown; init: SyntaxNode | null }[]) {
      if (init) found.set(identifierOf(id) ?? '', init);
    }
  }
  return found;
}
