/** The hosts on AWS that one local run stands in for. */
export interface StackHosts {
  /** For example `abc.execute-api.us-east-1.amazonaws.com`. */
  readonly api: string;
  /** For example `d123.cloudfront.net`. */
  readonly distributions: readonly string[];
  /** For example `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_A1B2C3D4E`. */
  readonly issuers: readonly string[];
  /** Where the issuers' sign-in pages are, by host, for example `chat.auth.us-east-1.amazoncognito.com`; with the pool's id. */
  readonly signInPages: readonly { readonly host: string; readonly poolId: string }[];
  /** Of each region that functions are in, for example `dynamodb.us-east-1.amazonaws.com`. */
  readonly services: readonly { readonly dynamodb: string; readonly lambda: string }[];
}

/** Replaces AWS's addresses in a text by those of the local server. */
export type Localize = (text: string) => string;

/**
 * Makes the function that turns `https://{api host}` and `https://{distribution}` into
 * `http://127.0.0.1:{port}`, `wss:` into `ws:`, and a host that stands alone into `127.0.0.1:{port}`: for people, and
 * for programs outside of the run. Functions find the hosts under their own names.
 *
 * An issuer's own URL stays: it is a name that tokens carry, not an address. What lies below it, such as
 * `/.well-known/jwks.json`, is an address and becomes `http://127.0.0.1:{port}/{pool id}/…`. So does a pool's domain.
 *
 * @param local Another name of the server, as a browser knows it: `localhost:8080`.
 */
export function createLocalize(
  { api, distributions, issuers, signInPages }: StackHosts,
  port: number,
  local = `127.0.0.1:${port}`,
): Localize {
  const addresses = [api, ...distributions].map(
    (host) => new RegExp(`(\\b(?:https|wss)://)?${host.replaceAll('.', '\\.')}`, 'g'),
  );
  return (text) => {
    let localized = text;
    for (const address of addresses) {
      localized = localized.replaceAll(address, (_whole, scheme: string | undefined) => {
        const localScheme = scheme === 'https://' ? 'http://' : scheme === 'wss://' ? 'ws://' : '';
        return `${localScheme}${local}`;
      });
    }
    for (const issuer of issuers) {
      const poolId = issuer.slice(issuer.lastIndexOf('/') + 1);
      localized = localized.replaceAll(`${issuer}/`, `http://${local}/${poolId}/`);
    }
    for (const { host, poolId } of signInPages) {
      localized = localized.replaceAll(`https://${host}`, `http://${local}/${poolId}`);
    }
    return localized;
  };
}

/**
 * Makes the function that turns AWS's hosts in a content security policy into this server's, under each name that a page
 * here may have been opened by. Other sources stay.
 */
export function createLocalizePolicy(stack: StackHosts, port: number): Localize {
  const { api, distributions, issuers, signInPages } = stack;
  const issuerHosts = issuers.map((issuer) => new URL(issuer).hostname);
  const hosts = [api, ...distributions, ...issuerHosts, ...signInPages.map(({ host }) => host)];
  const names = [...new Set(hosts)].map((host) => host.replaceAll('.', '\\.')).join('|');
  const source = new RegExp(`(?<=\\s)(https|wss)://(?:${names})(?=[\\s;/]|$)([^\\s;]*)`, 'g');
  const localize = (policy: string) =>
    policy.replaceAll(source, (_whole, scheme: string, path: string) =>
      ['127.0.0.1', 'localhost']
        .map((host) => `${scheme === 'https' ? 'http' : 'ws'}://${host}:${port}${path}`)
        .join(' '),
    );
  // Several hosts of AWS are one server here.
  const dropRepeated = (directive: string) => [...new Set(directive.split(' '))].join(' ');
  return (policy) => localize(policy).split('; ').map(dropRepeated).join('; ');
}

/**
 * The servers that functions find under AWS's names.
 *
 * @param endpoints Of the run, for example `http://127.0.0.1:8080`. Another DynamoDB that speaks TLS is found by its own
 * name alone.
 */
export function listStandIns(
  { api, distributions, issuers, services }: StackHosts,
  endpoints: { readonly dynamodb: string; readonly server: string },
): Record<string, { host: string; port: number }> {
  const issuerHosts = issuers.map((issuer) => new URL(issuer).hostname);
  const here = [api, ...distributions, ...issuerHosts, ...services.map(({ lambda }) => lambda)];
  const databases = endpoints.dynamodb.startsWith('http:') ? services.map(({ dynamodb }) => dynamodb) : [];
  return Object.fromEntries([
    ...here.map((host) => [host, toAddress(endpoints.server)]),
    ...databases.map((host) => [host, toAddress(endpoints.dynamodb)]),
  ]);
}

function toAddress(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || 80) };
}
