import type { IncomingMessage } from 'node:http';
import type { MultiValue, ViewerRequest } from './viewer-request.ts';

/**
 * A request in the shape of a CloudFront Function's event. Values stay percent-encoded, as CloudFront leaves
 * them. Source: CloudFront developer guide, "CloudFront Functions event structure".
 */
export function describeViewerRequest(request: IncomingMessage): ViewerRequest {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const [uri, query] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const headers: [string, string][] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    headers.push([(request.rawHeaders[index] ?? '').toLowerCase(), request.rawHeaders[index + 1] ?? '']);
  }
  const cookies = headers
    .filter(([name]) => name === 'cookie')
    .flatMap(([, value]) => value.split(/;\s*/))
    .map((pair) => splitPair(pair));
  return {
    method: request.method ?? 'GET',
    uri,
    querystring: collect(query === '' ? [] : query.split('&').map((pair) => splitPair(pair))),
    headers: collect(headers.filter(([name]) => name !== 'cookie')),
    cookies: collect(cookies),
  };
}

/** The query string that the function returned, without a question mark; empty when there is none. */
export function writeQuery(querystring: ViewerRequest['querystring']): string {
  return Object.entries(querystring)
    .flatMap(([name, { value, multiValue }]) =>
      (multiValue ?? [{ value }]).map((one) => (one.value === '' ? name : `${name}=${one.value}`)),
    )
    .join('&');
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

function collect(pairs: readonly (readonly [string, string])[]): Record<string, MultiValue> {
  const collected: Record<string, MultiValue> = {};
  for (const [name, value] of pairs) {
    const before = collected[name];
    collected[name] = before
      ? { value, multiValue: [...(before.multiValue ?? [{ value: before.value }]), { value }] }
      : { value };
  }
  return collected;
}
