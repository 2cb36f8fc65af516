import * as v from 'valibot';
import { type CommandFields, type CommandType, commandsOf } from './commands.ts';
import { type ChatError, invalidField, invalidJson, missingField, tooLarge, unknownType } from './errors.ts';
import { commandSchemas, refSchema, TOO_LARGE } from './fields.ts';
import type { JsonObject } from './json.ts';
import type { Protocol } from './negotiate.ts';

/** A frame of which no more is known than that it is an object with a type that we have. */
export interface Frame {
  readonly type: CommandType;
  readonly body: JsonObject;
}

/**
 * The type of a frame, which decides who may send it.
 * @param body as `parseJson` read it
 * @throws ChatError `invalid_json`, `unknown_type`, `invalid_field` when it has no type
 */
export function parseCommandType(body: JsonObject | undefined, protocol: Protocol = 'v1'): Frame {
  if (body === undefined) throw invalidJson();
  if (!Object.hasOwn(body, 'type')) throw missingField('type');
  const { type } = body;
  if (typeof type !== 'string' || !hasCommand(protocol, type)) throw unknownType(type);
  return { type, body };
}

const commands = { v1: commandsOf('v1'), v2: commandsOf('v2') };
/** `hasOwn`, for "constructor" and "toString" are no commands. */
const hasCommand = (protocol: Protocol, type: string): type is CommandType =>
  Object.hasOwn(commands[protocol], type);

/**
 * Validates the fields of a frame; the first faulty one is named.
 * @throws ChatError `invalid_field`, `too_large`
 */
export function parseFields<T extends CommandType>(
  type: T,
  body: JsonObject,
  protocol: Protocol,
): CommandFields<T> {
  const schema: v.GenericSchema<unknown, CommandFields<T>> = commandSchemas[protocol][type];
  const result = v.safeParse(schema, body, { abortEarly: true, abortPipeEarly: true });
  if (!result.success) throw fieldError(result.issues[0], body);
  return result.output;
}

/**
 * The `ref` by which a command is answered; undefined when there is none.
 * @throws ChatError `invalid_field`
 */
export function parseRef(body: JsonObject): string | undefined {
  if (!Object.hasOwn(body, 'ref')) return undefined;
  if (!v.is(refSchema, body.ref)) throw invalidField('ref');
  return body.ref;
}

/**
 * Whether the connection that sends a message is told of it like any other: not if it says `"echo":false`, with a `ref`. The
 * `ack` stands for the event then.
 * @throws ChatError `invalid_field`
 */
export function parseEcho(body: JsonObject, ref: string | undefined): boolean {
  if (!Object.hasOwn(body, 'echo')) return true;
  if (typeof body.echo !== 'boolean') throw invalidField('echo');
  return body.echo || ref === undefined;
}

/** The `ref` of a frame that is refused, for its error; undefined when there is none that can be used. */
export const findRef = (body: JsonObject | undefined): string | undefined =>
  v.is(refSchema, body?.ref) ? (body?.ref as string) : undefined;

function fieldError(issue: v.BaseIssue<unknown>, body: JsonObject): ChatError {
  if (issue.message === TOO_LARGE) return tooLarge();
  // The outermost key is the one that the command's description names.
  const field = String(issue.path?.[0]?.key ?? '');
  return Object.hasOwn(body, field) ? invalidField(field) : missingField(field);
}
