import { ENVIRONMENT, type EnvironmentName } from '../../lambdas/environment.ts';
import { bundleOwnCode } from './bundle-own-code.ts';

/**
 * The environment variables that a function's code asks for by `requireVariable` or `findVariable`, sorted.
 * @param entry the file in `lambdas/` without its ending
 */
export function findUsedVariables(entry: string): string[] {
  const calls = bundleOwnCode(entry).matchAll(/\b(?:require|find)Variable\("(\w+)"\)/g);
  const names = new Set([...calls].map(([, name]) => ENVIRONMENT[name as EnvironmentName]));
  return [...names].sort();
}
