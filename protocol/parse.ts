import * as v from 'valibot';
import { type CommandFields, type CommandType, commandsOf, type FieldName } from './commands.ts';
import {
  type ChatError,
  invalidField,
  invalidJson,
  missingField,
  onlyInV2,
  tooLarge,
  unknownType,
} from './errors.ts';
import { commandSchemas, fieldOf } from './fields/command-fields.ts';
import { boolean, type Field, plainRule } from './fields/field.ts';
import { ref } from './fields/names-and-ids.ts';
import { TOO_LARGE } from './fields/texts.ts';
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
  if (!Object.hasOwn(body, 'type')) throw missingField('type', 'the name of a command');
  const { type } = body;
  if (typeof type !== 'string' || !hasCommand('v2', type)) throw unknownType(type);
  if (!hasCommand(protocol, type)) throw onlyInV2(type);
  return { type, body };
}

const commands = { v1: commandsOf('v1'), v2: commandsOf('v2') };
/** `hasOwn`, for "constructor" and "toString" are no commands. */
const hasCommand = (protocol: Protocol, type: string): type is CommandType =>
  Object.hasOwn(commands[protocol], type);

/**
 * Validates the fields of a frame; of the first faulty one it is said what it must be.
 * @throws ChatError `invalid_field`, `too_large`
 */
export function parseFields<T extends CommandType>(
  type: T,
  body: JsonObject,
  protocol: Protocol,
): CommandFields<T> {
  const schema: v.GenericSchema<unknown, CommandFields<T>> = commandSchemas[protocol][type];
  const result = v.safeParse(schema, body, { abortEarly: true, abortPipeEarly: true });
  if (!result.success) throw fieldError(type, result.issues[0], body);
  return result.output;
}

/**
 * The `ref` by which a command is answered; undefined when there is none.
 * @throws ChatError `invalid_field`
 */
export function parseRef(body: JsonObject): string | undefined {
  return parseOptional('ref', ref, body);
}

/**
 * Whether the connection that sends a message is told of it like any other: not if it says `"echo":false`, with a `ref`. The
 * `ack` stands for the event then.
 * @throws ChatError `invalid_field`
 */
export function parseEcho(body: JsonObject, ref: string | undefined): boolean {
  return (parseOptional('echo', boolean, body) ?? true) || ref === undefined;
}

/** What any command may carry beside its fields. @param name on the wire */
function parseOptional<T>(name: string, { schema, rule }: Field<T>, body: JsonObject): T | undefined {
  if (!Object.hasOwn(body, name)) return undefined;
  const result = v.safeParse(schema, body[name]);
  if (!result.success) throw invalidField(name, plainRule(rule));
  return result.output;
}

/** The `ref` of a frame that is refused, for its error; undefined when there is none that can be used. */
export const findRef = (body: JsonObject | undefined): string | undefined =>
  v.is(ref.schema, body?.ref) ? (body?.ref as string) : undefined;

function fieldError(type: CommandType, issue: v.BaseIssue<unknown>, body: JsonObject): ChatError {
  if (issue.message === TOO_LARGE) return tooLarge();
  // The outermost key is the one that the command's description names.
  const [outermost, within] = issue.path ?? [];
  const name = outermost?.key as FieldName;
  const rule = plainRule(brokenRule(name, fieldOf(type, name), within));
  return Object.hasOwn(body, name) ? invalidField(name, rule) : missingField(name, rule);
}

/** Of an array or an object that is wrong within: which part, and what that must be. Its keys are the client's, and not repeated. */
function brokenRule(name: string, { rule, item, entry }: Field, within?: v.IssuePathItem): string {
  if (within === undefined) return rule;
  if (item !== undefined) return `${name}[${within.key}]: ${item}`;
  if (entry === undefined) return rule;
  return 'origin' in within && within.origin === 'key'
    ? `each key: ${entry.key}`
    : `each value: ${entry.value}`;
}
