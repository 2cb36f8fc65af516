import { randomUUID } from 'node:crypto';
import { createLocalize, createLocalizePolicy, listStandIns } from './assembly/local-addresses.ts';
import { type LocalStack, readAssembly } from './assembly/read-assembly.ts';
import { claimDataDirectory } from './data-directory.ts';
import { createDistribution } from './distribution/distribution.ts';
import { createFaults } from './faults/faults.ts';
import { interposeAttempts, interposeEvents, interposeLambdaApi } from './faults/invocation-faults.ts';
import { interposePosts } from './faults/post-faults.ts';
import { interposeRoutes } from './faults/route-faults.ts';
import { createAsynchronousInvocations } from './functions/asynchronous-invocations.ts';
import { localCredentials } from './functions/environment-variables.ts';
import { createFunctionRuntime } from './functions/function-runtime.ts';
import { createLambdaApi } from './functions/lambda-api.ts';
import { stageCode } from './functions/stage-code.ts';
import { createGateway } from './gateway/gateway.ts';
import { createIdentityProvider } from './identity/identity-provider.ts';
import { createGatewayInvoke } from './invoke-from-gateway.ts';
import { isLocal } from './local-origins.ts';
import { listen } from './local-server.ts';
import { routeRequests } from './route-requests.ts';
import type { RunningStack, StartOptions } from './running-stack.ts';

import { startSchedules } from './schedules/schedules.ts';
import { settleAll } from './settle-all.ts';
import { StartError } from './start-error.ts';
import { createDynamoDbClient } from './tables/dynamodb-client.ts';
import { createExpiry, startExpiry } from './tables/expiry.ts';
import { prepareTables } from './tables/prepare-tables.ts';
import { startDynamoDb } from './tables/start-dynamodb.ts';
import { createUndoList } from './undo-list.ts';

export type { RunningStack, StartOptions };

/** How long asynchronous invocations, and then running functions, may take to end, in milliseconds. */
const drainMs = 5000;
const functionGraceMs = 2000;
/** Between two looks for expired items, in milliseconds. DynamoDB promises a few days. */
const expiryMs = 10_000;

/**
 * Runs a synthesized WebSocket stack on this machine until it is stopped.
 *
 * @throws StartError, or FaultPlanError, whose message says what to do; then nothing is left running.
 */
