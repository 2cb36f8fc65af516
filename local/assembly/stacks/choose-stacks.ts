import { StartError } from '../../start-error.ts';
import type { CloudStack } from './cloud-assembly.ts';
import type { Template } from './template.ts';

/**
 * The stacks that run: one with a WebSocket API, and those that it belongs together with, because one of them imports
 * from another or must be deployed before it.
 *
 * @param stack The name or display name of one of them; needed only when several apart from each other could be meant.
 * @returns The one with the API, or that was named, comes first.
 * @throws StartError when none, or more than one, could be meant.
 */
export function chooseStacks(
  all: readonly CloudStack[],
  stack: string | undefined,
): readonly [CloudStack, ...CloudStack[]] {
  const names = all.map(({ displayName }) => displayName).join(', ');
  const named = stack === undefined ? all : all.filter((one) => isCalled(one, stack));
  if (named.length === 0) {
    throw new StartError(`The cloud assembly holds no stack "${stack}", but: ${names}.`);
  }
  const withApi = named.filter(hasWebSocketApi);
  const [main, ...others] = withApi.length > 0 ? withApi : named;
  if (!main) {
    throw new StartError('The cloud assembly holds no stack.');
  }
  const group = collectGroup(main, all);
  if (others.some((other) => !group.includes(other))) {
    throw new StartError(`The cloud assembly holds several stacks (${names}): choose one with --stack NAME.`);
  }
  const withTheApi = group.find(hasWebSocketApi) ?? main;
  return [withTheApi, ...group.filter((one) => one !== withTheApi)];
}

const isCalled = ({ displayName, stackName }: CloudStack, name: string) =>
  displayName === name || stackName === name;

const hasWebSocketApi = ({ template }: CloudStack) =>
  Object.values(template.Resources ?? {}).some(
    ({ Type, Properties }) => Type === 'AWS::ApiGatewayV2::Api' && Properties?.ProtocolType === 'WEBSOCKET',
  );

/** The stack and all that are connected with it, in the order of the assembly. */
function collectGroup(main: CloudStack, all: readonly CloudStack[]): readonly CloudStack[] {
  const group = new Set([main]);
  // A set's iteration meets what is added meanwhile.
  for (const one of group) {
    for (const other of all) {
      if (needs(one, other) || needs(other, one)) group.add(other);
    }
  }
  return all.filter((one) => group.has(one));
}

function needs(one: CloudStack, other: CloudStack): boolean {
  if (one.dependencies.includes(other.id)) return true;
  // Exports are known in one account and region only.
  if (one.region !== other.region || one.accountId !== other.accountId) return false;
  const exported = listExports(other.template);
  return listImports(one.template).some((name) => exported.includes(name));
}

/** Names that are put together by intrinsic functions are compared as they are written. */
const listExports = ({ Outputs = {} }: Template) =>
  Object.values(Outputs).flatMap(({ Export }) => (Export ? [JSON.stringify(Export.Name)] : []));

function listImports(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'Fn::ImportValue' ? [JSON.stringify(item)] : listImports(item),
  );
}
