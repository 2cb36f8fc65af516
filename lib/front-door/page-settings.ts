import type { PageSettings, PageSignIn } from '../../web/page-settings.ts';

/** Where users sign in, as the rest of the stack knows it. */
export type SignIn = Omit<PageSignIn, 'metadataUrl'>;

/** What `settings.json` says; values that are known at the deployment only may be tokens. */
export function writePageSettings(chatUrl: string, signIn: SignIn | undefined): PageSettings {
  if (!signIn) return { chatUrl };
  // A URL of its own, for it may be elsewhere than the issuer's name says: in a local run it is.
  const metadataUrl = `${signIn.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return { chatUrl, signIn: { ...signIn, metadataUrl } };
}
