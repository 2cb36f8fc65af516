// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is CloudFormation's syntax.
import { describe, expect, test } from '@jest/globals';
import { createResolver, type Resolver } from '../../../../local/assembly/resolve/intrinsics.ts';
import type { Template } from '../../../../local/assembly/stacks/template.ts';
import { StartError } from '../../../../local/start-error.ts';

const template: Template = {
  Resources: {},
  Parameters: {
    Color: { Type: 'String', Default: 'blue' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a,b' },
    Asked: { Type: 'String' },
    Kept: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/kept' },
    Lost: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/lost' },
    Way: { Type: 'String', Default: 'kept' },
  },
  Mappings: { Hosts: { 'us-east-1': { name: 'east' } } },
  Conditions: {
    IsBlue: { 'Fn::Equals': [{ Ref: 'Color' }, 'blue'] },
    IsRed: { 'Fn::Equals': [{ Ref: 'Color' }, 'red'] },
    Both: { 'Fn::And': [{ Condition: 'IsBlue' }, { 'Fn::Not': [{ Condition: 'IsRed' }] }] },
    Either: { 'Fn::Or': [{ Condition: 'IsRed' }, { Condition: 'IsBlue' }] },
  },
};

function makeResolver(): Resolver {
  return createResolver({
    template,
    pseudoParameters: { 'AWS::Region': 'us-east-1', 'AWS::Partition': 'aws' },
    reference: (logicalId) => `ref-${logicalId}`,
    attribute: (logicalId, name) => `${logicalId}.${name}!`,
    importValue: (name) => `import-${name}`,
    storedParameter: (name) => (name === '/kept' ? 'stored' : undefined),
    refuse: (problem) => {
      throw new StartError(problem);
    },
  });
}

describe('the intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref of a resource', { Ref: 'Table' }, 'ref-Table'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['Ref of a parameter with a default', { Ref: 'Color' }, 'blue'],
    ['Ref of a list parameter', { Ref: 'Zones' }, ['a', 'b']],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table.Arn!'],
    ['GetAtt as a string', { 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table.Stream.Arn!'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Color' }, 1]] }, 'a-blue-1'],
    ['Split and Select', { 'Fn::Select': [2, { 'Fn::Split': ['/', 'wss://host'] }] }, 'host'],
    ['Select with an index in a string', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    [
      'Sub',
      { 'Fn::Sub': '${Color} ${AWS::Region} ${Table.Arn} ${!Literal}' },
      'blue us-east-1 Table.Arn! ${Literal}',
    ],
    ['Sub with variables', { 'Fn::Sub': ['${x}', { x: { Ref: 'Color' } }] }, 'blue'],
    ['FindInMap', { 'Fn::FindInMap': ['Hosts', { Ref: 'AWS::Region' }, 'name'] }, 'east'],
    ['If whose condition holds', { 'Fn::If': ['IsBlue', 'yes', 'no'] }, 'yes'],
    ['If whose condition does not hold', { 'Fn::If': ['IsRed', 'yes', 'no'] }, 'no'],
    ['And with Not', { 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
    ['Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Color' } } }, '{"a":"blue"}'],
    ['Length', { 'Fn::Length': { Ref: 'Zones' } }, 2],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'the-${Color}-one' } }, 'import-the-blue-one'],
    ['a parameter that is kept in SSM', { Ref: 'Kept' }, 'stored'],
    ['a dynamic reference to SSM', 'a {{resolve:ssm:/kept:3}}', 'a stored'],
    ['a dynamic reference that is put together', { 'Fn::Sub': '{{resolve:ssm:/${Way}}}' }, 'stored'],
    ['GetAZs', { 'Fn::GetAZs': '' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
  ])('resolve %s', (_name, value, expected) => {
    expect(makeResolver().resolve(value)).toEqual(expected);
  });

  test('leave out what is AWS::NoValue, in objects and in lists', () => {
    const value = { kept: [1, { Ref: 'AWS::NoValue' }], gone: { Ref: 'AWS::NoValue' } };
    expect(makeResolver().resolve(value)).toEqual({ kept: [1] });
  });

  test('do not compute the branch of an If that is not taken', () => {
    expect(makeResolver().resolve({ 'Fn::If': ['IsBlue', 1, { Ref: 'Asked' }] })).toBe(1);
  });

  test.each<[unknown, RegExp]>([
    [{ 'Fn::Transform': {} }, /uses Fn::Transform, which/],
    [{ Ref: 'Asked' }, /"Asked" has no default/],
    [{ Ref: 'Lost' }, /parameter "Lost" is SSM's parameter "\/lost", which no stack of the assembly makes/],
    [['{{resolve:secretsmanager:key}}'], /"{{resolve:secretsmanager:key}}" is kept by a service/],
    [{ 'Fn::If': ['Nowhere', 1, 2] }, /condition "Nowhere"/],
    [{ 'Fn::FindInMap': ['Hosts', 'x', 'y'] }, /"Hosts" has no entry/],
  ])('name what cannot be resolved: %j', (value, message) => {
    expect(() => makeResolver().resolve(value)).toThrow(message);
  });
});
