import type { IncomingMessage } from 'node:http';

/**
 * Adds an origin's own headers to a request, in the place of what the viewer sent under their names. Source:
 * CloudFront developer guide, "Add custom headers to origin requests".
 */
export function addOriginHeaders(request: IncomingMessage, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    const others: string[] = [];
    for (let index = 0; index < request.rawHeaders.length; index += 2) {
      const sent = request.rawHeaders[index] ?? '';
      if (sent.toLowerCase() !== key) others.push(sent, request.rawHeaders[index + 1] ?? '');
    }
    request.rawHeaders = [...others, name, value];
    request.headers[key] = value;
  }
}
