import type { InterposeRoute } from '../invoke-from-gateway.ts';
import type { InForce } from './in-force.ts';
import { waitUntil } from './interpose.mjs';

/** Nobody hears of a $disconnect that never ran. */
const lost = { kind: 'returned', payload: '{"statusCode":200}' } as const;

/** Puts a plan between the gateway and the functions of routes and authorizers. */
export function interposeRoutes(findInForce: () => InForce | undefined): InterposeRoute {
  return async (call, invocation, invoke) => {
    const inForce = findInForce();
    if (!inForce) {
      return invoke(invocation);
    }
    const { clock, plan, tally } = inForce;
    const arrivedAt = clock.now();
    tally.routes += 1;
    const late = call.route === '$disconnect' ? inForce.strikeDisconnect(call) : undefined;
    if (late?.action === 'lose') {
      return lost;
    }
    const rule = inForce.strikeRoute(call);
    const delayMs = Math.max(
      plan.routes.latencyMs,
      late?.forMs ?? 0,
      rule?.action === 'hang' ? (rule.forMs ?? 0) : 0,
    );
    if (delayMs > 0) {
      await new Promise<void>((resolve) => waitUntil(clock, arrivedAt + delayMs, resolve));
    }
    switch (rule?.action) {
      case 'throttle':
        return { kind: 'refused', reason: `Rate Exceeded (${rule.key} of the fault plan).` };
      case 'error':
        return { kind: 'refused', reason: `ServiceException (${rule.key} of the fault plan).` };
      case 'crash':
        return invoke({ ...invocation, crashAfterCalls: rule.afterCalls ?? 0 });
      default:
        return invoke(invocation);
    }
  };
}
