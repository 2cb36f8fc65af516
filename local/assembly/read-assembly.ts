import type { DistributionDefinition } from '../distribution/distribution-definition.ts';
import type { StackFunction } from '../functions/function-definition.ts';
import { parseFunctionName } from '../functions/function-name.ts';
import type { WebSocketApi } from '../gateway/api.ts';
import type { UserPool } from '../identity/user-pool.ts';
import type { ScheduleDefinition } from '../schedules/schedule-definition.ts';
import type { TableDefinition } from '../tables/table-definition.ts';
import { type MayInvoke, readInvokePermissions } from './invoke-permissions.ts';
import { listIgnored } from './list-ignored.ts';
import type { StackHosts } from './local-addresses.ts';
import { listUnseenDeployments, readBuckets } from './read-buckets.ts';
import { readDistributions } from './read-distributions.ts';
import { readFunctions } from './read-functions.ts';
import { readSchedules } from './read-schedules.ts';
import { readTables } from './read-tables.ts';
import { readUserPools } from './read-user-pools.ts';
import { readWebSocketApi } from './read-websocket-api.ts';
import { createRefusals } from './resolve/refusals.ts';
import type { PassedOver } from './resolve/resolve-stack.ts';
import { resolveStacks } from './resolve/resolve-stacks.ts';
import { chooseStacks } from './stacks/choose-stacks.ts';
import { readCloudAssembly } from './stacks/cloud-assembly.ts';

/** All that a local run takes from an assembly. Addresses in it are AWS's. */
export interface LocalStack {
  /** Of the stack with the API, as the region. */
  readonly stackName: string;
  readonly region: string;
  readonly api: WebSocketApi;
  readonly functions: readonly StackFunction[];
  readonly mayInvoke: MayInvoke;
  readonly schedules: readonly ScheduleDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly userPools: readonly UserPool[];
  readonly distributions: readonly DistributionDefinition[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly hosts: StackHosts;
  readonly passedOver: readonly PassedOver[];
  /** Sentences on what the stack does on AWS and not here. */
  readonly ignored: readonly string[];
  /** What isn't supported and was left out, because that was asked for. */
  readonly leftOut: readonly string[];
}

export interface ReadAssemblyOptions {
  readonly directory: string;
  /** Needed only when several stacks could be meant. */
  readonly stack?: string;
  readonly tableNamePrefix?: string;
  /** Whether to leave out what isn't supported instead of refusing. Default: no. */
  readonly runsWhatCan?: boolean;
}

/** @throws StartError for anything in the stack that matters and can't run here; it names the resource. */
export async function readAssembly(options: ReadAssemblyOptions): Promise<LocalStack> {
  const cloudStacks = chooseStacks(await readCloudAssembly(options.directory), options.stack);
  const refusals = createRefusals(options.runsWhatCan ?? false);
  const stack = resolveStacks(cloudStacks, options.tableNamePrefix ?? '', refusals);
  const api = readWebSocketApi(stack);
  const assetPaths = new Map(cloudStacks.flatMap((one) => [...one.assetPaths]));
  const functions = readFunctions(stack, assetPaths);
  const served = new Set(functions.map(({ name }) => name));
  for (const { functionName, routeKey, authorizer, unserved } of api.routes.values()) {
    for (const reference of unserved === undefined ? [functionName, authorizer?.functionName] : []) {
      const name = reference === undefined ? undefined : parseFunctionName(reference);
      if (name !== undefined && !served.has(name)) {
        refusals.refuse(
          `The route "${routeKey}" uses the function "${name}", which isn't one of the stacks that run here.`,
        );
      }
    }
  }
  const { region, urlSuffix } = stack.place;
  const apiHost = `${api.apiId}.execute-api.${api.region}.${urlSuffix}`;
  const buckets = await readBuckets(stack, assetPaths);
  const distributions = readDistributions(stack, { apiHost, buckets });
  const userPools = readUserPools(stack);
  return {
    stackName: cloudStacks[0].stackName,
    region,
    api,
    functions,
    mayInvoke: readInvokePermissions(stack, api),
    schedules: readSchedules(stack, served),
    tables: readTables(stack),
    userPools,
    distributions,
    outputs: stack.outputs,
    hosts: {
      api: apiHost,
      distributions: distributions.flatMap(({ domainName, aliases }) => [domainName, ...aliases]),
      issuers: userPools.map(({ issuer }) => issuer),
      signInPages: userPools.flatMap(({ domainHost, poolId }) =>
        domainHost === undefined ? [] : [{ host: domainHost, poolId }],
      ),
      services: [...new Set(functions.map((one) => one.region))].map((one) => ({
        dynamodb: `dynamodb.${one}.${urlSuffix}`,
        lambda: `lambda.${one}.${urlSuffix}`,
      })),
    },
    passedOver: stack.passedOver,
    ignored: listIgnored(stack, listUnseenDeployments(stack, buckets, distributions)),
    leftOut: refusals.leftOut,
  };
}
