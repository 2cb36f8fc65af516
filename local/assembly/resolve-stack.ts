import { StartError } from '../start-error.ts';
import type { CloudStack } from './cloud-assembly.ts';
import { createResolver, type Resolver } from './intrinsics.ts';
import { namePlainResource, namersByType, type Place } from './resource-names.ts';
import { isHarmlessToName, servedTypes, unservedEntryPoints } from './resource-types.ts';

/** A resource that exists in this run, with a way to resolve its properties. */
export interface LocalResource {
  readonly logicalId: string;
  readonly type: string;
  /** What `Ref` gives. */
  readonly name: string;
  /** A property without intrinsic functions; `undefined` when it is absent. */
  property(name: string): unknown;
  /** The same, but a resource that no local run has gets a made-up name instead of failing the start. */
  propertyWithAnyName(name: string): unknown;
}

export interface PassedOver {
  readonly logicalId: string;
  readonly type: string;
}

/** A stack whose names are settled: what it reads, by type, in the order of the template. */
export interface ResolvedStack {
  readonly place: Place;
  readonly ofType: (...types: string[]) => readonly LocalResource[];
  readonly attribute: (logicalId: string, name: string) => string;
  /** In the order of the template. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Names every resource and makes its properties readable.
 *
 * @param unusable Logical ids of functions that can't run here, with the reason; naming one is an error.
 * @throws StartError for an entry point or trigger that a local run doesn't serve, and, when a property is
 * read, for a reference to a resource that doesn't exist here.
 */
export function resolveStack(
  stack: CloudStack,
  tableNamePrefix: string,
  unusable: ReadonlyMap<string, string> = new Map(),
): ResolvedStack {
  const { template } = stack;
  const place: Place = {
    stackName: stack.stackName,
    region: stack.region,
    accountId: stack.accountId,
    partition: stack.region.startsWith('cn-') ? 'aws-cn' : 'aws',
    urlSuffix: stack.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
    tableNamePrefix,
  };
  const resolver = makeResolver(lookUp);
  const tolerantResolver = makeResolver((logicalId, attribute) => {
    const type = template.Resources[logicalId]?.Type ?? '';
    return type in namersByType && !unusable.has(logicalId)
      ? lookUp(logicalId, attribute)
      : namePlainResource(logicalId, type, place, attribute);
  });

  function makeResolver(name: (logicalId: string, attribute?: string) => string): Resolver {
    const pseudoParameters = listPseudoParameters(place);
    return createResolver({
      template,
      pseudoParameters,
      reference: (logicalId) => name(logicalId),
      attribute: name,
    });
  }

  function lookUp(logicalId: string, attribute?: string): string {
    const resource = template.Resources[logicalId];
    if (!resource) {
      throw new StartError(`The template refers to "${logicalId}", which it doesn't define.`);
    }
    const reason = unusable.get(logicalId);
    if (reason !== undefined) {
      throw new StartError(
        `"${logicalId}" (${resource.Type}) ${reason}, and something that runs refers to it.`,
      );
    }
    const namer = namersByType[resource.Type];
    if (namer) {
      const names = namer(
        logicalId,
        place,
        (name) => resolver.resolve(resource.Properties?.[name]) as string,
      );
      const value = attribute === undefined ? names.ref : names.attributes[attribute];
      if (value === undefined) {
        throw new StartError(
          `A local run knows no attribute ${attribute} of "${logicalId}" (${resource.Type}).`,
        );
      }
      return value;
    }
    if (!servedTypes.has(resource.Type) && !isHarmlessToName(resource.Type)) {
      throw new StartError(
        `"${logicalId}" is a ${resource.Type}, which a local run doesn't support, and something that runs refers to it.`,
      );
    }
    return namePlainResource(logicalId, resource.Type, place, attribute);
  }

  const present = Object.entries(template.Resources).filter(
    ([, { Condition }]) => Condition === undefined || resolver.holds(Condition),
  );
  refuseUnserved(present.map(([logicalId, { Type }]) => ({ logicalId, type: Type })));
  const resources = present
    .filter(([logicalId, { Type }]) => servedTypes.has(Type) && !unusable.has(logicalId))
    .map(
      ([logicalId, { Type, Properties }]): LocalResource => ({
        logicalId,
        type: Type,
        get name() {
          return lookUp(logicalId);
        },
        property: (name) => resolver.resolve(Properties?.[name]),
        propertyWithAnyName: (name) => tolerantResolver.resolve(Properties?.[name]),
      }),
    );

  return {
    place,
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    attribute: lookUp,
    outputs: resolveOutputs(),
    passedOver: present
      .filter(([logicalId, { Type }]) => !servedTypes.has(Type) || unusable.has(logicalId))
      .map(([logicalId, { Type }]) => ({ logicalId, type: Type })),
  };

  function resolveOutputs(): Record<string, string> {
    const outputs = Object.entries(template.Outputs ?? {}).filter(
      ([, { Condition }]) => Condition === undefined || resolver.holds(Condition),
    );
    return Object.fromEntries(
      outputs.map(([name, { Value }]) => [name, String(tolerantResolver.resolve(Value))]),
    );
  }
}

function refuseUnserved(resources: readonly PassedOver[]): void {
  const unserved = resources.filter(({ type }) => unservedEntryPoints.has(type));
  if (unserved.length > 0) {
    const names = unserved.map(({ logicalId, type }) => `"${logicalId}" (${type})`).join(', ');
    throw new StartError(`The stack has what a local run doesn't support: ${names}.`);
  }
}

function listPseudoParameters(place: Place): Record<string, string> {
  const { stackName, region, accountId, partition, urlSuffix } = place;
  return {
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': partition,
    'AWS::URLSuffix': urlSuffix,
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
  };
}
