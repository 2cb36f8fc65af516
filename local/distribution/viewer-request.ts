import { createHash, createHmac, randomUUID } from 'node:crypto';
import { parse, stringify } from 'node:querystring';
import { createContext, Script } from 'node:vm';
import type { Log } from '../log.ts';
import { StartError } from '../start-error.ts';

/** The request as a CloudFront Function sees and returns it. Names of headers are in lower case. */
export interface ViewerRequest {
  method: string;
  uri: string;
  querystring: Record<string, MultiValue>;
  headers: Record<string, MultiValue>;
  cookies: Record<string, MultiValue>;
}

export interface MultiValue {
  value: string;
  multiValue?: { value: string }[];
}

/** A response that a function gives instead of passing the request on, or that has a file's bytes for a body. */
export interface ViewerResponse {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: Record<string, MultiValue>;
  readonly body?: string | Buffer | { readonly encoding?: string; readonly data: string };
}

export interface ViewerEvent {
  readonly version: '1.0';
  readonly context: {
    readonly distributionDomainName: string;
    readonly distributionId: string;
    readonly eventType: 'viewer-request';
    readonly requestId: string;
  };
  readonly viewer: { readonly ip: string };
  readonly request: ViewerRequest;
}

/** Runs the function; throws what it throws, or when it takes too long. */
export type HandleViewerRequest = (event: ViewerEvent) => Promise<ViewerRequest | ViewerResponse>;

/** CloudFront allows about a millisecond of computing; a laptop may be busy with other things. */
const patienceMs = 1000;

/** What `require` gives in cloudfront-js-2.0. */
const modules: Readonly<Record<string, unknown>> = {
  crypto: { createHash, createHmac, randomUUID },
  querystring: { parse, stringify },
  buffer: { Buffer },
};

/**
 * Compiles a CloudFront Function. It runs in a context of its own, made anew for every request, because on
 * CloudFront nothing outlives a request either; that is isolation against mistakes, not against malice.
 *
 * @throws StartError when the code can't be compiled.
 */
export function compileViewerRequest(logicalId: string, code: string, log: Log): HandleViewerRequest {
  let script: Script;
  try {
    script = new Script(`${code}\n;handler(JSON.parse(event));`, { filename: `${logicalId}.js` });
  } catch (cause) {
    throw new StartError(
      `The CloudFront Function "${logicalId}" can't be run: ${(cause as Error).message}.`,
      { cause },
    );
  }
  const write = (...items: unknown[]) => log({ source: logicalId, level: 'info', text: items.join(' ') });
  return async (event) => {
    const context = createContext({
      event: JSON.stringify(event),
      console: { log: write, error: write },
      require: (name: string) => {
        if (!(name in modules)) {
          throw new Error(`A CloudFront Function can't require "${name}".`);
        }
        return modules[name];
      },
      Buffer,
      TextEncoder,
      TextDecoder,
    });
    const result = await script.runInContext(context, { timeout: patienceMs });
    // A copy, so that nothing of the function's context is kept.
    return JSON.parse(JSON.stringify(result));
  };
}