export async function startStack(options: StartOptions): Promise<RunningStack> {
  const undo = createUndoList();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function start(options: StartOptions, undo: ReturnType<typeof createUndoList>): Promise<RunningStack> {
  const { dataDirectory, onLog: log = () => {} } = options;
  const now = Date.now;
  const randomId = randomUUID;
  const data = dataDirectory === undefined ? undefined : await claimDataDirectory(dataDirectory);
  if (data) {
    undo.add(data.release);
  }
  // In parallel, and all settled before a failure goes on: what has started must be undone.
  const [stack, server, database] = await settleAll([
    readAssembly({
      directory: options.assembly,
      ...(options.stack === undefined ? {} : { stack: options.stack }),
      ...(options.tableNamePrefix === undefined ? {} : { tableNamePrefix: options.tableNamePrefix }),
      runsWhatCan: options.runsWhatCan ?? false,
    }),
    listen(options.port ?? 0).then((listening) => {
      undo.add(listening.close);
      return listening;
    }),
    startDynamoDb({
      endpoint: options.dynamodbEndpoint,
      isInterposed: options.faults !== undefined || options.recordCalls === true,
      directory: data?.databasePath,
    }).then((started) => {
      undo.add(started.close);
      return started;
    }),
  ]);

  const url = `http://127.0.0.1:${server.port}`;
  const localize = createLocalize(stack.hosts, server.port);
  const functionsDatabase = (database.worker ?? database).endpoint;
  const hosts = listStandIns(stack.hosts, { dynamodb: functionsDatabase, server: url });
  const code = await stageCode(stack.functions, options.assembly);
  undo.add(code.remove);
  const faults = createFaults({
    names: { functions: stack.functions, routeKeys: ['$authorizer', ...stack.api.routes.keys()] },
    database: database.worker,
    recordsCalls: options.recordCalls ?? false,
    randomId,
  });
  if (options.faults || options.recordCalls) {
    await faults.set(options.faults);
  }
  const identity = createIdentityProvider({
    pools: stack.userPools,
    ...(data ? { keyPath: data.issuerKeyPath } : {}),
    now,
    randomId,
  });
  const runtime = createFunctionRuntime({
    functions: code.functions,
    endpoints: { dynamodb: functionsDatabase, lambda: url },
    hosts,
    signsWithName: database.worker !== undefined,
    ...(options.maxConcurrency === undefined ? {} : { maximumEnvironments: options.maxConcurrency }),
    log,
    now,
  });
  undo.add(() => runtime.close(functionGraceMs));
  await identity.ready();
  const attempts = interposeAttempts(runtime, faults.current);
  const asynchronous = createAsynchronousInvocations({
    runtime: attempts,
    ...(options.retryDelaysMs ? { retryDelaysMs: options.retryDelaysMs } : {}),
    now,
    randomId,
  });
  undo.add(() => asynchronous.drain(drainMs));
  const gateway = createGateway({
    api: stack.api,
    invoke: createGatewayInvoke(runtime, stack.mayInvoke, randomId, interposeRoutes(faults.current)),
    ...(options.limits ? { limits: options.limits } : {}),
    now,
    log: (message, details) =>
      log({
        source: 'gateway',
        // A function's failure has been logged already, with its stack.
        level: details.kind === 'failed' ? 'info' : 'error',
        text: `${message} ${JSON.stringify(details, describeErrors)}`,
      }),
  });
  undo.add(gateway.close);
  const distributions = stack.distributions.map((definition) =>
    createDistribution(definition, {
      log,
      randomId,
      // A page may be opened by either name of this machine, and finds all under that one; a function asks by AWS's names.
      localizeFor: (host) =>
        isLocal(host) ? createLocalize(stack.hosts, server.port, host) : (text) => text,
      localizePolicy: createLocalizePolicy(stack.hosts, server.port),
    }),
  );
  const { accessKeyId } = localCredentials;
  const callDatabase = createDynamoDbClient(database.endpoint, stack.region, accessKeyId, now);
  const preparing = prepareTables(
    callDatabase,
    stack.tables,
    describeStartingOver(options, data?.databasePath),
  );
  const failed = database.failed.catch((error: Error) => error);
  const failure = await Promise.race([preparing, failed]);
  if (failure) {
    preparing.catch(() => {});
    throw new StartError(failure.message);
  }
  const events = interposeEvents(asynchronous, faults.current);
  const lambdaApi = createLambdaApi({ runtime: attempts, asynchronous: events, randomId });
  const stageName = stack.api.stage.name;
  server.serve(
    routeRequests({
      apiHost: stack.hosts.api,
      ownHosts: new Set(Object.keys(hosts)),
      stageName,
      services: [identity.handleRequest, interposeLambdaApi(lambdaApi, faults.current)],
      gateway: {
        handleRequest: interposePosts(gateway.handleRequest, stageName, faults.current),
        handleUpgrade: gateway.handleUpgrade,
      },
      distributions,
    }),
  );

  void failed.then(server.refuse);
  if (options.dynamodbEndpoint === undefined) {
    const expiry = createExpiry(callDatabase, stack.tables, now);
    undo.add(
      startExpiry(expiry, expiryMs, (error) =>
        log({ source: 'dynamodb', level: 'info', text: `Expired items stay for now: ${error.message}` }),
      ).stop,
    );
  }

  const schedules = startSchedules({
    schedules: stack.schedules,
    ...(options.scheduleEveryMs === undefined ? {} : { everyMs: options.scheduleEveryMs }),
    enqueue: events.enqueue,
    now,
    randomId,
  });
  undo.add(schedules.stop);

  if (options.prewarm) {
    runtime.prewarm();
  }
  const outputs = mapValues(stack.outputs, localize);
  return {
    port: server.port,
    url,
    webSocketUrl: findWebSocketUrl(stack, outputs, server.port),
    ...(distributions[0]?.hasPage && { pageUrl: `${url}/` }),
    outputs,
    dynamodbEndpoint: database.endpoint,
    tableNames: Object.fromEntries(stack.tables.map(({ logicalId, input }) => [logicalId, input.TableName])),
    functionNames: stack.functions.map(({ name }) => name),
    hasUserPool: stack.userPools.length > 0,
    passedOver: stack.passedOver,
    ignored: stack.ignored,
    leftOut: stack.leftOut,
    token: identity.mint,
    setFaults: faults.set,
    calls: faults.calls,
    failed,
    stop: undo.run,
  };
}

function findWebSocketUrl(
  stack: LocalStack,
  outputs: Readonly<Record<string, string>>,
  port: number,
): string {
  const base = `ws://127.0.0.1:${port}`;
  return (
    Object.values(outputs).find((output) => output.startsWith(`${base}/`)) ??
    `${base}/${stack.api.stage.name}`
  );
}

function describeStartingOver({ dynamodbEndpoint }: StartOptions, databasePath: string | undefined): string {
  return dynamodbEndpoint === undefined
    ? `delete ${databasePath} to begin anew, or choose another directory with --data DIR, or run with --in-memory`
    : 'delete that table, or give this run names of its own with --table-prefix NAME';
}

function mapValues(
  record: Readonly<Record<string, string>>,
  map: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** Errors have no enumerable fields, so JSON would show nothing of them. */
function describeErrors(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value;
}
