import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  type RecursiveLoop,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENVIRONMENT, type EnvironmentName } from '../lambdas/environment.ts';
import { bundleFunction } from './bundle.ts';

export interface ChatFunctionProps {
  /** The file in `lambdas/` without its ending. */
  readonly entry: string;
  readonly description: string;
  /** CPU comes with memory: 1,769 MB are one core (AWS Lambda, "Configure memory"). */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment: Partial<Record<EnvironmentName, string>>;
  readonly logRetention: RetentionDays;
  /**
   * Environments set aside for it.
   * @default - it shares the account's
   */
  readonly reservedConcurrentExecutions?: number;
  /**
   * Whether Lambda lets it invoke itself again and again; by itself it stops that after 16 times (AWS Lambda, "Use Lambda
   * recursive loop detection").
   * @default - it doesn't
   */
  readonly recursiveLoop?: RecursiveLoop;
}

/** One function: bundled as an ES module, with a role that may write its own log and nothing more. */
export class ChatFunction extends Construct {
  readonly function: LambdaFunction;
  readonly log: LogGroup;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: ChatFunctionProps) {
    super(scope, id);
    const { entry, environment, logRetention, ...options } = props;
    this.log = new LogGroup(this, 'Log', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.log.logGroupArn]);
    this.function = new LambdaFunction(this, 'Function', {
      ...options,
      code: bundleFunction(entry),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // A mutable role would let constructs widen it behind our back.
      role: this.role.withoutPolicyUpdates(),
      logGroup: this.log,
      loggingFormat: LoggingFormat.JSON,
      // Start, end and report of each invocation would cost more than the invocation.
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [ENVIRONMENT[name as EnvironmentName], value]),
      ),
    });
    // Permissions must be there before the first invocation.
    this.function.node.addDependency(this.role);
  }

  /** For what is known only when other functions are there. */
  setVariable(name: EnvironmentName, value: string): void {
    this.function.addEnvironment(ENVIRONMENT[name], value);
  }

  /** Lets the function ask for another run of itself. */
  allowItself(): void {
    const { functionArn } = this.function;
    // A policy of its own: the function waits for its role with the role's own policy, which can't name the function.
    new Policy(this, 'Itself', {
      roles: [this.role],
      statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] })],
    });
  }

  /** Adds a statement to the function's role: just these actions on just these resources. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}
