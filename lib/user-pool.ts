import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  type UserPoolClientOptions,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { PageSignIn } from '../web/page-settings.ts';
import { signInDomain } from './sign-in.ts';

export interface ChatUserPoolProps {
  readonly deletionProtection: boolean;
  /** Where the pages are that sign in, letter by letter; without any there are no sign-in pages. */
  readonly pageUrls: readonly string[];
  /** A group whose users keep order in the chat. @default - none */
  readonly adminsGroup?: string | undefined;
  /** Of the sign-in pages' domain. @default - one of the stack's own */
  readonly signInDomainPrefix?: string | undefined;
}

/** Who may chat, when no issuer of the operator's own is named: a Cognito user pool with one client. */
export class ChatUserPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Where users sign in, `https://….amazoncognito.com`; undefined when no page sends them there. */
  readonly signInUrl: string | undefined;

  constructor(scope: Construct, id: string, props: ChatUserPoolProps) {
    super(scope, id);
    const { deletionProtection, pageUrls, adminsGroup, signInDomainPrefix } = props;
    this.pool = new UserPool(this, 'Pool', {
      // Names are told apart by case in the chat, so they must be here.
      signInCaseSensitive: true,
      signInAliases: { username: true },
      selfSignUpEnabled: false,
      featurePlan: FeaturePlan.ESSENTIALS,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      deletionProtection,
    });
    this.client = this.pool.addClient('Client', {
      // Browsers and phones keep no secret.
      generateSecret: false,
      authFlows: { userSrp: true, userPassword: true },
      accessTokenValidity: Duration.hours(1),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      ...(pageUrls.length > 0 ? allowPages(pageUrls) : { disableOAuth: true }),
    });
    if (adminsGroup !== undefined) {
      new CfnUserPoolGroup(this, 'Admins', {
        userPoolId: this.pool.userPoolId,
        groupName: adminsGroup,
        description: 'Keep order in the chat',
      });
    }
    this.signInUrl = pageUrls.length > 0 ? this.addSignInPages(signInDomainPrefix) : undefined;
    Validations.of(this.pool).acknowledge(
      { id: 'AwsSolutions-COG2', reason: "A second factor is each user's choice: this is a chat." },
      {
        id: 'AwsSolutions-COG3',
        reason: 'Threat protection needs the Plus plan, which an operator may choose to pay.',
      },
      { id: 'AwsSolutions-COG8', reason: 'The Plus plan costs per user; an operator may choose to pay it.' },
    );
  }

  private addSignInPages(chosenPrefix: string | undefined): string {
    const { prefix, url } = signInDomain(this, chosenPrefix);
    this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: prefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a style of the client's, even the default one, the newer pages say `Login pages unavailable`.
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return url;
  }

  /** What a page must know to sign its users in; undefined when there is no page. */
  get signIn(): PageSignIn | undefined {
    const { userPoolProviderUrl } = this.pool;
    return this.signInUrl === undefined
      ? undefined
      : {
          issuer: userPoolProviderUrl,
          clientId: this.client.userPoolClientId,
          scope: OAuthScope.OPENID.scopeName,
          metadataUrl: `${userPoolProviderUrl}/.well-known/openid-configuration`,
          signOutUrl: `${this.signInUrl}/logout`,
        };
  }

  /** What a token of this pool must say, for the functions. */
  get tokenEnvironment() {
    return {
      tokenIssuer: this.pool.userPoolProviderUrl,
      tokenAudiences: this.client.userPoolClientId,
      tokenJwksUri: `${this.pool.userPoolProviderUrl}/.well-known/jwks.json`,
      tokenUse: 'access',
      usernameClaim: 'username',
    };
  }
}

/** Lets pages of these addresses sign in with a code, and with PKCE in place of a secret. */
function allowPages(urls: readonly string[]): Partial<UserPoolClientOptions> {
  return {
    oAuth: {
      flows: { authorizationCodeGrant: true },
      // The chat takes the access token, and wants nothing of the user but the name in it.
      scopes: [OAuthScope.OPENID],
      callbackUrls: [...urls],
      logoutUrls: [...urls],
    },
    // What a page keeps a script in it could take: it is good for a day of work, not for Cognito's default of thirty.
    refreshTokenValidity: Duration.days(1),
  };
}
