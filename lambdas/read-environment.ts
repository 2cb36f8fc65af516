import { ENVIRONMENT, type EnvironmentName } from './environment.ts';

/** @throws Error when the stack didn't set it: that is a fault of the deployment, told at the first invocation */
export function requireVariable(name: EnvironmentName): string {
  const value = findVariable(name);
  if (value === undefined) throw new Error(`The environment variable ${ENVIRONMENT[name]} is not set`);
  return value;
}

/** Unset and empty are the same. */
export function findVariable(name: EnvironmentName): string | undefined {
  return process.env[ENVIRONMENT[name]] || undefined;
}

/** The function's own name, which Lambda sets (AWS Lambda, "Defined runtime environment variables"). */
export function requireOwnName(): string {
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME;
  if (!name) throw new Error('AWS_LAMBDA_FUNCTION_NAME is not set');
  return name;
}
