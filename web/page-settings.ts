/**
 * What a deployment tells the page: `settings.json` beside it, which the page reads first. The stack writes it, so this file
 * imports nothing.
 */
export interface PageSettings {
  /** Where the chat is: relative to the page's own address, with `wss:` in the place of `https:`. */
  readonly chatUrl: string;
  /** Where users sign in; absent when the deployment doesn't know. */
  readonly signIn?: PageSignIn;
}

/** A public client of an OpenID Connect issuer. */
export interface PageSignIn {
  /** As in the tokens' `iss`: a name, to be compared. */
  readonly issuer: string;
  /** Where the issuer's discovery document is to be fetched. */
  readonly metadataUrl: string;
  readonly clientId: string;
  /** Separated by spaces. */
  readonly scope: string;
  /** For issuers that make a token for an API only when they are told which. */
  readonly audience?: string;
  /** Where to go to end the session at the issuer, where discovery doesn't say. */
  readonly signOutUrl?: string;
}
