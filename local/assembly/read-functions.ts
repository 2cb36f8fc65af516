import type { AsynchronousConfig, FunctionCode, StackFunction } from '../functions/function-definition.ts';
import { parseFunctionName } from '../functions/function-name.ts';
import type { Refusals } from './resolve/refusals.ts';
import type { LocalResource } from './resolve/resolve-stack.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';
import { onlyVersion } from './resolve/resource-names.ts';
import type { CloudStack } from './stacks/cloud-assembly.ts';

/** Lambda's defaults. Source: AWS::Lambda::Function and AWS::Lambda::EventInvokeConfig. */
const defaultTimeoutSeconds = 3;
const defaultMemoryMb = 128;
const defaultEventAgeSeconds = 6 * 60 * 60;
const defaultRetryAttempts = 2;

/** Reads the stacks' functions. Their environments hold AWS's addresses, as they do there. */
export function readFunctions(stack: ResolvedStacks, assetPaths: CloudStack['assetPaths']): StackFunction[] {
  const functions = stack.ofType('AWS::Lambda::Function');
  const configs = stack.ofType('AWS::Lambda::EventInvokeConfig');
  const qualified = stack.ofType('AWS::Lambda::Version', 'AWS::Lambda::Alias').map((resource) => ({
    name: parseFunctionName(String(resource.propertyWithAnyName('FunctionName'))),
    qualifier: String(resource.propertyWithAnyName('Name') ?? onlyVersion),
  }));
  return functions.map((resource): StackFunction => {
    const { name, logicalId, place } = resource;
    const environment = resource.property('Environment') as
      | { Variables?: Record<string, unknown> }
      | undefined;
    const reserved = resource.property('ReservedConcurrentExecutions');
    const config = configs.find((one) => parseFunctionName(String(one.property('FunctionName'))) === name);
    return {
      name,
      logicalId,
      arn: resource.attribute('Arn'),
      versions: new Map(
        qualified
          .filter((one) => one.name === name)
          .map(({ qualifier }): [string, string] => [qualifier, onlyVersion]),
      ),
      code: readCode(resource, assetPaths),
      handler: String(resource.property('Handler') ?? 'index.handler'),
      timeoutMs: Number(resource.property('Timeout') ?? defaultTimeoutSeconds) * 1000,
      memoryMb: Number(resource.property('MemorySize') ?? defaultMemoryMb),
      region: place.region,
      environment: Object.fromEntries(
        Object.entries(environment?.Variables ?? {}).map(([key, value]) => [key, String(value)]),
      ),
      ...(reserved === undefined ? {} : { reservedConcurrency: Number(reserved) }),
      asynchronous: readAsynchronousConfig(config, stack.refusals),
    };
  });
}

function readCode(resource: LocalResource, assetPaths: CloudStack['assetPaths']): FunctionCode {
  const { S3Key: key, ZipFile: inline } = resource.property('Code') as Record<string, unknown>;
  return inline === undefined ? { path: assetPaths.get(String(key)) ?? '' } : { inline: String(inline) };
}

function readAsynchronousConfig(config: LocalResource | undefined, refusals: Refusals): AsynchronousConfig {
  const destinations = config?.property('DestinationConfig') as
    | Record<'OnFailure' | 'OnSuccess', { Destination?: string } | undefined>
    | undefined;
  const onFailure = destinations?.OnFailure?.Destination;
  const isSupported = onFailure === undefined || onFailure.includes(':lambda:');
  if (config && (!isSupported || destinations?.OnSuccess)) {
    refusals.refuse(
      `"${config.logicalId}" (${config.type}) has a destination that a local run doesn't support: ` +
        'only an OnFailure destination that is a function is.',
    );
  }
  return {
    maximumEventAgeMs: Number(config?.property('MaximumEventAgeInSeconds') ?? defaultEventAgeSeconds) * 1000,
    maximumRetryAttempts: Number(config?.property('MaximumRetryAttempts') ?? defaultRetryAttempts),
    ...(onFailure === undefined || !isSupported ? {} : { onFailure: parseFunctionName(onFailure) }),
  };
}
