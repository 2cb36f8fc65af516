import { allowLocalOrigin, answerPreflight } from '../../local-origins.ts';
import { PayloadTooLarge } from '../../read-body.ts';
import { answerJson } from '../answer-json.ts';
import type { Endpoint, Exchange } from './oidc-context.ts';
import { paths } from './paths.ts';
import { answerAuthorize } from './routes/authorize.ts';
import { answerDiscovery } from './routes/discovery.ts';
import { answerKeys } from './routes/keys.ts';
import { answerLogin } from './routes/login.ts';
import { answerLogout } from './routes/logout.ts';
import { answerRevocation } from './routes/revoke.ts';
import { answerStyle } from './routes/style.ts';
import { answerTokenRequest } from './routes/token.ts';
import { answerUserInfo } from './routes/user-info.ts';

interface Route {
  readonly methods: Readonly<Record<string, Endpoint>>;
  /** Whether scripts of this machine's other pages may ask it; browsers are led to the others. */
  readonly isForScripts: boolean;
}

const forScripts = (methods: Route['methods']): Route => ({ methods, isForScripts: true });
const forBrowsers = (methods: Route['methods']): Route => ({ methods, isForScripts: false });

const routes: ReadonlyMap<string, Route> = new Map([
  [paths.keys, forScripts({ GET: answerKeys })],
  [paths.discovery, forScripts({ GET: answerDiscovery })],
  [paths.authorize, forBrowsers({ GET: answerAuthorize })],
  [paths.login, forBrowsers({ GET: answerAuthorize, POST: answerLogin })],
  [paths.style, forBrowsers({ GET: answerStyle })],
  [paths.logout, forBrowsers({ GET: answerLogout })],
  [paths.token, forScripts({ POST: answerTokenRequest })],
  [paths.revoke, forScripts({ POST: answerRevocation })],
  [paths.userInfo, forScripts({ GET: answerUserInfo, POST: answerUserInfo })],
]);

/** @returns the pool's endpoint at that path, below the pool's id; undefined when there is none */
export function findPoolEndpoint(path: string): Endpoint | undefined {
  const route = routes.get(path);
  return route && ((exchange) => answerRoute(route, path, exchange));
}

async function answerRoute(route: Route, path: string, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const { method = '' } = request;
  const methods = Object.keys(route.methods);
  if (route.isForScripts && method === 'OPTIONS') {
    answerPreflight(request, response, methods.join(', '));
    return;
  }
  if (route.isForScripts) {
    allowLocalOrigin(request, response);
  }
  const endpoint = methods.includes(method) ? route.methods[method] : undefined;
  if (!endpoint) {
    request.resume();
    const error = `Send a ${methods.join(' or a ')} to ${path}.`;
    answerJson(response, 405, { error }, { allow: methods.join(', ') });
    return;
  }
  try {
    await endpoint(exchange);
  } catch (error) {
    if (!(error instanceof PayloadTooLarge)) throw error;
    answerJson(response, 413, { error: 'invalid_request', error_description: error.message });
  }
}
