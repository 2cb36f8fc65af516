// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is CloudFormation's syntax.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAssembly } from '../../../local/assembly/read-assembly.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import {
  describeFunction,
  describeSmallApi,
  type TemplateResources,
  type WrittenStack,
  writeStacks,
} from '../fixtures/write-assembly.ts';

let temporary: TemporaryDirectory;
beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
});
afterAll(() => temporary.remove());

async function read(stacks: Record<string, WrittenStack>, options: { stack?: string } = {}) {
  return readAssembly({ directory: await writeStacks(temporary.path, stacks), ...options });
}

const keys = [{ AttributeName: 'id', KeyType: 'HASH' }];
const table: TemplateResources = {
  Rows: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: keys },
  },
};
const store: WrittenStack = {
  resources: { ...table, Helper: describeFunction() },
  outputs: {
    Rows: { Value: { Ref: 'Rows' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-rows' } } },
    ExportsOutputRefRows1: { Value: { Ref: 'Rows' }, Export: { Name: 'Store:Rows' } },
    Shared: { Value: 'of the store' },
  },
};
const importing = (name: unknown): TemplateResources => ({
  ...describeSmallApi(),
  Answer: describeFunction({ Environment: { Variables: { TABLE: { 'Fn::ImportValue': name } } } }),
});

describe('stacks that belong together', () => {
  test('are read as one, by what they export and import', async () => {
    const api = { resources: importing('Store:Rows'), outputs: { Shared: { Value: 'of the API' } } };
    const stack = await read({ Store: store, Api: api });
    expect(stack.stackName).toBe('Api');
    expect(stack.functions.map(({ logicalId }) => logicalId)).toEqual(['Answer', 'Store/Helper']);
    expect(stack.functions[0]?.environment).toEqual({ TABLE: 'Store-Rows' });
    expect(stack.tables.map(({ logicalId }) => logicalId)).toEqual(['Store/Rows']);
    expect(stack.outputs).toEqual({ Shared: 'of the API', Rows: 'Store-Rows' });
  });

  test.each(['Store', 'Api'])('are started by the name of any of them: %s', async (stack) => {
    const others = { resources: describeSmallApi() };
    const found = await read(
      { Store: store, Other: others, Api: { resources: importing('Store:Rows') } },
      { stack },
    );
    expect(found.stackName).toBe('Api');
    expect(found.tables).toHaveLength(1);
  });

  test('are the only ones that can be meant when no other has a WebSocket API', async () => {
    const found = await read({ Pages: { resources: {} }, Api: { resources: describeSmallApi() } });
    expect(found.stackName).toBe('Api');
  });

  test('are named when an import leads nowhere', async () => {
    await expect(read({ Api: { resources: importing('Gone:Rows') } })).rejects.toThrow(
      /^stack "Api", "Answer" \(AWS::Lambda::Function\), Environment: "Gone:Rows" is imported, and no stack/,
    );
  });
});

describe('a function', () => {
  const uri = (reference: unknown) => ({
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: reference },
  });
  const live: TemplateResources = {
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Answer' } } },
    Live: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        Name: 'live',
        FunctionName: { Ref: 'Answer' },
        FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
      },
    },
  };
  const readSmall = (more: TemplateResources) =>
    read({ Small: { resources: { ...describeSmallApi(), ...more } } });

  test('may stand in an integration by its bare ARN', async () => {
    const { api } = await readSmall({ Integration: uri({ 'Fn::GetAtt': ['Answer', 'Arn'] }) });
    expect(api.routes.get('$default')?.functionName).toBe('Small-Answer');
  });

  test('has versions and aliases', async () => {
    const { api, functions, mayInvoke } = await readSmall({ ...live, Integration: uri({ Ref: 'Live' }) });
    expect(api.routes.get('$default')?.functionName).toBe('Small-Answer:live');
    expect([...(functions[0]?.versions ?? [])]).toEqual([
      ['1', '1'],
      ['live', '1'],
    ]);
    // As on AWS: an alias has a policy of its own.
    expect(mayInvoke('Small-Answer', '$default')).toBe(true);
    expect(mayInvoke('Small-Answer:live', '$default')).toBe(false);
  });

  test('is invoked by the alias that a permission is for', async () => {
    const { Permission } = describeSmallApi();
    const { mayInvoke } = await readSmall({
      ...live,
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: { ...Permission?.Properties, FunctionName: { Ref: 'Live' } },
      },
    });
    expect(mayInvoke('Small-Answer:live', '$default')).toBe(true);
    expect(mayInvoke('Small-Answer', '$default')).toBe(false);
  });

  test('may have its code in the template', async () => {
    const Code = { ZipFile: { 'Fn::Join': ['\n', ['exports.handler =', 'async () => 1;']] } };
    const { functions } = await readSmall({ Answer: describeFunction({ Code }) });
    expect(functions[0]?.code).toEqual({ inline: 'exports.handler =\nasync () => 1;' });
  });

  test('that cannot run may have a version, as long as nothing that runs refers to it', async () => {
    const { passedOver } = await readSmall({
      Edge: describeFunction({ Runtime: 'python3.13' }),
      EdgeVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Edge' } } },
    });
    expect(passedOver).toContainEqual({ logicalId: 'Edge', type: 'AWS::Lambda::Function' });
  });
});
