import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { FeaturePlan, Mfa, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Who may chat, when no issuer of the operator's own is named: a Cognito user pool with one client. */
export class ChatUserPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { deletionProtection }: { deletionProtection: boolean }) {
    super(scope, id);
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
      // Clients sign in through the API: no hosted pages, no redirects.
      disableOAuth: true,
    });
    Validations.of(this.pool).acknowledge(
      { id: 'AwsSolutions-COG2', reason: "A second factor is each user's choice: this is a chat." },
      {
        id: 'AwsSolutions-COG3',
        reason: 'Threat protection needs the Plus plan, which an operator may choose to pay.',
      },
      { id: 'AwsSolutions-COG8', reason: 'The Plus plan costs per user; an operator may choose to pay it.' },
    );
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
