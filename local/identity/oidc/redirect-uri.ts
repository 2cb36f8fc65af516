const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a browser may be sent there with a code: to a page of this machine's own, on any port, or to one that the
 * template lists, letter by letter. Anywhere else whoever made the link would get the code (RFC 9700 4.1).
 */
export function isAllowedRedirect(uri: string, listed: readonly string[]): boolean {
  const url = parse(uri);
  // A fragment may not be in it (RFC 6749 3.1.2); what comes before an @ only looks like a host.
  if (!url || uri.includes('#') || url.username !== '' || url.password !== '') {
    return false;
  }
  return listed.includes(uri) || (url.protocol === 'http:' && loopbackHosts.includes(url.hostname));
}

/**
 * Adds parameters behind those that a URI has.
 *
 * @param uri One that `isAllowedRedirect` allows.
 * @param parameters Those without a value are left out.
 */
export function addParameters(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(uri);
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => !!entry[1]);
  const added = new URLSearchParams(given).toString();
  url.search = [url.search.replace(/^\?/, ''), added].filter((part) => part !== '').join('&');
  return url.href;
}

/**
 * The source by which a Content-Security-Policy lets a form lead there: browsers hold a form's redirects to
 * `form-action`, too. Its grammar has no IPv6 addresses (CSP Level 3, "host-source") and no origins of an app's own
 * scheme: the scheme stands for these.
 */
export function toFormAction(uri: string): string {
  const { protocol, hostname, origin } = new URL(uri);
  const hasOrigin = /^https?:$/.test(protocol) && !hostname.startsWith('[');
  return hasOrigin ? origin : protocol;
}

function parse(uri: string): URL | undefined {
  return URL.canParse(uri) ? new URL(uri) : undefined;
}
