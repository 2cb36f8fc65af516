import type { WebSocketApi } from '../api.ts';
import type { GatewayLimits } from '../limits.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Each asks for one request's worth and says whether it is granted. */
export interface Throttles {
  admitConnection(): boolean;
  admitRouteRequest(routeKey: string): boolean;
  admitManagementRequest(): boolean;
}

/**
 * The new-connection quota, the account's requests a second (one bucket for handshakes, messages
 * and @connections calls, as the quotas page says), and the stage's throttle for each route, or the route's own.
 */
export function createThrottles(api: WebSocketApi, limits: GatewayLimits, now: () => number): Throttles {
  const perSecond = limits.newConnectionsPerSecond;
  const connections = createTokenBucket({ rate: perSecond, capacity: perSecond, now });
  const account = createTokenBucket({
    rate: limits.accountRateLimit,
    capacity: limits.accountBurstLimit,
    now,
  });
  const routes = new Map<string, TokenBucket>();
  const { throttle, routeThrottles } = api.stage;
  for (const routeKey of api.routes.keys()) {
    const own = routeThrottles?.get(routeKey) ?? throttle;
    if (own) {
      routes.set(routeKey, createTokenBucket({ rate: own.rateLimit, capacity: own.burstLimit, now }));
    }
  }
  return {
    admitConnection: () => connections.take(),
    // The route's bucket first: a request that it refuses costs the account nothing.
    admitRouteRequest: (routeKey) => (routes.get(routeKey)?.take() ?? true) && account.take(),
    admitManagementRequest: () => account.take(),
  };
}
