import type { CloudStack } from '../stacks/cloud-assembly.ts';
import { createResolver, type Resolver } from './intrinsics.ts';
import type { Refusals } from './refusals.ts';
import {
  listPseudoParameters,
  namePlainResource,
  namersByType,
  type Place,
  placeOf,
} from './resource-names.ts';
import { isNeverCalled, servedTypes } from './resource-types.ts';

/** A resource that exists in this run, with a way to resolve its properties. */
export interface LocalResource {
  /** As the template has it; of another stack than the API's with that one's name before it, `Rooms/Table`. */
  readonly logicalId: string;
  readonly type: string;
  readonly place: Place;
  /** What `Ref` gives. */
  readonly name: string;
  /** What `Fn::GetAtt` gives. */
  attribute(name: string): string;
  /** A property without intrinsic functions; `undefined` when it is absent. */
  property(name: string): unknown;
  /** The same, but a resource that no local run has gets a made-up name instead of failing the start. */
  propertyWithAnyName(name: string): unknown;
}

export interface PassedOver {
  readonly logicalId: string;
  readonly type: string;
}

/** One stack whose names are settled. */
export interface ResolvedStack {
  /** What is served, in the order of the template. */
  readonly resources: readonly LocalResource[];
  /** In the order of the template. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly passedOver: readonly PassedOver[];
  /** The resolved value of the export with this name, if there is one; `isTolerant`: whatever it refers to. */
  exportedValue(name: string, isTolerant: boolean): { readonly value: unknown } | undefined;
  /** The value of the parameter in SSM with this name, if the stack makes it. */
  storedParameter(name: string): string | undefined;
}

export interface ResolveOptions {
  readonly stack: CloudStack;
  readonly isMain: boolean;
  readonly tableNamePrefix: string;
  /** Logical ids of functions that can't run here, with the reason; naming one is refused. */
  readonly unusable: ReadonlyMap<string, string>;
  readonly refusals: Refusals;
  readonly importValue: (name: string, isTolerant: boolean) => { readonly value: unknown } | undefined;
  readonly storedParameter: (name: string) => string | undefined;
}

/** Names every resource of a stack and makes its properties readable. */
export function resolveStack(options: ResolveOptions): ResolvedStack {
  const { stack, isMain, tableNamePrefix, unusable, refusals } = options;
  const { template } = stack;
  const place = placeOf(stack, tableNamePrefix);
  const qualify = (logicalId: string) => (isMain ? logicalId : `${stack.stackName}/${logicalId}`);
  const inStack = <T>(read: () => T) => refusals.within(`stack "${stack.stackName}"`, read);
  const resolver = makeResolver(lookUp, false);
  const tolerantResolver = makeResolver((logicalId, attribute) => {
    const type = template.Resources[logicalId]?.Type ?? '';
    return type in namersByType && !unusable.has(logicalId)
      ? lookUp(logicalId, attribute)
      : namePlainResource(logicalId, type, place, attribute);
  }, true);

  function makeResolver(
    name: (logicalId: string, attribute?: string) => string,
    isTolerant: boolean,
  ): Resolver {
    const refuse = isTolerant ? () => {} : refusals.refuse;
    return createResolver({
      template,
      pseudoParameters: listPseudoParameters(place),
      reference: (logicalId) => name(logicalId),
      attribute: name,
      importValue(exportName) {
        const found = options.importValue(exportName, isTolerant);
        if (!found) refuse(`"${exportName}" is imported, and no stack that runs here exports it.`);
        return found ? found.value : exportName;
      },
      storedParameter: options.storedParameter,
      refuse,
    });
  }

  function lookUp(logicalId: string, attribute?: string): string {
    const resource = template.Resources[logicalId];
    if (!resource) {
      refusals.refuse(`The template refers to "${logicalId}", which it doesn't define.`);
      return logicalId;
    }
    const { Type: type, Properties } = resource;
    const reason = unusable.get(logicalId);
    if (reason !== undefined) {
      refusals.refuse(`"${logicalId}" (${type}) ${reason}, and something that runs refers to it.`);
    }
    if (type === 'AWS::SSM::Parameter' && attribute === 'Value') {
      return String(resolver.resolve(Properties?.Value));
    }
    const namer = namersByType[type];
    if (namer) {
      const names = namer(logicalId, place, (name) => resolver.resolve(Properties?.[name]) as string);
      const value = attribute === undefined ? names.ref : names.attributes[attribute];
      if (value === undefined) {
        refusals.refuse(`A local run knows no attribute ${attribute} of "${logicalId}" (${type}).`);
      }
      return value ?? namePlainResource(logicalId, type, place, attribute);
    }
    if (!servedTypes.has(type) && !isNeverCalled(type)) {
      refusals.refuse(
        `"${logicalId}" is a ${type}, which a local run doesn't support, and something that runs refers to it.`,
      );
    }
    return namePlainResource(logicalId, type, place, attribute);
  }

  const present = inStack(() =>
    Object.entries(template.Resources).filter(
      ([, { Condition }]) => Condition === undefined || resolver.holds(Condition),
    ),
  );
  const isServed = ([logicalId, { Type }]: (typeof present)[number]) =>
    servedTypes.has(Type) && !unusable.has(logicalId);

  const resources = present.filter(isServed).map(([logicalId, { Type, Properties }]): LocalResource => {
    const within = <T>(property: string, read: () => T) =>
      inStack(() => refusals.within(`"${logicalId}" (${Type}), ${property}`, read));
    return {
      logicalId: qualify(logicalId),
      type: Type,
      place,
      get name() {
        return inStack(() => lookUp(logicalId));
      },
      attribute: (name) => inStack(() => lookUp(logicalId, name)),
      property: (name) => within(name, () => resolver.resolve(Properties?.[name])),
      propertyWithAnyName: (name) => within(name, () => tolerantResolver.resolve(Properties?.[name])),
    };
  });

  const outputs = inStack(() =>
    Object.entries(template.Outputs ?? {}).filter(
      ([, { Condition }]) => Condition === undefined || resolver.holds(Condition),
    ),
  );

  return {
    resources,
    get outputs() {
      return Object.fromEntries(
        outputs
          // CDK makes these for its own references between stacks.
          .filter(([name]) => !/^ExportsOutput(Ref|FnGetAtt)/.test(name))
          .map(([name, { Value }]) => [name, String(tolerantResolver.resolve(Value))]),
      );
    },
    passedOver: present
      .filter((one) => !isServed(one))
      .map(([logicalId, { Type }]) => ({ logicalId: qualify(logicalId), type: Type })),
    exportedValue(name, isTolerant) {
      const found = outputs.find(
        ([, { Export }]) => Export && tolerantResolver.resolve(Export.Name) === name,
      )?.[1];
      const used = isTolerant ? tolerantResolver : resolver;
      return found && { value: inStack(() => used.resolve(found.Value)) };
    },
    storedParameter(name) {
      const found = present.find(
        ([, { Type, Properties }]) =>
          Type === 'AWS::SSM::Parameter' && tolerantResolver.resolve(Properties?.Name) === name,
      );
      return found && String(tolerantResolver.resolve(found[1].Properties?.Value));
    },
  };
}
