import { devNull } from 'node:os';
import type { FunctionDefinition } from './function-definition.ts';

/** The local endpoints that stand in for AWS's. */
export interface ServiceEndpoints {
  readonly dynamodb: string;
  readonly lambda: string;
}

/**
 * The credentials of the run itself, and the functions' where they meet DynamoDB Local, which takes only letters
 * and keeps a database for each key.
 */
export const localCredentials = { accessKeyId: 'LOCAL', secretAccessKey: 'LOCAL' };

/**
 * All of a function's `process.env`: its own variables and those that Lambda reserves. Nothing is taken from
 * the environment that this process has, so a variable that the template forgot is missing here too, and no
 * credentials of the developer's are within reach.
 *
 * Source: Lambda developer guide, "Defined runtime environment variables".
 */
export function listEnvironmentVariables(
  definition: FunctionDefinition,
  endpoints: ServiceEndpoints,
  accessKeyId: string = localCredentials.accessKeyId,
): Record<string, string> {
  const { NODE_OPTIONS: nodeOptions, ...own } = definition.environment;
  return {
    ...own,
    // A worker thread refuses to start with options that are for a whole process; this one it takes.
    ...(nodeOptions?.includes('--enable-source-maps') ? { NODE_OPTIONS: '--enable-source-maps' } : {}),
    _HANDLER: definition.handler,
    AWS_REGION: definition.region,
    AWS_DEFAULT_REGION: definition.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: definition.codeDirectory,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    // The one variable that is nowhere but here: what is late on a busy machine comes all the same, so code may wait longer.
    LOCAL_RUN: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    // The SDK must find neither the developer's profile nor an instance's role.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    // On Node 20 the SDK warns at every start; the function will run on the template's runtime.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
