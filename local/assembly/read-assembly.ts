import type { DistributionDefinition } from '../distribution/distribution-definition.ts';
import type { FunctionDefinition } from '../functions/function-definition.ts';
import type { WebSocketApi } from '../gateway/api.ts';
import type { UserPool } from '../identity/user-pool.ts';
import { StartError } from '../start-error.ts';
import type { TableDefinition } from '../tables/table-definition.ts';
import { readCloudAssembly } from './cloud-assembly.ts';
import { type MayInvoke, readInvokePermissions } from './invoke-permissions.ts';
import { createLocalize, type Localize } from './local-addresses.ts';
import { readDistributions } from './read-distributions.ts';
import { findUnusableFunctions, readFunctions } from './read-functions.ts';
import { readTables } from './read-tables.ts';
import { readUserPools } from './read-user-pools.ts';
import { readWebSocketApi } from './read-websocket-api.ts';
import { type PassedOver, resolveStack } from './resolve-stack.ts';

/** All that a local run takes from an assembly. Addresses in it are AWS's until `localize` replaces them. */
export interface LocalStack {
  readonly stackName: string;
  readonly region: string;
  readonly api: WebSocketApi;
  readonly functions: readonly FunctionDefinition[];
  readonly mayInvoke: MayInvoke;
  readonly tables: readonly TableDefinition[];
  readonly userPools: readonly UserPool[];
  readonly distributions: readonly DistributionDefinition[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly passedOver: readonly PassedOver[];
  /** Makes the replacement of addresses, once the server's port is known. */
  readonly localizeFor: (port: number) => Localize;
}

export interface ReadAssemblyOptions {
  readonly directory: string;
  /** Needed only when the assembly holds several stacks. */
  readonly stack?: string;
  readonly tableNamePrefix?: string;
}

/** @throws StartError for anything in the stack that matters and can't run here; it names the resource. */
export async function readAssembly(options: ReadAssemblyOptions): Promise<LocalStack> {
  const cloudStack = await readCloudAssembly(options.directory, options.stack);
  const unusable = findUnusableFunctions(cloudStack);
  const stack = resolveStack(cloudStack, options.tableNamePrefix ?? '', unusable);
  const api = readWebSocketApi(stack);
  const functions = readFunctions(stack, cloudStack.assetPaths);
  const served = new Set(functions.map(({ name }) => name));
  for (const { functionName, routeKey, authorizer } of api.routes.values()) {
    const missing = [functionName, authorizer?.functionName].find((name) => name && !served.has(name));
    if (missing) {
      throw new StartError(
        `The route "${routeKey}" uses the function "${missing}", which isn't one of this stack.`,
      );
    }
  }
  const apiHost = `${api.apiId}.execute-api.${api.region}.${stack.place.urlSuffix}`;
  const distributions = readDistributions(stack, apiHost);
  const userPools = readUserPools(stack);
  return {
    stackName: cloudStack.stackName,
    region: cloudStack.region,
    api,
    functions,
    mayInvoke: readInvokePermissions(stack, api),
    tables: readTables(stack),
    userPools,
    distributions,
    outputs: stack.outputs,
    passedOver: stack.passedOver,
    localizeFor: (port) =>
      createLocalize(
        {
          hosts: [apiHost, ...distributions.flatMap(({ domainName, aliases }) => [domainName, ...aliases])],
          issuers: userPools.map(({ issuer }) => issuer),
        },
        port,
      ),
  };
}
