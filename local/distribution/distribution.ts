import type { IncomingMessage } from 'node:http';
import type { Log } from '../log.ts';
import type { BehaviorDefinition, DistributionDefinition } from './distribution-definition.ts';
import { forwardHeaders } from './forward-headers.ts';
import { addOriginHeaders } from './origin-headers.ts';
import { compilePathPattern } from './path-pattern.ts';
import { describeViewerRequest, writeQuery } from './viewer-event.ts';
import { compileViewerRequest, type HandleViewerRequest, type ViewerResponse } from './viewer-request.ts';

/** Stands in for a CloudFront distribution in front of the API. */
export interface Distribution {
  /** The names that it has on AWS. */
  readonly hosts: readonly string[];
  /** Whether a behaviour other than the default one is meant for this path. */
  claims(path: string): boolean;
  /**
   * Does what CloudFront does before it asks the origin.
   *
   * @returns `undefined` after the request has been rewritten (its `url` and headers are then what the API
   * gets), or the response to send instead. Never rejects.
   */
  rewrite(request: IncomingMessage): Promise<ViewerResponse | undefined>;
}

interface Behavior extends BehaviorDefinition {
  readonly pattern: RegExp;
  readonly handle?: HandleViewerRequest;
}

/** @throws StartError when a function of the distribution can't be compiled. */
export function createDistribution(
  definition: DistributionDefinition,
  log: Log,
  randomId: () => string,
): Distribution {
  const behaviors = definition.behaviors.map(
    (behavior): Behavior => ({
      ...behavior,
      pattern: compilePathPattern(behavior.pathPattern),
      ...(behavior.viewerRequest && behavior.isApiOrigin
        ? { handle: compileViewerRequest(behavior.viewerRequest.logicalId, behavior.viewerRequest.code, log) }
        : {}),
    }),
  );
  const findBehavior = (path: string) => behaviors.find(({ pattern }) => pattern.test(path));

  return {
    hosts: [definition.domainName, ...definition.aliases],
    claims: (path) => findBehavior(path)?.isDefault === false,
    async rewrite(request) {
      const viewerRequest = describeViewerRequest(request);
      const behavior = findBehavior(viewerRequest.uri);
      if (!behavior?.isApiOrigin) {
        return { statusCode: 404, statusDescription: 'Not Found' };
      }
      const { originHeaders = {} } = behavior;
      if (!behavior.handle) {
        request.url = `${behavior.originPath}${request.url}`;
        addOriginHeaders(request, originHeaders);
        return undefined;
      }
      let result: Awaited<ReturnType<HandleViewerRequest>>;
      try {
        result = await behavior.handle({
          version: '1.0',
          context: {
            distributionDomainName: definition.domainName,
            distributionId: definition.distributionId,
            eventType: 'viewer-request',
            requestId: randomId(),
          },
          viewer: { ip: request.socket.remoteAddress ?? '127.0.0.1' },
          request: viewerRequest,
        });
      } catch (error) {
        // CloudFront answers a function's failure so. Source: developer guide, "HTTP 503 status code".
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log({ source: behavior.viewerRequest?.logicalId ?? definition.logicalId, level: 'error', text });
        return { statusCode: 503, statusDescription: 'Service Unavailable' };
      }
      if ('statusCode' in result) {
        return result;
      }
      const query = writeQuery(result.querystring);
      request.url = `${behavior.originPath}${result.uri}${query === '' ? '' : `?${query}`}`;
      forwardHeaders(request, result.headers);
      addOriginHeaders(request, originHeaders);
      return undefined;
    },
  };
}
