import { builtinModules } from 'node:module';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import { readImports } from '../architecture/read-imports.ts';
import { hashOf, readBundle, readDefaultTemplate } from './default-chat.ts';
import { FUNCTIONS, type FunctionName, findFunction, findOne } from './template-parts.ts';

let template: Template;

beforeAll(() => {
  template = readDefaultTemplate();
});

describe.each(FUNCTIONS)('the function %s', (name) => {
  const properties = () => findFunction(template, name).Properties;

  test('runs an ES module on Node 24 and arm64', () => {
    expect(properties()).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
    expect(bundleOf(name).get('index.mjs')).toMatch(/export\s*\{[^}]*\bhandler\b/);
  });

  test('brings everything along: its bundle imports only what is Node’s own', () => {
    const bundle = bundleOf(name);
    const imports = new Set([...bundle.values()].flatMap(readImports));
    const foreign = [...imports].filter(
      (specifier) => !isNodes(specifier) && !bundle.has(specifier.slice(2)),
    );
    expect(foreign).toEqual([]);
  });

  test('logs JSON to a group of its own, kept 30 days and gone with the stack', () => {
    const log = findOne(template, 'AWS::Logs::LogGroup', `Functions${name}`);
    expect(properties().LoggingConfig).toMatchObject({ LogFormat: 'JSON', LogGroup: { Ref: log.id } });
    expect(log.Properties.RetentionInDays).toBe(30);
    expect([log.DeletionPolicy, log.UpdateReplacePolicy]).toEqual(['Delete', 'Delete']);
  });

  test('takes no environments from the account for itself', () => {
    expect(properties().ReservedConcurrentExecutions).toBeUndefined();
  });

  test('has a role of its own', () => {
    const role = findOne(template, 'AWS::IAM::Role', `Functions${name}`);
    expect(properties().Role).toEqual({ 'Fn::GetAtt': [role.id, 'Arn'] });
  });
});

describe('the functions', () => {
  test('are these and no more, beside the two of CDK’s that copy the page’s files and empty its bucket', () => {
    const others = Object.keys(template.findResources('AWS::Lambda::Function')).filter(
      (id) => !FUNCTIONS.some((name) => id === findFunction(template, name).id),
    );
    expect(others).toEqual([
      expect.stringMatching(/^CustomS3AutoDeleteObjects/),
      expect.stringMatching(/^CustomCDKBucketDeployment/),
    ]);
  });

  // Once all of them got the first one's bundle, as CDK had taken them for the same asset.
  test('have a bundle each', () => {
    const hashes = FUNCTIONS.map((name) => hashOf(findFunction(template, name)));
    expect(new Set(hashes).size).toBe(FUNCTIONS.length);
  });

  test.each(['Connect', 'Disconnect'] as const)(
    'of a route end by the 29 s that API Gateway waits: %s',
    (name) => {
      expect(findFunction(template, name).Properties.Timeout).toBeLessThanOrEqual(29);
    },
  );

  test('end by themselves within 30 s, but for the one that hands a very large audience on: it has until D', () => {
    for (const name of FUNCTIONS) {
      const { Timeout } = findFunction(template, name).Properties;
      if (name === 'Message') expect(Timeout).toBe(DELIVERY_DEADLINE_MS / 1_000);
      else expect(Timeout).toBeLessThanOrEqual(30);
    }
  });

  // Nothing is posted 120 s after the message: 60 s to begin, 30 s to run, and no second try that begins again.
  test('take a frame that was routed elsewhere once, and not late', () => {
    const { Properties } = findOne(template, 'AWS::Lambda::EventInvokeConfig', 'FunctionsMessage');
    expect(Properties).toMatchObject({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 });
  });

  test('give up a delivery that could not begin in time, and tell expire whom it concerned', () => {
    const { Properties } = findOne(template, 'AWS::Lambda::EventInvokeConfig', 'FunctionsDeliver');
    expect(Properties).toMatchObject({
      FunctionName: { Ref: findFunction(template, 'Deliver').id },
      MaximumEventAgeInSeconds: 60,
      MaximumRetryAttempts: 0,
    });
    const { Destination } = Properties.DestinationConfig.OnFailure;
    expect(Destination).toEqual({ 'Fn::GetAtt': [findFunction(template, 'Expire').id, 'Arn'] });
  });
});

const bundleOf = (name: FunctionName) => readBundle(hashOf(findFunction(template, name)));

/** CommonJS that was bundled asks for `buffer`, ES modules for `node:buffer`; `require` of nothing fixed is Node's. */
const isNodes = (specifier: string) =>
  specifier.startsWith('node:') || builtinModules.includes(specifier) || specifier.startsWith('an import()');
