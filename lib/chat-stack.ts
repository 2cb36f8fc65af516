import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { describeAdmin, groupOfAdmins } from './admin-claim.ts';
import { Alarms } from './alarms.ts';
import { CHAT_PATH } from './front-door/chat-behavior.ts';
import { FrontDoor } from './front-door/front-door.ts';
import { Functions } from './functions.ts';
import type { Settings } from './settings.ts';
import { listSignInOrigins, signInAtIssuer } from './sign-in.ts';
import { Sweep } from './sweep.ts';
import { Tables } from './tables.ts';
import { ChatUserPool } from './user-pool.ts';
import { ChatWebSocketApi } from './web-socket-api.ts';

export interface ChatStackProps extends StackProps {
  readonly settings: Settings;
}

/** The whole service. */
export class ChatStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: ChatStackProps) {
    super(scope, id, props);
    const tables = new Tables(this, 'Tables', settings);
    const webSocket = new ChatWebSocketApi(this, 'WebSocket', {
      throttle: { rateLimit: settings.throttleRate, burstLimit: settings.throttleBurst },
      ...(settings.accessLogs && { accessLogRetention: settings.logRetentionDays }),
    });
    const { stage } = webSocket;
    const frontDoor = settings.cloudFront ? this.openFrontDoor(stage, settings) : undefined;
    const pageUrls = [
      ...(frontDoor && settings.page ? [frontDoor.url] : []),
      ...(settings.pageUrls?.split(',') ?? []),
    ];
    const userPool =
      settings.tokenIssuer === undefined
        ? new ChatUserPool(this, 'Users', { ...settings, pageUrls, adminsGroup: groupOfAdmins(settings) })
        : undefined;
    const tokenEnvironment = {
      ...(userPool?.tokenEnvironment ?? issuerEnvironment(settings)),
      ...describeAdmin(settings),
      clockToleranceSeconds: String(settings.clockToleranceSeconds),
    };
    const functions = new Functions(this, 'Functions', { settings, tables, webSocket, tokenEnvironment });
    webSocket.addRoutes({
      authorizer: functions.authorizer.function,
      connect: functions.connect.function,
      disconnect: functions.disconnect.function,
      message: functions.message.function,
    });
    new Sweep(this, 'Sweep', functions);
    const { alarmTopicArn } = settings;
    new Alarms(this, 'Alarms', {
      functions,
      tables,
      webSocket,
      ...(alarmTopicArn && { topicArn: alarmTopicArn }),
    });
    if (frontDoor) {
      // Behind the pool, as the page is told where its users sign in.
      frontDoor.putPage({
        signIn: userPool ? userPool.signIn : signInAtIssuer(settings),
        logRetention: settings.logRetentionDays,
      });
      this.describeFrontDoor(frontDoor, stage, settings);
    } else {
      this.output('ChatUrl', stage.url, 'Where clients connect');
    }
    this.output('TokenIssuer', tokenEnvironment.tokenIssuer, 'Whose tokens are accepted');
    if (userPool) {
      this.output('UserPoolId', userPool.pool.userPoolId, 'Where users are made');
      this.output('UserPoolClientId', userPool.client.userPoolClientId, 'With what clients sign in');
      if (userPool.signInUrl) {
        this.output('SignInDomain', userPool.signInUrl, 'Where users sign in, sent there by a page');
      }
    }
  }

  private openFrontDoor(stage: WebSocketStage, settings: Settings): FrontDoor {
    const { domainName, certificateArn, webAclArn, requestsPerFiveMinutes } = settings;
    const secret = sentSecret(settings);
    // Called so since there was no page: the distribution of stacks that are deployed stays.
    return new FrontDoor(this, 'Edge', {
      stage,
      ...(secret && { originSecret: secret }),
      ...(settings.page && { connectOrigins: listSignInOrigins(this, settings) }),
      ...(domainName && certificateArn && { domain: { name: domainName, certificateArn } }),
      ...(webAclArn && { webAclArn }),
      ...(requestsPerFiveMinutes && { requestsPerFiveMinutes }),
    });
  }

  private describeFrontDoor(frontDoor: FrontDoor, stage: WebSocketStage, settings: Settings): void {
    const { domainName } = settings;
    const chatUrl = `wss://${frontDoor.domainName}${CHAT_PATH}`;
    this.output('ChatUrl', chatUrl, 'Where clients connect; any room will do');
    if (settings.page) this.output('PageUrl', frontDoor.url, 'The page');
    if (domainName) {
      const { distributionDomainName } = frontDoor.distribution;
      this.output('DnsTarget', distributionDomainName, `What a CNAME or ALIAS record of ${domainName} names`);
    }
    if (!sentSecret(settings)) {
      this.output('ApiUrl', stage.url, 'The same without CloudFront and without a room');
    }
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

/** Of several secrets, the one that CloudFront sends; the others are still taken. */
const sentSecret = ({ originSecret }: Settings) => originSecret?.split(',')[0];

/** What a token of the operator's own issuer must say. */
function issuerEnvironment(settings: Settings) {
  const { tokenIssuer = '', tokenAudiences = '', tokenUse } = settings;
  return {
    tokenIssuer,
    tokenAudiences,
    tokenJwksUri: settings.tokenJwksUri ?? `${tokenIssuer.replace(/\/$/, '')}/.well-known/jwks.json`,
    usernameClaim: settings.usernameClaim ?? 'sub',
    ...(tokenUse && { tokenUse }),
  };
}
