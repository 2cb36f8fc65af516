import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Distribution } from './distribution/distribution.ts';
import { refuseUpgrade, sendViewerResponse } from './distribution/viewer-response.ts';
import type { Handlers } from './local-server.ts';

/** Answers the request, or does nothing and returns false. */
export type TryRequest = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface RouteOptions {
  /** The name of the API's stage. */
  readonly stageName: string;
  /** Asked in order, before the API: the local run's own services. */
  readonly services: readonly TryRequest[];
  readonly gateway: {
    readonly handleRequest: (request: IncomingMessage, response: ServerResponse) => boolean;
    readonly handleUpgrade: Handlers['handleUpgrade'];
  };
  readonly distributions: readonly Distribution[];
}

/**
 * Decides which of the hosts that this server stands in for a request is meant for. On AWS the host name
 * tells; here the path has to: a distribution's own path patterns first, then the API's stage, and the rest
 * goes to the distribution's default behaviour, or to the API when there is no distribution.
 */
export function routeRequests({ stageName, services, gateway, distributions }: RouteOptions): Handlers {
  function findDistribution(url: string): Distribution | undefined {
    const path = url.split('?', 1)[0] ?? '/';
    const isStage = path.split('/')[1] === stageName;
    return distributions.find((one) => one.claims(path)) ?? (isStage ? undefined : distributions[0]);
  }

  return {
    async handleRequest(request, response) {
      if (!comesFromHere(request)) {
        response.writeHead(403).end();
        return;
      }
      for (const service of services) {
        if (await service(request, response)) {
          return;
        }
      }
      const refusal = await findDistribution(request.url ?? '/')?.rewrite(request);
      if (refusal) {
        sendViewerResponse(response, refusal);
      } else if (!gateway.handleRequest(request, response)) {
        response.writeHead(404).end();
      }
    },
    handleUpgrade(request, socket, head) {
      const distribution = findDistribution(request.url ?? '/');
      if (!distribution) {
        gateway.handleUpgrade(request, socket, head);
        return;
      }
      void distribution.rewrite(request).then((refusal) => {
        if (refusal) {
          refuseUpgrade(request, socket, refusal);
        } else {
          gateway.handleUpgrade(request, socket, head);
        }
      });
    },
  };
}

/**
 * False for what a web page of another site sends from a browser on this machine: it must get no tokens and
 * invoke no functions. Such a request names its origin, or, after DNS rebinding, another host than this one.
 */
function comesFromHere(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers;
  const isLocal = (hostAndPort: string) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(hostAndPort);
  return isLocal(host) && (origin === undefined || isLocal(origin.replace(/^https?:\/\//, '')));
}
