import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { ENVIRONMENT, type EnvironmentName } from '../../lambdas/environment.ts';
import { bundleOwnCode } from './bundle-own-code.ts';
import { synthesizeChat } from './synthesize-chat.ts';
import { FUNCTIONS, findFunction } from './template-parts.ts';

let template: Template;
let everySetting: Template;
/** Unset by default. */
const UNSET = [
  ENVIRONMENT.originSecrets,
  ENVIRONMENT.allowedOrigins,
  ENVIRONMENT.accountRate,
  ENVIRONMENT.accountBurst,
] as readonly string[];

beforeAll(() => {
  ({ template } = synthesizeChat());
  ({ template: everySetting } = synthesizeChat({
    originSecret: 'x'.repeat(32),
    allowedOrigins: 'https://chat.example.com',
    accountRate: 50_000,
    accountBurst: 25_000,
  }));
});

describe.each(FUNCTIONS)('the environment of %s', (name) => {
  test('has just the variables that its code reads, and all of them', () => {
    const read = readVariables(bundleOwnCode(name.toLowerCase()));
    const { Variables } = findFunction(template, name).Properties.Environment;
    expect(Object.keys(Variables).sort()).toEqual(read.filter((variable) => !UNSET.includes(variable)));
    const every = findFunction(everySetting, name).Properties.Environment.Variables;
    expect(Object.keys(every).sort()).toEqual(read);
  });
});

/** The variables that a function's code asks for by `requireVariable` or `findVariable`. */
function readVariables(code: string): string[] {
  const names = [...code.matchAll(/\b(?:require|find)Variable\("(\w+)"\)/g)].map(([, name]) => name);
  return [...new Set(names.map((name) => ENVIRONMENT[name as EnvironmentName]))].sort();
}
