/** Headers and query parameters as events carry them: the last value of each, and all of them. */

export interface Parameters {
  readonly single: Record<string, string>;
  readonly multi: Record<string, string[]>;
}

/** Groups pairs by name, keeping the names' case. */
function groupParameters(pairs: Iterable<readonly [string, string]>): Parameters {
  // Without a prototype, a parameter called `__proto__` is only a parameter.
  const single: Record<string, string> = Object.create(null);
  const multi: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    single[name] = value;
    const values = multi[name];
    if (values) values.push(value);
    else multi[name] = [value];
  }
  // Spread gives them Object's prototype again, which deep comparison of events expects.
  return { single: { ...single }, multi: { ...multi } };
}

/** Not in the CONNECT event; the authorizer's shows its own constants for them. */
const HOP_HEADERS = new Set(['connection', 'upgrade', 'content-length']);
/** Set by the gateway, whatever the client says. */
const OWN_HEADERS = new Set(['host', 'x-amzn-trace-id', 'x-forwarded-for']);

export interface HeaderSource {
  /** Names and values in turn, as `IncomingMessage.rawHeaders` has them. */
  readonly rawHeaders: readonly string[];
  readonly host: string;
  readonly sourceIp: string;
  readonly traceId: string;
}

/** The client's headers in their own case, plus those that API Gateway adds. */
export function readHeaders(source: HeaderSource): Parameters {
  const pairs: [string, string][] = [];
  const forwardedFor: string[] = [];
  for (let index = 0; index + 1 < source.rawHeaders.length; index += 2) {
    const name = source.rawHeaders[index] ?? '';
    const value = source.rawHeaders[index + 1] ?? '';
    const lowerName = name.toLowerCase();
    if (lowerName === 'x-forwarded-for') forwardedFor.push(value);
    const isForwarding = lowerName === 'x-forwarded-port' || lowerName === 'x-forwarded-proto';
    if (!HOP_HEADERS.has(lowerName) && !OWN_HEADERS.has(lowerName) && !isForwarding)
      pairs.push([name, value]);
  }
  return groupParameters([
    ['Host', source.host],
    ...pairs,
    ['X-Amzn-Trace-Id', source.traceId],
    // A proxy in front, such as CloudFront, has named the client; each hop appends its peer.
    ['X-Forwarded-For', [...forwardedFor, source.sourceIp].join(', ')],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ]);
}

/** Parses what follows the `?` of a URL, decoding names and values. */
export function readQuery(url: string): Parameters {
  const start = url.indexOf('?');
  return groupParameters(start === -1 ? [] : new URLSearchParams(url.slice(start + 1)));
}
