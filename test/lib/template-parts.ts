import type { Template } from 'aws-cdk-lib/assertions';

/** A resource as CloudFormation has it. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template's properties have as many shapes as AWS has resources
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export const FUNCTIONS = ['Authorizer', 'Connect', 'Disconnect', 'Message', 'Deliver', 'Expire'] as const;
export const TABLES = ['Connections', 'People', 'Messages'] as const;

export type FunctionName = (typeof FUNCTIONS)[number];
export type TableName = (typeof TABLES)[number];

/** The one resource of a type whose logical id begins so, with its id. */
export function findOne(template: Template, type: string, prefix = ''): { id: string } & Resource {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(prefix));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} resources ${type} named ${prefix}…`);
  return { id: only[0], ...(only[1] as unknown as Resource) };
}

export const findFunction = (template: Template, name: FunctionName) =>
  findOne(template, 'AWS::Lambda::Function', `Functions${name}`);

export const findTable = (template: Template, name: TableName) =>
  findOne(template, 'AWS::DynamoDB::GlobalTable', `Tables${name}`);

/** Resolves joins, so that an ARN reads as in IAM; references stay as `<LogicalId>`, attributes as `<LogicalId.Arn>`. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[key, operand] = []] = Object.entries((value ?? {}) as Record<string, unknown>);
  if (key === 'Ref') return `<${operand}>`;
  if (key === 'Fn::GetAtt') return `<${(operand as string[]).join('.')}>`;
  if (key === 'Fn::Join') {
    const [separator, parts] = operand as [string, unknown[]];
    return parts.map(show).join(separator);
  }
  return JSON.stringify(value);
}

/** A function's environment variables. */
export const variablesOf = (template: Template, name: FunctionName) =>
  findFunction(template, name).Properties.Environment.Variables;

/** The stack's outputs by their names, as `show` shows them. */
export const outputsOf = (template: Template) =>
  Object.fromEntries(Object.entries(template.findOutputs('*')).map(([id, { Value }]) => [id, show(Value)]));

export const distributionOf = (template: Template) =>
  findOne(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;

/** CloudFormation's own id of the stack, as `show` shows it. */
export const STACK_UUID = JSON.stringify({
  'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }],
});
