import type { Template } from 'aws-cdk-lib/assertions';
import {
  type FunctionName,
  findFunction,
  findOne,
  findTable,
  type Resource,
  show,
  TABLES,
} from './template-parts.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/**
 * What a function's role may do, as `dynamodb:PutItem on People` or `dynamodb:Query on People’s index inverse`; a
 * resource that has no short name is shown whole.
 */
export function findGrants(template: Template, name: FunctionName): string[] {
  return statementsOf(template, name)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((one) => `${action} on ${shorten(template, one)}`)),
    )
    .sort();
}

/** The statements of all policies of a function's role. */
export function statementsOf(template: Template, name: FunctionName): Statement[] {
  const role = findOne(template, 'AWS::IAM::Role', `Functions${name}`);
  if (role.Properties.ManagedPolicyArns || role.Properties.Policies) {
    throw new Error(`The role of ${name} has policies besides its own`);
  }
  const policies = Object.values(template.findResources('AWS::IAM::Policy')) as unknown as Resource[];
  return policies
    .filter(({ Properties }) => Properties.Roles.some((one: { Ref: string }) => one.Ref === role.id))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
}

/** What Lambda does in a function's name: it invokes the destination of what the function failed at. */
export function findDestinations(template: Template, name: FunctionName): string[] {
  const { id } = findFunction(template, name);
  const configs = Object.values(
    template.findResources('AWS::Lambda::EventInvokeConfig'),
  ) as unknown as Resource[];
  return configs
    .filter(({ Properties }) => show(Properties.FunctionName) === `<${id}>`)
    .map(({ Properties }) => Properties.DestinationConfig?.OnFailure?.Destination)
    .filter((destination) => destination !== undefined)
    .map((destination) => `lambda:InvokeFunction on ${shorten(template, destination)}`);
}

function shorten(template: Template, resource: unknown): string {
  const arn = show(resource);
  for (const table of TABLES) {
    const [whole, index] = arn.split('/index/');
    if (whole !== `<${findTable(template, table).id}.Arn>`) continue;
    return index === undefined ? table : `${table}’s index ${index}`;
  }
  const api = findOne(template, 'AWS::ApiGatewayV2::Api').id;
  const stage = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${api}>/chat/`;
  if (arn.startsWith(stage)) return `the stage’s ${arn.slice(stage.length)}`;
  return arn.replace(/^<Functions([A-Z][a-z]+)(Function|Log)\w{8}\.Arn>$/, (_, name, kind) =>
    kind === 'Log' ? `the log of ${name}` : name,
  );
}
