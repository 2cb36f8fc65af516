import type { CloudStack } from '../stacks/cloud-assembly.ts';
import type { Refusals } from './refusals.ts';
import { type LocalResource, type PassedOver, type ResolvedStack, resolveStack } from './resolve-stack.ts';
import { type Place, placeOf } from './resource-names.ts';
import { unservedEntryPoints } from './resource-types.ts';
import { findUnusableFunctions } from './unusable-functions.ts';

/** The stacks that run, as if they were one: what it holds by type, in the order of the templates. */
export interface ResolvedStacks {
  /** Of the stack with the API. */
  readonly place: Place;
  readonly ofType: (...types: string[]) => readonly LocalResource[];
  /** Those of the stack with the API, and of the others under names that it doesn't use itself. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly passedOver: readonly PassedOver[];
  readonly refusals: Refusals;
}

/**
 * Names every resource of the stacks, and lets them import from each other.
 *
 * @param stacks The one with the API comes first.
 * @throws StartError for an entry point or trigger that a local run doesn't serve, and, when a property is
 * read, for a reference to a resource that doesn't exist here; unless what can be run is to be.
 */
export function resolveStacks(
  stacks: readonly [CloudStack, ...CloudStack[]],
  tableNamePrefix: string,
  refusals: Refusals,
): ResolvedStacks {
  const resolved: ResolvedStack[] = [];
  const findFirst = <T>(find: (stack: ResolvedStack) => T | undefined): T | undefined => {
    for (const stack of resolved) {
      const found = find(stack);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const stack of stacks) {
    const unusable = findUnusableFunctions(stack);
    resolved.push(
      resolveStack({
        stack,
        isMain: stack === stacks[0],
        tableNamePrefix,
        unusable,
        refusals,
        importValue: (name, isTolerant) => findFirst((one) => one.exportedValue(name, isTolerant)),
        storedParameter: (name) => findFirst((one) => one.storedParameter(name)),
      }),
    );
  }
  const resources = resolved.flatMap((one) => one.resources);
  const passedOver = resolved.flatMap((one) => one.passedOver);
  refuseUnserved(passedOver, stacks, refusals);
  return {
    place: placeOf(stacks[0], tableNamePrefix),
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    get outputs() {
      const merged: Record<string, string> = {};
      for (const { outputs } of resolved) {
        for (const [name, value] of Object.entries(outputs)) merged[name] ??= value;
      }
      return merged;
    },
    passedOver,
    refusals,
  };
}

function refuseUnserved(
  resources: readonly PassedOver[],
  stacks: readonly CloudStack[],
  refusals: Refusals,
): void {
  const unserved = resources.filter(({ type }) => unservedEntryPoints.has(type));
  if (unserved.length > 0) {
    const names = unserved.map(({ logicalId, type }) => `"${logicalId}" (${type})`).join(', ');
    const what = stacks.map(({ stackName }) => `"${stackName}"`).join(', ');
    refusals.refuse(
      `${stacks.length > 1 ? 'The stacks' : 'The stack'} ${what}: a local run doesn't support ${names}.`,
    );
  }
}
