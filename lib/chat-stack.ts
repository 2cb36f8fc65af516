import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Edge } from './edge.ts';
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
    const { alarmTopicArn, originSecret, cloudFront } = settings;
    const [sent] = originSecret?.split(',') ?? [];
    const { stage } = webSocket;
    const edge = cloudFront
      ? new Edge(this, 'Edge', { stage, ...(sent && { originSecret: sent }) })
      : undefined;
    const pageUrls = [...(edge ? [edge.pageUrl] : []), ...(settings.pageUrls?.split(',') ?? [])];
    const userPool =
      settings.tokenIssuer === undefined
        ? new ChatUserPool(this, 'Users', { ...settings, pageUrls })
        : undefined;
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
    new Alarms(this, 'Alarms', {
      functions,
      tables,
      webSocket,
      ...(alarmTopicArn && { topicArn: alarmTopicArn }),
    });
    if (edge) {
      this.output('ChatUrl', edge.url, 'Where clients connect; any room will do');
      if (!sent) this.output('ApiUrl', stage.url, 'The same without CloudFront and without a room');
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
