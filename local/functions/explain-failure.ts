import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionError } from './invocation.ts';

const served = "DynamoDB, Lambda, and the stack's own API, distributions and user pools";

/**
 * What a person is told of a call that leaves the machine: nothing, unless it is for AWS, where it can't succeed with a
 * local run's credentials.
 */
export function describeUnreachableHost(host: string): string | undefined {
  return /\.(amazonaws\.com(\.cn)?|api\.aws|cloudfront\.net)$/.test(host)
    ? `It calls ${host}, which isn't here: of AWS a local run has ${served}.`
    : undefined;
}

/**
 * The likely cause of a failure that comes of running here, or that is often met; undefined for any other.
 *
 * @param elsewhere The hosts that the function has looked up and that this run doesn't stand in for.
 */
export function explainFailure(
  { errorType, errorMessage }: FunctionError,
  { timeoutMs, handler }: FunctionDefinition,
  elsewhere: readonly string[],
): string | undefined {
  const [, missing] = /Cannot find (?:module|package) '([^']+)'/.exec(errorMessage) ?? [];
  if (missing !== undefined) {
    return explainMissingModule(missing, errorType, handler);
  }
  const [, host] = /(?:ENOTFOUND|EAI_AGAIN) (\S+)/.exec(errorMessage) ?? [];
  if (host !== undefined) {
    return `Likely cause: ${describeUnreachableHost(host) ?? `there is no host ${host}, or this machine is offline.`}`;
  }
  if (errorType === 'Sandbox.Timedout') {
    const calls =
      elsewhere.length > 0
        ? `it waits for what isn't on this machine (it has called ${elsewhere.join(', ')})`
        : 'it waits for what never comes, such as a promise that nothing settles';
    return `Likely cause: ${calls}; or it needs more than the ${timeoutMs / 1000} s of its Timeout in the template.`;
  }
  return undefined;
}

function explainMissingModule(missing: string, errorType: string, handler: string): string {
  if (errorType === 'Runtime.ImportModuleError') {
    return `Likely cause: the handler ${handler} names a file that the function's code doesn't hold, or its code is TypeScript that wasn't bundled.`;
  }
  if (missing === 'aws-sdk' || missing.startsWith('aws-sdk/')) {
    return "Likely cause: the SDK's version 2, which Lambda's runtime no longer has since nodejs18.x: bundle it, or use version 3.";
  }
  if (/^@(aws-sdk|smithy)\//.test(missing)) {
    return `Likely cause: Lambda's runtime has ${missing}, and this machine doesn't: "npm install --save-dev ${missing}" where the app is.`;
  }
  return `Likely cause: the function's code doesn't hold ${missing}, and here as on Lambda nothing else does: bundle it, or put its node_modules into the asset.`;
}
