import * as v from 'valibot';
import { type CommandFields, type CommandType, commandFields, TOO_LARGE } from './commands.ts';
import { type ChatError, invalidField, invalidJson, missingField, tooLarge, unknownType } from './errors.ts';

/** A frame of which no more is known than that it is an object with a type that we have. */
export interface Frame {
  readonly type: CommandType;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Reads a text frame as far as its type, which decides who may send it.
 * @throws ChatError `invalid_json`, `unknown_type`
 */
export function parseFrame(text: string): Frame {
  const body = parseObject(text);
  const type = Object.hasOwn(body, 'type') ? body.type : undefined;
  // `hasOwn`, for "constructor" and "toString" are no commands.
  if (typeof type !== 'string' || !Object.hasOwn(commandFields, type)) throw unknownType(type);
  return { type: type as CommandType, body };
}

/**
 * Validates the fields of a frame; the first faulty one is named.
 * @throws ChatError `invalid_field`, `too_large`
 */
export function parseFields<T extends CommandType>(type: T, body: Frame['body']): CommandFields<T> {
  const result = v.safeParse(commandFields[type], body, { abortEarly: true, abortPipeEarly: true });
  if (!result.success) throw fieldError(result.issues[0], body);
  return result.output as CommandFields<T>;
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
  const field = v.getDotPath(issue) ?? '';
  return Object.hasOwn(body, field) ? invalidField(field) : missingField(field);
}
