import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { CHAT_PATH } from './front-door/chat-behavior.ts';
import { FrontDoor, type PageProps } from './front-door/front-door.ts';
import { Functions } from './functions.ts';
import type { Settings } from './settings.ts';
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
    const userPool =
      settings.tokenIssuer === undefined ? new ChatUserPool(this, 'Users', settings) : undefined;
    const tokenEnvironment = {
      ...(userPool?.tokenEnvironment ?? issuerEnvironment(settings)),
      clockToleranceSeconds: String(settings.clockToleranceSeconds),
    };
    const functions = new Functions(this, 'Functions', { settings, tables, webSocket, tokenEnvironment });
    webSocket.addRoutes({
      authorizer: functions.authorizer.function,
      connect: functions.connect.function,
      disconnect: functions.disconnect.function,
      message: functions.message.function,
    });
    const { alarmTopicArn } = settings;
    new Alarms(this, 'Alarms', {
      functions,
      tables,
      webSocket,
      ...(alarmTopicArn && { topicArn: alarmTopicArn }),
    });
    const { stage } = webSocket;
    if (settings.cloudFront) {
      this.addFrontDoor(stage, settings, {
        ...(userPool && {
          signIn: {
            issuer: tokenEnvironment.tokenIssuer,
            clientId: userPool.client.userPoolClientId,
            scope: 'openid',
          },
        }),
        connectOrigins: userPool ? [`https://cognito-idp.${this.region}.${this.urlSuffix}`] : [],
        logRetention: settings.logRetentionDays,
      });
    } else {
      this.output('ChatUrl', stage.url, 'Where clients connect');
    }
    this.output('TokenIssuer', tokenEnvironment.tokenIssuer, 'Whose tokens are accepted');
    if (userPool) {
      this.output('UserPoolId', userPool.pool.userPoolId, 'Where users are made');
      this.output('UserPoolClientId', userPool.client.userPoolClientId, 'With what clients sign in');
    }
  }

  private addFrontDoor(stage: WebSocketStage, settings: Settings, page: PageProps): void {
    const { originSecret, domainName, certificateArn, webAclArn, requestsPerFiveMinutes } = settings;
    const [sent] = originSecret?.split(',') ?? [];
    // Called so since there was no page: the distribution of stacks that are deployed stays.
    const frontDoor = new FrontDoor(this, 'Edge', {
      stage,
      ...(sent && { originSecret: sent }),
      ...(settings.page && { page }),
      ...(domainName && certificateArn && { domain: { name: domainName, certificateArn } }),
      ...(webAclArn && { webAclArn }),
      ...(requestsPerFiveMinutes && { requestsPerFiveMinutes }),
    });
    const host = frontDoor.domainName;
    this.output('ChatUrl', `wss://${host}${CHAT_PATH}`, 'Where clients connect; any room will do');
    if (settings.page) this.output('PageUrl', `https://${host}/`, 'The page');
    if (domainName) {
      const { distributionDomainName } = frontDoor.distribution;
      this.output('DnsTarget', distributionDomainName, `What a CNAME or ALIAS record of ${domainName} names`);
    }
    if (!sent) this.output('ApiUrl', stage.url, 'The same without CloudFront and without a room');
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

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
