/**
 * What a local run does with each type of resource. A type that is in neither list is passed over, unless
 * something that runs refers to it: then it matters, and the start fails with its name.
 */

/** Read from the template and served. */
export const servedTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::RouteResponse',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Permission',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Events::Rule',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::S3::BucketPolicy',
  'Custom::CDKBucketDeployment',
]);

/** Entry points and triggers: without them functions that should run would silently not run. */
export const unservedEntryPoints: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::AppSync::GraphQLApi',
  'AWS::CloudFormation::Stack',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Url',
  'AWS::Pipes::Pipe',
  'AWS::Scheduler::Schedule',
  'AWS::SNS::Subscription',
  'AWS::StepFunctions::StateMachine',
]);

const harmlessServices = [
  'IAM',
  'Logs',
  'CloudWatch',
  'KMS',
  'ApiGatewayV2',
  'CloudFront',
  'Cognito',
  'XRay',
];

/** Whether a function may hold such a resource's name without ever talking to it: roles, log groups, keys. */
export function isNeverCalled(type: string): boolean {
  return harmlessServices.includes(type.split('::')[1] ?? '');
}
