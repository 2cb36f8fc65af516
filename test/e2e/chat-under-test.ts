import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type RunningStack, type StartOptions, startStack } from '../../local/start-stack.ts';
import { assemblies } from './assemblies.ts';
import { copyAssembly } from './changed-assembly.ts';
import { type ChatClient, connectClient } from './chat-client.ts';
import { readRows } from './rows.ts';

/** The chat as a test uses it: the synthesized stack on a port of its own, and users that only this test has. */
export interface ChatUnderTest {
  readonly stack: RunningStack;
  /** A name that no other test uses. */
  name(prefix: string): string;
  /** A user's new connection, signed in by the handshake; closed when the test ends, or all have for which it was opened. */
  connect(user: string): Promise<ChatClient>;
  /** A connection that nobody has authenticated on. */
  connectUnauthenticated(): Promise<ChatClient>;
  /** The row keys of the Connections table, as `partition / sort`. */
  connectionRows(): Promise<string[]>;
}

/** Of a function, at most. To load one takes a core half a second, and a crowd that connects would have ten loaded of each. */
const ENVIRONMENTS = 2;

/**
 * Starts a stack for a test file, and ends it. On the embedded DynamoDB, or on the one at DYNAMODB_LOCAL_ENDPOINT
 * with tables of its own.
 * @param options.settings those of lib/settings.ts that functions read from their environment, where not as by default
 */
export function startChatUnderTest(
  options: Partial<StartOptions> & { settings?: Readonly<Record<string, string>> } = {},
): ChatUnderTest {
  const { settings, ...startOptions } = options;
  let stack: RunningStack;
  let changed: string | undefined;
  let clients: ChatClient[] = [];
  /** Opened before any test. */
  let early: ChatClient[] = [];
  let names = 0;

  beforeAll(async () => {
    const { outputDirectory } = assemblies.open;
    if (settings) {
      changed = await mkdtemp(join(tmpdir(), 'chat-under-test-'));
      await copyAssembly(outputDirectory, changed, settings);
    }
    stack = await startStack({
      assembly: changed ?? outputDirectory,
      ...dynamodbOptions(),
      onLog: ({ level, source, text }) => {
        if (level === 'error') console.error(`[${source}] ${text}`);
      },
      maxConcurrency: ENVIRONMENTS,
      ...startOptions,
    });
  });
  beforeEach(() => {
    early = [...early, ...clients];
    clients = [];
  });
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
  afterAll(async () => {
    await Promise.all(early.map((client) => client.close()));
    await stack?.stop();
    if (changed) await rm(changed, { recursive: true });
  });

  async function connect(token?: string): Promise<ChatClient> {
    const client = await connectClient(stack.webSocketUrl, token);
    clients.push(client);
    return client;
  }
  return {
    get stack() {
      return stack;
    },
    name: (prefix) => `${prefix}${++names}`,
    connect: async (user) => connect(await stack.token(user)),
    connectUnauthenticated: () => connect(),
    connectionRows: () => readRows(stack, 'Connections'),
  };
}

/** Where the tables are: a DynamoDB that other runs use too, or one of this run's own. */
export function dynamodbOptions(): Partial<StartOptions> {
  const dynamodbEndpoint = process.env.DYNAMODB_LOCAL_ENDPOINT;
  if (!dynamodbEndpoint) return {};
  return { dynamodbEndpoint, tableNamePrefix: `e2e-${randomBytes(6).toString('hex')}-` };
}
