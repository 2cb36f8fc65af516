import { type FunctionReference, parseFunctionReference } from '../functions/function-name.ts';
import type { WebSocketApi } from '../gateway/api.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

/**
 * Whether API Gateway may invoke the function for a route, or, without a route key, as an authorizer. A function's
 * versions and aliases have policies of their own: `name:alias`.
 */
export type MayInvoke = (functionReference: string, routeKey?: string) => boolean;

interface Permission {
  /** As `toKey` makes it. */
  readonly key: string;
  readonly functionName: string;
  /** Absent: any source. */
  readonly source?: RegExp;
}

/**
 * Reads the resource policies that let API Gateway invoke functions. Without one AWS refuses, and the client
 * sees a 500 or an "Internal server error" frame; so a forgotten permission has to show here as well.
 */
export function readInvokePermissions(stack: ResolvedStacks, api: WebSocketApi): MayInvoke {
  const permissions = readPermissions(stack, 'apigateway.amazonaws.com');
  const withRole = listFunctionsWithRole(stack);
  const { partition, region, accountId } = stack.place;
  const apiArn = `arn:${partition}:execute-api:${region}:${accountId}:${api.apiId}`;
  const authorizerIds = stack.ofType('AWS::ApiGatewayV2::Authorizer').map(({ name }) => name);
  return (functionReference, routeKey) => {
    const key = toKey(parseFunctionReference(functionReference));
    const sources =
      routeKey === undefined
        ? authorizerIds.map((id) => `${apiArn}/authorizers/${id}`)
        : [`${apiArn}/${api.stage.name}/${routeKey}`];
    return (
      withRole.has(key) ||
      permissions.some((one) => one.key === key && sources.some((source) => one.source?.test(source) ?? true))
    );
  };
}

/** The statements of functions' resource policies that let a service invoke them. */
export function readPermissions(stack: ResolvedStacks, principal: string): Permission[] {
  return stack
    .ofType('AWS::Lambda::Permission')
    .filter(
      (one) =>
        one.propertyWithAnyName('Principal') === principal &&
        ['lambda:InvokeFunction', 'lambda:*'].includes(String(one.property('Action'))),
    )
    .map((one) => {
      const source = one.propertyWithAnyName('SourceArn');
      const reference = parseFunctionReference(String(one.propertyWithAnyName('FunctionName')));
      return {
        key: toKey(reference),
        functionName: reference.name,
        ...(source === undefined ? {} : { source: compileArnPattern(String(source)) }),
      };
    });
}

/** Functions that API Gateway invokes with a role of its own: the role's policies decide, unchecked here. */
function listFunctionsWithRole(stack: ResolvedStacks): Set<string> {
  const uris = [
    ...stack
      .ofType('AWS::ApiGatewayV2::Integration')
      .filter((one) => one.property('CredentialsArn') !== undefined)
      .map((one) => one.property('IntegrationUri')),
    ...stack
      .ofType('AWS::ApiGatewayV2::Authorizer')
      .filter((one) => one.property('AuthorizerCredentialsArn') !== undefined)
      .map((one) => one.property('AuthorizerUri')),
  ];
  return new Set(
    uris.map((uri) =>
      toKey(
        parseFunctionReference(
          String(uri)
            .replace(/^.*\/functions\//, '')
            .replace(/\/invocations$/, ''),
        ),
      ),
    ),
  );
}

const toKey = ({ name, qualifier = '' }: FunctionReference) => `${name}:${qualifier}`;

/** ARN patterns know `*` (any characters) and `?` (one). Source: IAM user guide, ArnLike. */
function compileArnPattern(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
