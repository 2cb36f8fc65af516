import * as v from 'valibot';
import { text } from './setting-types.ts';

/** What an operator may choose of how pages sign their users in. */
export const SIGN_IN_SETTINGS = {
  /** Which client of `tokenIssuer` the page is. Without it the page cannot sign in there. */
  signInClientId: v.optional(text),
  /** What the page asks `tokenIssuer` for, separated by spaces. Default: `openid`. */
  signInScope: v.optional(
    v.pipe(
      text,
      v.regex(/^\S+( \S+)*$/, 'must be separated by single spaces'),
      v.check((scope) => scope.split(' ').includes('openid'), 'must hold openid'),
    ),
  ),
  /** For issuers that are told by `audience` which API an access token is for. */
  signInAudience: v.optional(text),
  /** Where the page fetches tokens from, for issuers that do that on other hosts than `tokenIssuer`'s; separated by commas. */
  signInOrigins: v.optional(
    v.pipe(
      text,
      v.check(
        (origins) => origins.split(',').every(isOrigin),
        'must be origins, separated by commas alone, as a browser shows them and without a path (https://login.example)',
      ),
    ),
  ),
  /** Pages beside CloudFront's that sign in with the stack's pool, separated by commas. */
  pageUrls: v.optional(
    v.pipe(
      text,
      v.check(
        (urls) => urls.split(',').every(isPageUrl),
        'must be URLs, separated by commas alone, as a browser shows them (https://chat.example/); http:// for localhost alone',
      ),
    ),
  ),
  /** The pool's sign-in pages are at `https://<this>.auth.<region>.amazoncognito.com`. */
  signInDomainPrefix: v.optional(
    v.pipe(
      text,
      v.regex(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
        'must be up to 63 lower-case letters, digits and hyphens, with no hyphen at either end',
      ),
      v.check((prefix) => !/aws|amazon|cognito/.test(prefix), 'must not hold aws, amazon or cognito'),
    ),
  ),
};

/** The settings that these go with, or don't. */
interface Given extends Partial<Readonly<Record<keyof typeof SIGN_IN_SETTINGS, string | undefined>>> {
  readonly tokenIssuer?: string | undefined;
  readonly cloudFront: boolean;
  readonly page: boolean;
}

/** @returns what is wrong with these settings beside the others: the one's name and a reason; undefined when nothing is */
export function findSignInFault(settings: Given): string | undefined {
  const { tokenIssuer, signInClientId, cloudFront, page, pageUrls } = settings;
  const given = (...names: readonly (keyof typeof SIGN_IN_SETTINGS)[]) =>
    names.find((name) => settings[name] !== undefined);
  if (tokenIssuer === undefined) {
    const alone = given('signInClientId', 'signInScope', 'signInAudience', 'signInOrigins');
    if (alone) return `${alone}: only goes with tokenIssuer; the stack's own pool has a client for the page`;
    return given('signInDomainPrefix') && !(cloudFront && page) && pageUrls === undefined
      ? 'signInDomainPrefix: only goes with a page that signs in: with CloudFront, or pageUrls'
      : undefined;
  }
  const ofPool = given('pageUrls', 'signInDomainPrefix');
  if (ofPool) return `${ofPool}: only goes without tokenIssuer, where such things are set up instead`;
  const clientless = given('signInScope', 'signInAudience', 'signInOrigins');
  return clientless && signInClientId === undefined
    ? `${clientless}: only goes with signInClientId, the client that asks for it`
    : undefined;
}

/** Cognito takes no others for a callback, and compares it letter by letter. Source: API reference, CreateUserPoolClient. */
function isPageUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { href, protocol, hostname, username, password } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  return isSafe && href === text && !text.includes('#') && username === '' && password === '';
}

/** What may stand in a content security policy, and widens it by one host alone. */
const isOrigin = (text: string): boolean =>
  /^https:\/\/[a-z0-9.:-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
