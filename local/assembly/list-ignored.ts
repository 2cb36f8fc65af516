import { parseFunctionName } from '../functions/function-name.ts';
import type { LocalResource, PassedOver } from './resolve/resolve-stack.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

/** Types that change nothing about what runs, and whose absence somebody would miss all the same. */
const missed: Readonly<Record<string, string>> = {
  'AWS::SSM::Parameter': "functions can't ask for it: there is no SSM here",
  'AWS::ApiGatewayV2::DomainName': "the API isn't reached by it",
  'AWS::ApiGateway::ApiKey': 'nobody is asked for it',
  'AWS::ApiGateway::UsagePlan': 'nothing is counted for it',
};

/** Whose invocations are made here. */
const invokers = ['apigateway.amazonaws.com', 'events.amazonaws.com'];

/** Custom resources that are nobody's loss: there is no bucket here to be emptied before it is deleted. */
const needless = ['Custom::S3AutoDeleteObjects'];

/**
 * What a stack has that changes what it does on AWS, and that a local run does without: for a person to know from the
 * start. Each is a sentence that names the resource.
 *
 * @param unseen What is read, but comes to nothing here.
 */
export function listIgnored(stack: ResolvedStacks, unseen: readonly PassedOver[]): string[] {
  const passedOver = [...unseen, ...stack.passedOver].flatMap(({ logicalId, type }) => {
    const what = missed[type] ?? (isCustom(type) ? 'what it would do is not done' : undefined);
    return what === undefined ? [] : [`"${logicalId}" (${type}): ${what}.`];
  });
  return [
    ...passedOver,
    ...stack.ofType('AWS::ApiGatewayV2::Route').flatMap(listOfRoute),
    ...stack.ofType('AWS::Lambda::Permission').flatMap(listOtherInvokers),
  ];
}

const isCustom = (type: string) =>
  /^Custom::|^AWS::CloudFormation::CustomResource$/.test(type) && !needless.includes(type);

function listOfRoute(route: LocalResource): string[] {
  const what = `The route "${route.property('RouteKey')}" ("${route.logicalId}")`;
  return [
    ...(String(route.property('ApiKeyRequired')) === 'true' ? [`${what} asks nobody for an API key.`] : []),
    ...(route.property('RequestModels') === undefined
      ? []
      : [`${what} takes messages that its model refuses.`]),
  ];
}

/** Whatever invokes a function on AWS needs a permission: uploads to S3, Cognito's triggers, rules, topics, logs. */
function listOtherInvokers(permission: LocalResource): string[] {
  const principal = String(permission.propertyWithAnyName('Principal'));
  const functionName = parseFunctionName(String(permission.propertyWithAnyName('FunctionName')));
  return /\.amazonaws\.com(\.cn)?$/.test(principal) && !invokers.includes(principal)
    ? [`"${permission.logicalId}" lets ${principal} invoke ${functionName}, which nothing here does.`]
    : [];
}
