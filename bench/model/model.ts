import type { AddressInfo, Socket } from 'node:net';
import { type AudienceOptions, countLeftOverRows, fillTables } from './audience.ts';
import { Database } from './database.ts';
import { createDelay } from './delay.ts';
import { Invocations } from './invocations.ts';
import { createPlainServer, makeResponse, type PlainRequest } from './serve-http.ts';
import { type Deliveries, Sockets, type Verdict } from './sockets.ts';

/** How long after its arrival a request is answered, in milliseconds. */
export interface Latencies {
  readonly database: number;
  readonly post: number;
  readonly invocation: number;
}

export interface Report extends Deliveries {
  /** Rows of the gone that are still in this table. */
  readonly leftOverRows: number;
}

/** What can be asked of a model, in its own process or from another one. */
export interface Model {
  /** Where its DynamoDB, its Lambda and, at the path `/chat`, its management API are. */
  readonly url: string;
  /** Sets up an audience: the rows of all its connections, and the clients behind them. */
  fill(options: AudienceOptions): void;
  /** Forgets the deliveries so far. */
  begin(): void;
  /** Recipients who don't hang and still lack the frame. */
  countWaiting(): number;
  /** Whether all functions that were invoked asynchronously have ended. */
  isIdle(): boolean;
  /** The DynamoDB calls so far, by action. */
  countCalls(): Record<string, number>;
  /** @param table where left-over rows are looked for */
  report(table: string): Report;
}

/** A question to a model in another process. */
export interface ModelCall {
  readonly id: number;
  readonly method: Exclude<keyof Model, 'url'>;
  readonly parameters: readonly unknown[];
}

export const STAGE_PATH = '/chat';
/** Where an environment asks for its next invocation. */
export const NEXT_PATH = '/next';
/** What a dead client that nobody noticed costs (API Gateway, seen in practice). */
const HANG_MS = 30_000;

const CONNECTIONS = `${STAGE_PATH}/@connections/`;
const ENCODED_CONNECTIONS = `${STAGE_PATH}/%40connections/`;
const AMZ_JSON = { 'content-type': 'application/x-amz-json-1.0' };

const ANSWERS: Readonly<Record<Verdict | 'deleted', Buffer>> = {
  posted: makeResponse(200),
  hangs: makeResponse(200),
  deleted: makeResponse(204),
  gone: makeResponse(410, '', { 'x-amzn-errortype': 'GoneException' }),
  throttled: makeResponse(429, '{"message":"Too Many Requests"}', {
    'x-amzn-errortype': 'LimitExceededException',
  }),
};

/** Serves DynamoDB, the management API and Lambda's Invoke, with nothing but their latency. Port 0 picks one. */
export async function startModel(latencies: Latencies): Promise<Model & { close(): void }> {
  const database = new Database();
  const invocations = new Invocations(latencies.invocation);
  const afterDatabase = createDelay(latencies.database);
  const afterPost = createDelay(latencies.post);
  const afterHang = createDelay(HANG_MS);
  let options: AudienceOptions = { recipients: 0 };
  let sockets = new Sockets(options);

  function answer(request: PlainRequest): void {
    const target = request.header('x-amz-target');
    const connectionId = readConnectionId(request.path);
    if (target !== undefined) answerDatabase(request, target);
    else if (connectionId !== undefined) answerConnection(request, connectionId);
    else if (request.path === NEXT_PATH) invocations.next(request);
    else if (request.path.endsWith('/invocations')) invocations.invoke(request);
    else request.answer(makeResponse(404));
  }

  function answerDatabase(request: PlainRequest, target: string): void {
    const response = makeResponse(200, database.answer(target, request.body), AMZ_JSON);
    afterDatabase(() => request.answer(response));
  }

  function answerConnection(request: PlainRequest, connectionId: string): void {
    // Those of the audience at arrival: a late answer isn't the next audience's.
    const theirs = sockets;
    const verdict = request.method === 'DELETE' ? 'deleted' : theirs.judge(connectionId);
    if (verdict === 'deleted') theirs.close(connectionId);
    const after = verdict === 'hangs' ? afterHang : afterPost;
    after(() => {
      // Who has hung up meanwhile has not posted it.
      const isHeard = request.answer(ANSWERS[verdict]);
      if (isHeard && (verdict === 'posted' || verdict === 'hangs')) theirs.accept(connectionId);
    });
  }

  const server = createPlainServer((request) => {
    try {
      answer(request);
    } catch (error) {
      request.answer(
        makeResponse(400, JSON.stringify({ __type: 'ValidationException', message: String(error) })),
      );
    }
  });
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fill(audience) {
      options = audience;
      fillTables(database, audience.recipients);
      sockets = new Sockets(audience);
    },
    begin: () => sockets.begin(),
    countWaiting: () => sockets.countWaiting(),
    isIdle: () => invocations.isIdle(),
    countCalls: () => Object.fromEntries(database.calls),
    report: (table) => ({
      ...sockets.report(),
      leftOverRows: countLeftOverRows(database, table, options),
    }),
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function readConnectionId(path: string): string | undefined {
  const prefix = [CONNECTIONS, ENCODED_CONNECTIONS].find((one) => path.startsWith(one));
  return prefix && decodeURIComponent(path.slice(prefix.length));
}
