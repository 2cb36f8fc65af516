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
