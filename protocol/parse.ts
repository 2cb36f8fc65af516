import * as v from 'valibot';
import {
  type CommandFields,
  type CommandType,
  commandFieldsV2,
  hasCommand,
  refSchema,
  TOO_LARGE,
} from './commands.ts';
import { type ChatError, invalidField, invalidJson, missingField, tooLarge, unknownType } from './errors.ts';
import type { Protocol } from './negotiate.ts';

/** A frame of which no more is known than that it is an object with a type that we have. */
export interface Frame {
  readonly type: CommandType;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Reads a text frame as far as its type, which decides who may send it.
 * @throws ChatError `invalid_json`, `unknown_type`, `invalid_field` when it has no type
 */
export function parseFrame(text: string, protocol: Protocol = 'v1'): Frame {
  const body = parseObject(text);
  if (!Object.hasOwn(body, 'type')) throw missingField('type');
  const { type } = body;
  if (typeof type !== 'string' || !hasCommand(protocol, type)) throw unknownType(type);
  return { type, body };
}

/**
 * Validates the fields of a frame; the first faulty one is named.
 * @throws ChatError `invalid_field`, `too_large`
 */
export function parseFields<T extends CommandType>(type: T, body: Frame['body']): CommandFields<T> {
  const result = v.safeParse(commandFieldsV2[type], body, { abortEarly: true, abortPipeEarly: true });
  if (!result.success) throw fieldError(result.issues[0], body);
  return result.output as CommandFields<T>;
}

/**
 * The `ref` by which a command is answered; undefined when there is none.
 * @throws ChatError `invalid_field`
 */
export function parseRef(body: Frame['body']): string | undefined {
  if (!Object.hasOwn(body, 'ref')) return undefined;
  if (!v.is(refSchema, body.ref)) throw invalidField('ref');
  return body.ref;
}

/** The `ref` in a frame that cannot be obeyed, for its error; undefined when there is none to be found. */
export function findRef(text: string): string | undefined {
  try {
    return parseRef(parseObject(text));
  } catch {
    return undefined;
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidJson();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidJson();
  return value as Record<string, unknown>;
}

function fieldError(issue: v.BaseIssue<unknown>, body: Frame['body']): ChatError {
  if (issue.message === TOO_LARGE) return tooLarge();
  // The outermost key is the one that the command's description names.
  const field = String(issue.path?.[0]?.key ?? '');
  return Object.hasOwn(body, field) ? invalidField(field) : missingField(field);
}
