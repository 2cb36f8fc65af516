import type { IncomingMessage } from 'node:http';
import type { Log } from '../log.ts';
import type { BehaviorDefinition, DistributionDefinition } from './distribution-definition.ts';
import { answerFromBucket } from './file-response.ts';
import { forwardHeaders } from './forward-headers.ts';
import { localizeHeadersPolicy } from './headers-policy.ts';
import { addOriginHeaders } from './origin-headers.ts';
import { compilePathPattern } from './path-pattern.ts';
import { describeViewerRequest, writeQuery } from './viewer-event.ts';
import {
  compileViewerRequest,
  type HandleViewerRequest,
  type ViewerRequest,
  type ViewerResponse,
} from './viewer-request.ts';

/** Stands in for a CloudFront distribution in front of the API, and of buckets. */
export interface Distribution {
  /** The names that it has on AWS. */
  readonly hosts: readonly string[];
  /** Whether there is a file for `/`. */
  readonly hasPage: boolean;
  /** Whether a behaviour other than the default one is meant for this path. */
  claims(path: string): boolean;
  /**
   * Does what CloudFront does before it asks the API.
   *
   * @returns `undefined` after the request has been rewritten (its `url` and headers are then what the API
   * gets), or the response to send instead: a function's, a file, or that there is none. Never rejects.
   */
  rewrite(request: IncomingMessage): Promise<ViewerResponse | undefined>;
}

export interface DistributionOptions {
  readonly log: Log;
  readonly randomId: () => string;
  /** Replaces AWS's addresses in a file's text by those under which the viewer has asked, by its `Host`. */
  readonly localizeFor: (host: string) => (text: string) => string;
  /** Does that in a content security policy, for whatever host of this machine. */
  readonly localizePolicy: (contentSecurityPolicy: string) => string;
}

interface Behavior extends BehaviorDefinition {
  readonly pattern: RegExp;
  readonly handle?: HandleViewerRequest;
}

/** @throws StartError when a function of the distribution can't be compiled. */
export function createDistribution(
  definition: DistributionDefinition,
  { log, randomId, localizeFor, localizePolicy }: DistributionOptions,
): Distribution {
  const behaviors = definition.behaviors.map(
    (behavior): Behavior => ({
      ...behavior,
      pattern: compilePathPattern(behavior.pathPattern),
      ...(behavior.responseHeaders && {
        responseHeaders: localizeHeadersPolicy(behavior.responseHeaders, localizePolicy),
      }),
      ...(behavior.viewerRequest && (behavior.isApiOrigin || behavior.bucket)
        ? { handle: compileViewerRequest(behavior.viewerRequest.logicalId, behavior.viewerRequest.code, log) }
        : {}),
    }),
  );
  const findBehavior = (path: string) => behaviors.find(({ pattern }) => pattern.test(path));

  /** The request as the behaviour's function leaves it, or the response that it gives instead. */
  async function runFunction(
    handle: HandleViewerRequest,
    behavior: Behavior,
    viewerRequest: ViewerRequest,
    ip: string,
  ): Promise<ViewerRequest | ViewerResponse> {
    try {
      return await handle({
        version: '1.0',
        context: {
          distributionDomainName: definition.domainName,
          distributionId: definition.distributionId,
          eventType: 'viewer-request',
          requestId: randomId(),
        },
        viewer: { ip },
        request: viewerRequest,
      });
    } catch (error) {
      // CloudFront answers a function's failure so. Source: developer guide, "HTTP 503 status code".
      logFailure(behavior.viewerRequest?.logicalId ?? definition.logicalId, error);
      return { statusCode: 503, statusDescription: 'Service Unavailable' };
    }
  }

  function logFailure(source: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ source, level: 'error', text });
  }

  return {
    hosts: [definition.domainName, ...definition.aliases],
    hasPage: findBehavior('/')?.bucket?.files.has(definition.defaultRootObject ?? '') === true,
    claims: (path) => findBehavior(path)?.isDefault === false,
    async rewrite(request) {
      const viewerRequest = describeViewerRequest(request);
      const behavior = findBehavior(viewerRequest.uri);
      if (!behavior || !(behavior.isApiOrigin || behavior.bucket)) {
        return { statusCode: 404, statusDescription: 'Not Found' };
      }
      const { handle, bucket } = behavior;
      const result = handle
        ? await runFunction(handle, behavior, viewerRequest, request.socket.remoteAddress ?? '127.0.0.1')
        : viewerRequest;
      if ('statusCode' in result) {
        return result;
      }
      if (bucket) {
        const localize = localizeFor(request.headers.host ?? '');
        return answerFromBucket(result, { definition, behavior, bucket, localize }).catch((error) => {
          // The assembly may have been made anew, or removed, since the start.
          logFailure(definition.logicalId, error);
          return { statusCode: 502 };
        });
      }
      if (handle) {
        const query = writeQuery(result.querystring);
        request.url = `${behavior.originPath}${result.uri}${query === '' ? '' : `?${query}`}`;
        forwardHeaders(request, result.headers);
      } else {
        request.url = `${behavior.originPath}${request.url}`;
      }
      addOriginHeaders(request, behavior.originHeaders ?? {});
      return undefined;
    },
  };
}
