import { Duration } from 'aws-cdk-lib';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { LambdaDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../lambdas/environment.ts';
import { ChatFunction, type ChatFunctionProps } from './chat-function.ts';
import type { Settings } from './settings.ts';
import type { Tables } from './tables.ts';
import type { ChatWebSocketApi } from './web-socket-api.ts';

export interface FunctionsProps {
  readonly settings: Settings;
  readonly tables: Tables;
  readonly webSocket: ChatWebSocketApi;
  /** Which tokens are ours. */
  readonly tokenEnvironment: Partial<Record<EnvironmentName, string>>;
}

/** API Gateway waits 29 s for a route's function. */
const ROUTE_TIMEOUT = Duration.seconds(29);

/** The functions, each with just the permissions that its code uses. */
export class Functions extends Construct {
  readonly authorizer: ChatFunction;
  readonly connect: ChatFunction;
  readonly disconnect: ChatFunction;
  readonly message: ChatFunction;
  readonly deliver: ChatFunction;
  readonly expire: ChatFunction;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const { settings, tables, webSocket, tokenEnvironment } = props;
    const logRetention: RetentionDays = settings.logRetentionDays;
    const create = (name: string, options: Omit<ChatFunctionProps, 'entry' | 'logRetention'>) =>
      new ChatFunction(this, name, { entry: name.toLowerCase(), logRetention, ...options });

    const rows = {
      connectionsTable: tables.connections.tableName,
      peopleTable: tables.people.tableName,
    };
    const connectionsPerUser = String(settings.connectionsPerUser);
    const retentionDays = String(settings.retentionDays);
    const auditDays = String(settings.auditDays);
    const nameFreedAfterDays = String(settings.nameFreedAfterDays);
    const signInsPerHour = String(settings.signInsPerHour);
    const limits = {
      pageItems: String(settings.pageItems),
      connectionsPerUser,
      commandsPerSecond: String(settings.commandsPerSecond),
      commandBurst: String(settings.commandBurst),
      retentionDays,
      auditDays,
      nameFreedAfterDays,
      groupsPerUser: String(settings.groupsPerUser),
      signInsPerHour,
      relationChangesPerDay: String(settings.relationChangesPerDay),
      groupsMadePerDay: String(settings.groupsMadePerDay),
      invitationsPerDay: String(settings.invitationsPerDay),
      editHours: String(settings.editHours),
      waitingPerPair: String(settings.waitingPerPair),
      waitingPerUser: String(settings.waitingPerUser),
    };
    const posting = {
      ...rows,
      messagesTable: tables.messages.tableName,
      managementEndpoint: webSocket.stage.callbackUrl,
    };

    const quota = {
      ...(settings.accountRate && { accountRate: String(settings.accountRate) }),
      ...(settings.accountBurst && { accountBurst: String(settings.accountBurst) }),
    };

    this.authorizer = create('Authorizer', {
      description: 'Verifies the token of a handshake',
      memorySize: 512,
      timeout: Duration.seconds(10),
      environment: {
        ...tokenEnvironment,
        tokenRequired: String(settings.tokenRequired),
        ...(settings.originSecret && { originSecrets: settings.originSecret }),
        ...(settings.allowedOrigins && { allowedOrigins: settings.allowedOrigins }),
      },
    });

    this.expire = create('Expire', {
      description: 'Closes the connections of a delivery that was too late',
      memorySize: 512,
      timeout: Duration.seconds(30),
      environment: { managementEndpoint: webSocket.stage.callbackUrl },
    });
    webSocket.allowConnections(this.expire, ['DELETE']);

    this.deliver = create('Deliver', {
      description:
        'Posts a part of a large audience, what waited, what is late, who has come; closes connections beyond the limit; ends disbanded groups; erases users',
      memorySize: 1_024,
      timeout: Duration.seconds(30),
      environment: { ...posting, ...quota, connectionsPerUser, retentionDays, auditDays, nameFreedAfterDays },
      // A drain that takes longer than a function may run goes on in another run, as long as each gets further.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    this.deliver.allowItself();
    // Within 120 s of a message each recipient has it or is closed: 20 s until it is stored, 60 s in the queue, and
    // 30 s here. A second run would come later than that, and post twice.
    this.deliver.function.configureAsyncInvoke({
      maxEventAge: Duration.seconds(60),
      retryAttempts: 0,
      onFailure: new LambdaDestination(this.expire.function),
    });
    this.deliver.allow(['lambda:InvokeFunction'], [this.expire.function.functionArn]);
    this.deliver.allow(on('Query', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'), [
      tables.connections.tableArn,
    ]);
    this.deliver.allow(on('GetItem', 'Query', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'), [
      tables.people.tableArn,
    ]);
    this.deliver.allow(on('Query'), [tables.inverseIndexArn]);
    this.deliver.allow(
      on('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
      [tables.messages.tableArn],
    );

    this.connect = create('Connect', {
      description: '$connect: writes the rows of a connection',
      memorySize: 512,
      timeout: ROUTE_TIMEOUT,
      environment: {
        ...rows,
        messagesTable: tables.messages.tableName,
        deliverFunction: this.deliver.function.functionName,
        connectionsPerUser,
        retentionDays,
        signInsPerHour,
      },
    });
    this.connect.allow(on('PutItem', 'BatchWriteItem', 'DeleteItem', 'Query'), [tables.connections.tableArn]);
    this.connect.allow(on('GetItem', 'PutItem', 'UpdateItem', 'Query'), [tables.people.tableArn]);
    this.connect.allow(on('Query', 'UpdateItem', 'GetItem', 'PutItem'), [tables.messages.tableArn]);

    this.disconnect = create('Disconnect', {
      description: '$disconnect: removes the rows of a connection',
      memorySize: 512,
      timeout: ROUTE_TIMEOUT,
      environment: { ...rows, deliverFunction: this.deliver.function.functionName },
    });
    this.disconnect.allow(on('DeleteItem', 'BatchWriteItem', 'Query'), [tables.connections.tableArn]);
    this.disconnect.allow(on('Query'), [tables.people.tableArn]);

    this.message = create('Message', {
      description: '$default: does what a frame asks for',
      // A whisper waits for DynamoDB far longer than it computes (docs/performance.md, cost).
      memorySize: 512,
      // API Gateway waits 29 s; handing a very large audience on takes longer, and goes on behind its back.
      timeout: Duration.seconds(120),
      environment: {
        ...posting,
        ...tokenEnvironment,
        ...limits,
        deliverFunction: this.deliver.function.functionName,
        blockPolicy: settings.blockPolicy,
        directory: settings.directory ?? (settings.tokenIssuer === undefined ? 'open' : 'off'),
        ...quota,
      },
      ...(settings.messageConcurrency && { reservedConcurrentExecutions: settings.messageConcurrency }),
    });
    this.message.allow(on('GetItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'Query'), [
      tables.connections.tableArn,
    ]);
    this.message.allow(on('GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'), [
      tables.people.tableArn,
    ]);
    this.message.allow(on('Query'), [tables.inverseIndexArn]);
    this.message.allow(
      on('GetItem', 'BatchGetItem', 'PutItem', 'Query', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
      [tables.messages.tableArn],
    );

    // By asynchronous invocation come frames that were routed to $connect or $disconnect: once, and not late.
    this.message.function.configureAsyncInvoke({ maxEventAge: Duration.seconds(60), retryAttempts: 0 });
    for (const route of [this.connect, this.disconnect]) {
      route.setVariable('messageFunction', this.message.function.functionName);
      route.allow(['lambda:InvokeFunction'], [this.message.function.functionArn]);
    }
    for (const asking of [this.connect, this.disconnect, this.message]) {
      asking.allow(['lambda:InvokeFunction'], [this.deliver.function.functionArn]);
    }
    for (const poster of [this.message, this.deliver]) {
      webSocket.allowConnections(poster, ['POST', 'DELETE']);
    }
  }
}

const on = (...actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);
