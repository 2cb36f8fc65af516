import { parseFunctionName } from '../functions/function-name.ts';
import type { Authorizer, Route, Stage, WebSocketApi } from '../gateway/api.ts';
import { StartError } from '../start-error.ts';
import type { LocalResource, ResolvedStack } from './resolve-stack.ts';

/** API Gateway's most, and default. Source: "Quotas for WebSocket APIs". */
const integrationTimeoutMs = 29_000;

/** @throws StartError unless the stack has exactly one WebSocket API with one stage, all of it supported. */
export function readWebSocketApi(stack: ResolvedStack): WebSocketApi {
  const apis = stack.ofType('AWS::ApiGatewayV2::Api');
  for (const { logicalId, property } of apis) {
    if (property('ProtocolType') !== 'WEBSOCKET') {
      throw new StartError(
        `"${logicalId}" is an HTTP API (AWS::ApiGatewayV2::Api), and only WebSocket APIs run here.`,
      );
    }
  }
  const api = takeOnly(apis, 'WebSocket API');
  return {
    apiId: api.name,
    region: stack.place.region,
    accountId: stack.place.accountId,
    stage: readStage(takeOnly(stack.ofType('AWS::ApiGatewayV2::Stage'), 'stage')),
    routeSelectionExpression: String(api.property('RouteSelectionExpression') ?? '$request.body.action'),
    routes: new Map(
      stack.ofType('AWS::ApiGatewayV2::Route').map((route) => {
        const read = readRoute(stack, route);
        return [read.routeKey, read];
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
  const settings = stage.property('DefaultRouteSettings') as Record<string, unknown> | undefined;
  const { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit } = settings ?? {};
  return {
    name: stage.name,
    variables: (stage.property('StageVariables') ?? {}) as Record<string, string>,
    ...(rateLimit === undefined || burstLimit === undefined
      ? {}
      : { throttle: { rateLimit: Number(rateLimit), burstLimit: Number(burstLimit) } }),
  };
}

function readRoute(stack: ResolvedStack, route: LocalResource): Route {
  const routeKey = String(route.property('RouteKey'));
  const target = String(route.property('Target')).replace('integrations/', '');
  const integration = stack.ofType('AWS::ApiGatewayV2::Integration').find(({ name }) => name === target);
  if (!integration) {
    throw new StartError(`"${route.logicalId}" (${route.type}) has no integration.`);
  }
  const type = integration.property('IntegrationType');
  if (type !== 'AWS_PROXY') {
    throw new StartError(
      `"${integration.logicalId}" (${integration.type}) is of type ${type}; a local run supports only AWS_PROXY.`,
    );
  }
  const authorizer = readAuthorizer(stack, route);
  const responds = stack
    .ofType('AWS::ApiGatewayV2::RouteResponse')
    .some((response) => response.property('RouteId') === route.name);
  return {
    routeKey,
    functionName: readFunctionName(integration, 'IntegrationUri'),
    integrationTimeoutMs: Number(integration.property('TimeoutInMillis') ?? integrationTimeoutMs),
    ...(authorizer ? { authorizer } : {}),
    // AWS sends a body back only when both are there.
    returnsResponse: responds && route.property('RouteResponseSelectionExpression') !== undefined,
  };
}

function readAuthorizer(stack: ResolvedStack, route: LocalResource): Authorizer | undefined {
  const kind = route.property('AuthorizationType') ?? 'NONE';
  if (kind === 'NONE') {
    return undefined;
  }
  const id = route.property('AuthorizerId');
  const authorizer = stack.ofType('AWS::ApiGatewayV2::Authorizer').find(({ name }) => name === id);
  if (kind !== 'CUSTOM' || !authorizer) {
    throw new StartError(
      `"${route.logicalId}" (${route.type}) has authorization of type ${kind}; ` +
        'a local run supports NONE and CUSTOM with an authorizer of the same stack.',
    );
  }
  return {
    functionName: readFunctionName(authorizer, 'AuthorizerUri'),
    identitySources: (authorizer.property('IdentitySource') ?? []) as string[],
  };
}

/** The function in `arn:…:apigateway:{region}:lambda:path/2015-03-31/functions/{function ARN}/invocations`. */
function readFunctionName(resource: LocalResource, property: string): string {
  const uri = String(resource.property(property));
  const arn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (!arn) {
    throw new StartError(
      `"${resource.logicalId}" (${resource.type}) has a ${property} that names no function: ${uri}`,
    );
  }
  return parseFunctionName(arn);
}
