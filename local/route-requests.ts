import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Distribution } from './distribution/distribution.ts';
import { refuseUpgrade, sendViewerResponse } from './distribution/viewer-response.ts';
import { isLocalRequest } from './local-origins.ts';
import type { Handlers } from './local-server.ts';

/** Answers the request, or does nothing and returns false. */
export type TryRequest = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface RouteOptions {
  /** The API's host on AWS, by which functions call it. */
  readonly apiHost: string;
  /** All hosts on AWS that this server stands in for. */
  readonly ownHosts: ReadonlySet<string>;
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
 * tells, as it does here for what functions send; for all others the path has to: a distribution's own path patterns
 * first, then the API's stage, and the rest goes to the distribution's default behaviour, or to the API when there is
 * no distribution.
 */
export function routeRequests(options: RouteOptions): Handlers {
  const { apiHost, ownHosts, stageName, services, gateway, distributions } = options;

  function findDistribution({ url = '/', headers }: IncomingMessage): Distribution | undefined {
    const host = headers.host ?? '';
    if (ownHosts.has(host)) {
      return host === apiHost ? undefined : distributions.find(({ hosts }) => hosts.includes(host));
    }
    const path = url.split('?', 1)[0] ?? '/';
    const isStage = path.split('/')[1] === stageName;
    return distributions.find((one) => one.claims(path)) ?? (isStage ? undefined : distributions[0]);
  }

  return {
    async handleRequest(request, response) {
      if (!isLocalRequest(request, ownHosts)) {
        const error = 'Only programs and web pages of this machine are answered, under its own address.';
        response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
        return;
      }
      for (const service of services) {
        if (await service(request, response)) {
          return;
        }
      }
      const refusal = await findDistribution(request)?.rewrite(request);
      if (refusal) {
        sendViewerResponse(response, refusal);
      } else if (!gateway.handleRequest(request, response)) {
        response.writeHead(404).end();
      }
    },
    handleUpgrade(request, socket, head) {
      const distribution = findDistribution(request);
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
