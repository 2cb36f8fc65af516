/** The hosts of a stack on AWS that one local server stands in for. */
export interface StackHosts {
  /** For example `abc.execute-api.us-east-1.amazonaws.com` and `d123.cloudfront.net`. */
  readonly hosts: readonly string[];
  /** For example `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_A1B2C3D4E`. */
  readonly issuers: readonly string[];
}

/** Replaces AWS's addresses in a text by those of the local server. */
export type Localize = (text: string) => string;

/**
 * Makes the function that turns `https://{api host}` and `https://{distribution}` into
 * `http://127.0.0.1:{port}`, `wss:` into `ws:`, and a host that stands alone into `127.0.0.1:{port}`.
 *
 * An issuer's own URL stays: it is a name that tokens carry, not an address. What lies below it, such as
 * `/.well-known/jwks.json`, is an address and becomes `http://127.0.0.1:{port}/{pool id}/…`.
 */
export function createLocalize({ hosts, issuers }: StackHosts, port: number): Localize {
  const local = `127.0.0.1:${port}`;
  const addresses = hosts.map(
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
    return localized;
  };
}
