import { StartError } from '../../start-error.ts';
import type { Template } from '../stacks/template.ts';

/** What the intrinsic functions of a template stand for in one run. */
export interface ResolveContext {
  readonly template: Template;
  /** The pseudo parameters, `AWS::Region` and so on, `AWS::NoValue` excepted. */
  readonly pseudoParameters: Readonly<Record<string, string>>;
  /** The physical id of a resource. Throws StartError for one that no local run has. */
  readonly reference: (logicalId: string) => string;
  /** An attribute of a resource. Throws StartError for one that no local run has. */
  readonly attribute: (logicalId: string, name: string) => string;
  /** What another stack exports under this name. */
  readonly importValue: (name: string) => unknown;
  /** The value of a parameter in SSM, if a stack of the assembly makes it. */
  readonly storedParameter: (name: string) => string | undefined;
  /** Hears what can't be resolved. When it returns, a made-up value takes its place. */
  readonly refuse: (problem: string) => void;
}

export interface Resolver {
  /** The value without intrinsic functions; `undefined` where it is `AWS::NoValue`. */
  resolve(value: unknown): unknown;
  /** Whether the condition of that name holds. */
  holds(condition: string): boolean;
}

/** Marks a value to leave out, as `{ Ref: 'AWS::NoValue' }` asks for. */
const noValue = undefined;

type Intrinsic = (argument: unknown) => unknown;

/**
 * Makes the function that replaces a template's intrinsic functions by their values.
 * Source: the CloudFormation user guide, "Intrinsic function reference".
 */
export function createResolver(context: ResolveContext): Resolver {
  const { template, pseudoParameters, refuse } = context;

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map(resolve).filter((item) => item !== noValue);
    }
    if (typeof value === 'string') {
      return resolveReferences(value);
    }
    if (value === null || typeof value !== 'object') {
      return value;
    }
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'))) {
      const intrinsic = intrinsics[name];
      if (!intrinsic) {
        refuse(`The template uses ${name}, which a local run doesn't know.`);
        return name;
      }
      const replaced = intrinsic(argument);
      return typeof replaced === 'string' ? resolveReferences(replaced) : replaced;
    }
    const resolved = entries.map(([key, item]) => [key, resolve(item)] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== noValue));
  }

  function refer(name: string): unknown {
    if (name === 'AWS::NoValue') {
      return noValue;
    }
    if (name in pseudoParameters) {
      return pseudoParameters[name];
    }
    const parameter = template.Parameters?.[name];
    if (!parameter) {
      return context.reference(name);
    }
    if (parameter.Type.startsWith('AWS::SSM::Parameter::')) {
      return storedParameter(String(parameter.Default), `The template's parameter "${name}"`);
    }
    if (parameter.Default === undefined) {
      refuse(`The template's parameter "${name}" has no default, and a local run can't ask for it.`);
      return name;
    }
    return parameter.Type.includes('List') ? String(parameter.Default).split(',') : parameter.Default;
  }

  function storedParameter(name: string, who: string): string {
    const value = context.storedParameter(name);
    if (value === undefined) {
      refuse(`${who} is SSM's parameter "${name}", which no stack of the assembly makes.`);
    }
    return value ?? name;
  }

  /** Source: CloudFormation user guide, "Dynamic references". */
  function resolveReferences(text: string): string {
    return text.replaceAll(/\{\{resolve:([\w-]+):([^}]*)\}\}/g, (whole, service: string, rest: string) => {
      if (service === 'ssm') {
        return storedParameter(rest.replace(/:\d+$/, ''), `"${whole}"`);
      }
      refuse(`"${whole}" is kept by a service that a local run doesn't have.`);
      return whole;
    });
  }

  function getAttribute(argument: unknown): string {
    const [logicalId = '', ...names] =
      typeof argument === 'string' ? argument.split('.') : (resolve(argument) as string[]);
    return context.attribute(logicalId, names.join('.'));
  }

  function substitute(argument: unknown): string {
    const [text, variables] = Array.isArray(argument)
      ? [argument[0] as string, argument[1] as Record<string, unknown>]
      : [argument as string, {}];
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) {
        return `\${${name}}`;
      }
      if (Object.hasOwn(variables, name)) {
        return String(resolve(variables[name]));
      }
      return String(name.includes('.') ? getAttribute(name) : refer(name));
    });
  }

  function holds(condition: string): boolean {
    const definition = template.Conditions?.[condition];
    if (definition === undefined) {
      throw new StartError(`The template names a condition "${condition}" that it doesn't define.`);
    }
    return isTrue(definition);
  }

  function isTrue(value: unknown): boolean {
    const condition = (value as { Condition?: unknown } | null)?.Condition;
    return typeof condition === 'string' ? holds(condition) : String(resolve(value)) === 'true';
  }

  const intrinsics: Record<string, Intrinsic> = {
    Ref: (argument) => refer(argument as string),
    'Fn::GetAtt': getAttribute,
    'Fn::Sub': substitute,
    'Fn::Join': (argument) => {
      const [separator, items] = argument as [string, unknown];
      return (resolve(items) as unknown[]).map(String).join(separator);
    },
    'Fn::Split': (argument) => {
      const [separator, text] = argument as [string, unknown];
      return String(resolve(text)).split(separator);
    },
    'Fn::Select': (argument) => {
      const [index, items] = argument as [unknown, unknown];
      return (resolve(items) as unknown[])[Number(resolve(index))];
    },
    'Fn::FindInMap': (argument) => {
      const [map, first, second] = resolve(argument) as [string, string, string];
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) {
        throw new StartError(`The template's mapping "${map}" has no entry "${first}", "${second}".`);
      }
      return value;
    },
    'Fn::If': (argument) => {
      const [condition, whenTrue, whenFalse] = argument as [string, unknown, unknown];
      return resolve(holds(condition) ? whenTrue : whenFalse);
    },
    'Fn::Equals': (argument) => {
      const [left, right] = (argument as [unknown, unknown]).map(resolve);
      return String(left) === String(right);
    },
    'Fn::And': (argument) => (argument as unknown[]).every(isTrue),
    'Fn::Or': (argument) => (argument as unknown[]).some(isTrue),
    'Fn::Not': (argument) => !isTrue((argument as unknown[])[0]),
    'Fn::Base64': (argument) => Buffer.from(String(resolve(argument))).toString('base64'),
    'Fn::ImportValue': (argument) => context.importValue(String(resolve(argument))),
    'Fn::ToJsonString': (argument) => JSON.stringify(resolve(argument)),
    'Fn::Length': (argument) => (resolve(argument) as unknown[]).length,
    'Fn::GetAZs': () => ['a', 'b', 'c'].map((zone) => `${pseudoParameters['AWS::Region']}${zone}`),
  };

  return { resolve, holds };
}
