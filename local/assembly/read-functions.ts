import type { AsynchronousConfig, FunctionDefinition } from '../functions/function-definition.ts';
import { parseFunctionName } from '../functions/function-name.ts';
import { StartError } from '../start-error.ts';
import type { CloudStack } from './cloud-assembly.ts';
import type { LocalResource, ResolvedStack } from './resolve-stack.ts';

/** Lambda's defaults. Source: AWS::Lambda::Function and AWS::Lambda::EventInvokeConfig. */
const defaultTimeoutSeconds = 3;
const defaultMemoryMb = 128;
const defaultEventAgeSeconds = 6 * 60 * 60;
const defaultRetryAttempts = 2;

/** The functions that can't run here, by logical id, with what keeps them from it. */
export function findUnusableFunctions({ template, assetPaths }: CloudStack): Map<string, string> {
  const unusable = new Map<string, string>();
  for (const [logicalId, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    if (Type !== 'AWS::Lambda::Function') {
      continue;
    }
    const { Runtime: runtime, Code: code, Layers: layers } = Properties;
    if (typeof runtime === 'string' && !runtime.startsWith('nodejs')) {
      unusable.set(logicalId, `has the runtime ${runtime}, and a local run has only Node.js`);
    } else if (!assetPaths.has(String((code as { S3Key?: unknown } | undefined)?.S3Key))) {
      unusable.set(logicalId, "has code that isn't an asset of this assembly");
    } else if (Array.isArray(layers) && layers.length > 0) {
      unusable.set(logicalId, "uses layers, which a local run doesn't support");
    }
  }
  return unusable;
}

/** Reads the stack's functions. Their environments still hold AWS's addresses: see local-addresses.ts. */
export function readFunctions(
  stack: ResolvedStack,
  assetPaths: CloudStack['assetPaths'],
): FunctionDefinition[] {
  const functions = stack.ofType('AWS::Lambda::Function');
  const configs = stack.ofType('AWS::Lambda::EventInvokeConfig');
  return functions.map((resource): FunctionDefinition => {
    const { name, logicalId } = resource;
    const code = resource.property('Code') as { readonly S3Key: string };
    const environment = resource.property('Environment') as
      | { Variables?: Record<string, unknown> }
      | undefined;
    const reserved = resource.property('ReservedConcurrentExecutions');
    const config = configs.find((one) => parseFunctionName(String(one.property('FunctionName'))) === name);
    return {
      name,
      logicalId,
      arn: stack.attribute(logicalId, 'Arn'),
      codeDirectory: assetPaths.get(code.S3Key) ?? '',
      handler: String(resource.property('Handler') ?? 'index.handler'),
      timeoutMs: Number(resource.property('Timeout') ?? defaultTimeoutSeconds) * 1000,
      memoryMb: Number(resource.property('MemorySize') ?? defaultMemoryMb),
      region: stack.place.region,
      environment: Object.fromEntries(
        Object.entries(environment?.Variables ?? {}).map(([key, value]) => [key, String(value)]),
      ),
      ...(reserved === undefined ? {} : { reservedConcurrency: Number(reserved) }),
      asynchronous: readAsynchronousConfig(config),
    };
  });
}

function readAsynchronousConfig(config: LocalResource | undefined): AsynchronousConfig {
  const destinations = config?.property('DestinationConfig') as
    | Record<'OnFailure' | 'OnSuccess', { Destination?: string } | undefined>
    | undefined;
  const onFailure = destinations?.OnFailure?.Destination;
  const supported = onFailure === undefined || onFailure.includes(':lambda:');
  if (config && (!supported || destinations?.OnSuccess)) {
    throw new StartError(
      `"${config.logicalId}" (${config.type}) has a destination that a local run doesn't support: ` +
        'only an OnFailure destination that is a function is.',
    );
  }
  return {
    maximumEventAgeMs: Number(config?.property('MaximumEventAgeInSeconds') ?? defaultEventAgeSeconds) * 1000,
    maximumRetryAttempts: Number(config?.property('MaximumRetryAttempts') ?? defaultRetryAttempts),
    ...(onFailure === undefined ? {} : { onFailure: parseFunctionName(onFailure) }),
  };
}
