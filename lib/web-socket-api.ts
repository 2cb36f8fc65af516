import { type CfnElement, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { LogGroupLogDestination, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ChatFunction } from './chat-function.ts';

export interface ChatWebSocketApiProps {
  /** Frames a second for each route, and the bucket behind them. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Access logs, kept this long; needs the account's CloudWatch role for API Gateway. @default - none */
  readonly accessLogRetention?: RetentionDays;
}

/** The functions behind the three routes, and the one that says who may open a socket. */
export interface RouteFunctions {
  readonly authorizer: IFunction;
  readonly connect: IFunction;
  readonly disconnect: IFunction;
  readonly message: IFunction;
}

/** The WebSocket API and its stage. Routes come later: their functions need the stage's URL. */
export class ChatWebSocketApi extends Construct {
  readonly api: WebSocketApi;
  readonly stage: WebSocketStage;

  constructor(scope: Construct, id: string, props: ChatWebSocketApiProps) {
    super(scope, id);
    this.api = new WebSocketApi(this, 'Api', { routeSelectionExpression: '$request.body.type' });
    const { throttle, accessLogRetention } = props;
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'chat',
      autoDeploy: true,
      throttle,
      ...(accessLogRetention && {
        accessLogSettings: {
          destination: new LogGroupLogDestination(
            new LogGroup(this, 'AccessLog', {
              retention: accessLogRetention,
              removalPolicy: RemovalPolicy.DESTROY,
            }),
          ),
        },
      }),
    });
    Validations.of(this.stage).acknowledge({
      id: 'AwsSolutions-APIG1',
      reason:
        'Access logs fail a first deploy where the account has no CloudWatch role; the setting accessLogs turns them on.',
    });
  }

  /** Every frame goes to $default: the function itself knows the commands, and answers what it does not know. */
  addRoutes({ authorizer, connect, disconnect, message }: RouteFunctions): void {
    this.api.addRoute('$connect', {
      integration: new WebSocketLambdaIntegration('Connect', connect),
      // No identity source: a browser cannot send the header, and authenticates by a frame.
      authorizer: new WebSocketLambdaAuthorizer('Authorizer', authorizer, { identitySource: [] }),
    });
    this.api.addRoute('$disconnect', {
      integration: new WebSocketLambdaIntegration('Disconnect', disconnect),
    });
    this.api.addRoute('$default', { integration: new WebSocketLambdaIntegration('Message', message) });
    Validations.of(this.api).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'API Gateway authorizes a WebSocket API at $connect alone; the other routes carry its context.',
    });
  }

  /**
   * Lets a function post to this stage's connections, or close them.
   * (API Gateway, "Control access to WebSocket APIs with IAM": `{api}/{stage}/{method}/@connections/*`.)
   */
  allowConnections(poster: ChatFunction, methods: readonly ('POST' | 'DELETE')[]): void {
    const api = Stack.of(this).getLogicalId(this.api.node.defaultChild as CfnElement);
    for (const method of methods) {
      const resourceName = `${this.stage.stageName}/${method}/@connections/*`;
      const arn = Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.api.apiId,
        resourceName,
      });
      poster.allow(['execute-api:ManageConnections'], [arn]);
      const shown = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${api}>/${resourceName}`;
      Validations.of(poster).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${shown}]`,
        reason:
          'Connection ids are made by API Gateway as clients connect; the stage and the method are named.',
      });
    }
  }
}
