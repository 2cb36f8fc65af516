import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach } from '@jest/globals';
import type { Route, Stage, WebSocketApi } from '../../../local/gateway/api.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../../local/gateway/gateway.ts';
import { createFakeFunctions, type FakeFunction, type FakeFunctions } from './fake-functions.ts';
import {
  type ClientSettings,
  connectClient,
  connectRefused,
  type RefusedHandshake,
  type SocketClient,
} from './socket-client.ts';

export interface GatewaySettings {
  /** By route key; a route's function bears the route key's name. */
  readonly routes?: Record<string, Partial<Route>>;
  /** By name. One that isn't given returns `{ statusCode: 200 }`. */
  readonly functions?: Record<string, FakeFunction>;
  readonly stage?: Partial<Stage>;
  readonly routeSelectionExpression?: string;
  readonly gateway?: Partial<GatewayOptions>;
}

export interface GatewayUnderTest extends FakeFunctions {
  readonly gateway: Gateway;
  readonly httpUrl: string;
  readonly client: ApiGatewayManagementApiClient;
  /** Path and query after the host; the stage's own path by default. */
  connect(path?: string, settings?: ClientSettings): Promise<SocketClient>;
  refuse(path?: string, settings?: ClientSettings): Promise<RefusedHandshake>;
}

const STAGE_PATH = '/prod';

function describeApi(settings: GatewaySettings): WebSocketApi {
  const routes = settings.routes ?? { $connect: {}, $disconnect: {}, $default: {} };
  return {
    apiId: 'abc123defg',
    region: 'eu-west-1',
    accountId: '123456789012',
    stage: { name: 'prod', variables: {}, ...settings.stage },
    routeSelectionExpression: settings.routeSelectionExpression ?? '$request.body.type',
    routes: new Map(
      Object.entries(routes).map(([routeKey, route]) => [
        routeKey,
        { routeKey, functionName: routeKey, integrationTimeoutMs: 29_000, returnsResponse: false, ...route },
      ]),
    ),
  };
}

/** Gives a function that starts gateways on port 0; what a test opened is closed after it. */
export function gatewayStarter(): (settings?: GatewaySettings) => Promise<GatewayUnderTest> {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(cleanups.splice(0).map((cleanUp) => cleanUp()));
  });
  return async (settings = {}) => {
    const functions = createFakeFunctions(settings.functions ?? {});
    const api = describeApi(settings);
    const gateway = createGateway({ api, invoke: functions.invoke, ...settings.gateway });
    const server = createServer((req, res) => {
      if (!gateway.handleRequest(req, res)) res.writeHead(404).end();
    });
    server.on('upgrade', gateway.handleUpgrade);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = new ApiGatewayManagementApiClient({
      endpoint: `http://${host}${STAGE_PATH}`,
      region: api.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    const sockets: SocketClient[] = [];
    cleanups.push(async () => {
      for (const { socket } of sockets) socket.terminate();
      await gateway.close();
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return {
      ...functions,
      gateway,
      client,
      httpUrl: `http://${host}`,
      async connect(path = STAGE_PATH, clientSettings = {}) {
        const connected = await connectClient(`ws://${host}${path}`, clientSettings);
        sockets.push(connected);
        return connected;
      },
      refuse: (path = STAGE_PATH, clientSettings = {}) =>
        connectRefused(`ws://${host}${path}`, clientSettings),
    };
  };
}
