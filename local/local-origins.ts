import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * False for what a web page of another site sends from a browser on this machine: it must get no tokens and
 * invoke no functions. Such a request names its origin, or, after DNS rebinding, another host than this one.
 *
 * @param ownHosts Under which functions find this server beside its own address: those of the stack on AWS.
 */
export function isLocalRequest(request: IncomingMessage, ownHosts: ReadonlySet<string>): boolean {
  const { host = '', origin } = request.headers;
  return (isLocal(host) || ownHosts.has(host)) && (origin === undefined || isLocalOrigin(origin));
}

/** Whether a `Host` header names this machine, with or without a port. */
export function isLocal(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

const isLocalOrigin = (origin: string) => isLocal(origin.replace(/^https?:\/\//, ''));

/**
 * Lets a page of this machine, such as a development server's on another port, read the answer: browsers ask for
 * that (Fetch standard, "CORS protocol").
 */
export function allowLocalOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  const { origin } = headers;
  response.setHeader('vary', 'origin');
  if (origin !== undefined && isLocalOrigin(origin)) {
    response.setHeader('access-control-allow-origin', origin);
  }
}

/** Answers what a browser asks before it sends a request that a form couldn't send, with a JSON body for example. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse, methods: string): void {
  allowLocalOrigin(request, response);
  response.writeHead(204, {
    'access-control-allow-methods': methods,
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'content-type',
    'access-control-max-age': '600',
  });
  response.end();
}
