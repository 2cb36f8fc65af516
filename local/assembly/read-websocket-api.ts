import type { Authorizer, Route, Stage, Throttle, WebSocketApi } from '../gateway/api.ts';
import { StartError } from '../start-error.ts';
import type { LocalResource } from './resolve/resolve-stack.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

/** API Gateway's most, and default. Source: "Quotas for WebSocket APIs". */
const integrationTimeoutMs = 29_000;

/** @throws StartError unless the stacks have exactly one WebSocket API with one stage, all of it supported. */
export function readWebSocketApi(stack: ResolvedStacks): WebSocketApi {
  const apis = stack.ofType('AWS::ApiGatewayV2::Api').filter((one) => {
    const isWebSocket = one.property('ProtocolType') === 'WEBSOCKET';
    if (!isWebSocket) {
      stack.refusals.refuse(
        `"${one.logicalId}" is an HTTP API (${one.type}) of the stack "${one.place.stackName}", and only WebSocket APIs run here.`,
      );
    }
    return isWebSocket;
  });
  const api = takeOnly(apis, 'WebSocket API');
  const ofApi = (type: string) =>
    stack.ofType(type).filter((one) => [undefined, api.name].includes(one.property('ApiId') as string));
  return {
    apiId: api.name,
    region: api.place.region,
    accountId: api.place.accountId,
    stage: readStage(takeOnly(ofApi('AWS::ApiGatewayV2::Stage'), 'stage')),
    routeSelectionExpression: String(api.property('RouteSelectionExpression') ?? '$request.body.action'),
    routes: new Map(
      ofApi('AWS::ApiGatewayV2::Route').map((route) => {
        const routeKey = String(route.property('RouteKey'));
        const read = () => readRoute(stack, route, routeKey);
        return [routeKey, stack.refusals.within(`route "${routeKey}"`, read)];
      }),
    ),
  };
}

function takeOnly(resources: readonly LocalResource[], what: string): LocalResource {
  const [first, second] = resources;
  if (!first || second) {
    const ids = resources.map(({ logicalId }) => `"${logicalId}"`).join(', ');
    throw new StartError(`A local run needs a stack with one ${what}; this one has ${ids || 'none'}.`);
  }
  return first;
}

function readStage(stage: LocalResource): Stage {
  const throttle = readThrottle(stage.property('DefaultRouteSettings'));
  const byRoute = Object.entries((stage.property('RouteSettings') ?? {}) as Record<string, unknown>);
  return {
    name: stage.name,
    variables: (stage.property('StageVariables') ?? {}) as Record<string, string>,
    ...(throttle ? { throttle } : {}),
    routeThrottles: new Map(
      byRoute.flatMap(([routeKey, settings]): [string, Throttle][] => {
        const own = readThrottle(settings);
        return own ? [[routeKey, own]] : [];
      }),
    ),
  };
}

function readThrottle(settings: unknown): Throttle | undefined {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = (settings ?? {}) as Record<
    string,
    unknown
  >;
  return rate === undefined || burst === undefined
    ? undefined
    : { rateLimit: Number(rate), burstLimit: Number(burst) };
}

function readRoute(stack: ResolvedStacks, route: LocalResource, routeKey: string): Route {
  const { logicalId, type } = route;
  const unserved = (problem: string): Route => {
    stack.refusals.refuse(problem);
    const never = { integrationTimeoutMs, returnsResponse: false };
    return { routeKey, functionName: '', ...never, unserved: problem };
  };
  const target = String(route.property('Target')).replace('integrations/', '');
  const integration = stack.ofType('AWS::ApiGatewayV2::Integration').find(({ name }) => name === target);
  if (!integration) {
    return unserved(`"${logicalId}" (${type}) of ${nameStack(route)} has no integration.`);
  }
  const integrationType = integration.property('IntegrationType');
  if (integrationType !== 'AWS_PROXY') {
    return unserved(
      `"${integration.logicalId}" (${integration.type}) of ${nameStack(integration)} is of type ${integrationType}; ` +
        'a local run supports only AWS_PROXY.',
    );
  }
  const functionName = readFunctionArn(integration, 'IntegrationUri');
  if (functionName === undefined) {
    return unserved(describeNoFunction(integration, 'IntegrationUri'));
  }
  const authorizer = readAuthorizer(stack, route);
  if (typeof authorizer === 'string') {
    return unserved(authorizer);
  }
  const responds = stack
    .ofType('AWS::ApiGatewayV2::RouteResponse')
    .some((response) => response.property('RouteId') === route.name);
  return {
    routeKey,
    functionName,
    integrationTimeoutMs: Number(integration.property('TimeoutInMillis') ?? integrationTimeoutMs),
    ...(authorizer ? { authorizer } : {}),
    // AWS sends a body back only when both are there.
    returnsResponse: responds && route.property('RouteResponseSelectionExpression') !== undefined,
  };
}

const nameStack = ({ place }: LocalResource) => `the stack "${place.stackName}"`;

/** The route's authorizer, nothing where it has none, or what is wrong with it. */
function readAuthorizer(stack: ResolvedStacks, route: LocalResource): Authorizer | string | undefined {
  const kind = route.property('AuthorizationType') ?? 'NONE';
  if (kind === 'NONE') {
    return undefined;
  }
  const id = route.property('AuthorizerId');
  const authorizer = stack.ofType('AWS::ApiGatewayV2::Authorizer').find(({ name }) => name === id);
  if (kind !== 'CUSTOM' || !authorizer) {
    return (
      `"${route.logicalId}" (${route.type}) of ${nameStack(route)} has authorization of type ${kind}; ` +
      'a local run supports NONE and CUSTOM with an authorizer of the same stacks.'
    );
  }
  const functionName = readFunctionArn(authorizer, 'AuthorizerUri');
  return functionName === undefined
    ? describeNoFunction(authorizer, 'AuthorizerUri')
    : { functionName, identitySources: (authorizer.property('IdentitySource') ?? []) as string[] };
}

/**
 * What of a function's ARN names it, with a version or an alias if there is one: the ARN stands alone or in
 * `arn:…:apigateway:{region}:lambda:path/2015-03-31/functions/{function ARN}/invocations`.
 */
function readFunctionArn(resource: LocalResource, property: string): string | undefined {
  const uri = String(resource.property(property));
  return /(?:^|\/functions\/)arn:[^/]*:function:([^/]+?)(?:\/invocations)?$/.exec(uri)?.[1];
}

const describeNoFunction = (resource: LocalResource, property: string) =>
  `"${resource.logicalId}" (${resource.type}) of ${nameStack(resource)} has a ${property} that names no function: ` +
  `${resource.property(property)}`;
