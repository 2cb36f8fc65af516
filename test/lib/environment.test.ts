import { describe, expect, test } from '@jest/globals';
import { ENVIRONMENT } from '../../lambdas/environment.ts';
import { readDefaultTemplate } from './default-chat.ts';
import { FUNCTIONS, variablesOf } from './template-parts.ts';
import { findUsedVariables } from './used-variables.ts';

/** Unset by default. */
const UNSET = [
  ENVIRONMENT.originSecrets,
  ENVIRONMENT.allowedOrigins,
  ENVIRONMENT.accountRate,
  ENVIRONMENT.accountBurst,
] as readonly string[];

describe.each(FUNCTIONS)('the environment of %s', (name) => {
  // With every setting it has all of them: chosen-settings.test.ts.
  test('has just the variables that its code reads, and all of them but what is unset by default', () => {
    const read = findUsedVariables(name.toLowerCase());
    const variables = variablesOf(readDefaultTemplate(), name);
    expect(Object.keys(variables).sort()).toEqual(read.filter((variable) => !UNSET.includes(variable)));
  });
});
