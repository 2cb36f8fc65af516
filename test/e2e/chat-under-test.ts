import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { type RunningStack, type StartOptions, startStack } from '../../local/start-stack.ts';
import { assemblies } from './assemblies.ts';
import { type ChatClient, connectClient } from './chat-client.ts';
import { readRows } from './rows.ts';

/** The chat as a test uses it: the synthesized stack on a port of its own, and users that only this test has. */
export interface ChatUnderTest {
  readonly stack: RunningStack;
  /** A name that no other test uses. */
  name(prefix: string): string;
  /** A user's new connection, signed in by the handshake; closed when the test ends. */
  connect(user: string): Promise<ChatClient>;
  /** A connection that nobody has authenticated on. */
  connectUnauthenticated(): Promise<ChatClient>;
  /** The row keys of the Connections table, as `partition / sort`. */
  connectionRows(): Promise<string[]>;
}

/**
 * Starts a stack for a test file, and ends it. On the embedded DynamoDB, or on the one at DYNAMODB_LOCAL_ENDPOINT
 * with tables of its own.
 */
export function startChatUnderTest(
  options: Partial<StartOptions> & { policy?: keyof typeof assemblies } = {},
): ChatUnderTest {
  const { policy = 'notify', ...startOptions } = options;
  let stack: RunningStack;
  let clients: ChatClient[] = [];
  let names = 0;

  beforeAll(async () => {
    stack = await startStack({
      assembly: assemblies[policy].outputDirectory,
      ...dynamodbOptions(),
      onLog: ({ level, source, text }) => {
        if (level === 'error') console.error(`[${source}] ${text}`);
      },
      ...startOptions,
    });
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => stack?.stop());

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
