import * as v from 'valibot';
import {
  type CommandFields,
  type CommandType,
  commandsOf,
  type FieldName,
  type FieldTypes,
  type TableEntry,
} from '../commands.ts';
import { PAGE_ITEMS, SANCTION_MAX_SECONDS } from '../limits.ts';
import type { Protocol } from '../negotiate.ts';
import { boolean, type Field, oneOf, restartable, wholeNumber } from './field.ts';
import {
  conversation,
  cursors,
  groupConversation,
  id,
  ids,
  known,
  name,
  names,
  place,
  token,
} from './names-and-ids.ts';
import { about, avatarUrl, content, displayName, emoji, reason, search, title } from './texts.ts';

type Fields = { readonly [Name in FieldName]: Field<FieldTypes[Name]> };

const FIELDS: Fields = {
  about,
  after: restartable(place),
  avatar_url: avatarUrl,
  ban: boolean,
  before: restartable(id),
  content,
  conversation,
  cursors,
  display_name: displayName,
  emoji,
  group_name: name,
  group_names: names,
  history: oneOf('joining', 'full'),
  id,
  ids,
  kind: oneOf('open', 'private'),
  known,
  level: oneOf('all', 'mentions', 'none'),
  limit: wholeNumber(1, PAGE_ITEMS),
  name,
  reason,
  reply_to: id,
  report: id,
  role: oneOf('owner', 'moderator', 'member'),
  search,
  seconds: wholeNumber(0, SANCTION_MAX_SECONDS),
  show: oneOf('online', 'invisible'),
  target: name,
  title,
  token,
  upto: id,
  users: names,
};

/** A ban of no time would be none. */
const seconds = wholeNumber(1, SANCTION_MAX_SECONDS);

/** Where a field takes less than in other commands. */
const FIELDS_IN: { readonly [T in CommandType]?: Partial<Fields> } = {
  ban: { seconds },
  kick: { seconds },
  pin: { conversation: groupConversation },
  unpin: { conversation: groupConversation },
  pins: { conversation: groupConversation },
};

/** A field as a command takes it. */
export const fieldOf = <Name extends FieldName>(type: CommandType, name: Name): Fields[Name] =>
  FIELDS_IN[type]?.[name] ?? FIELDS[name];

export const nameOf = (entry: TableEntry) => entry.replace('?', '') as FieldName;

/** A field as a command's schema has it, by its name. */
function namedSchema(type: CommandType, entry: TableEntry): [name: FieldName, schema: v.GenericSchema] {
  const name = nameOf(entry);
  const { schema } = fieldOf(type, name);
  return [name, entry === name ? schema : v.optional(schema)];
}

type CommandSchemas = { readonly [T in CommandType]: v.GenericSchema<unknown, CommandFields<T>> };

/** v1 has no ids: a reply is a message there. Of all else that may be left out it takes what is given, or an act would reach further than was asked. */
const schemasOf = (protocol: Protocol) =>
  Object.fromEntries(
    (Object.entries(commandsOf(protocol)) as [CommandType, readonly TableEntry[]][]).map(
      ([type, entries]) => {
        const known = protocol === 'v1' ? entries.filter((entry) => entry !== 'reply_to?') : entries;
        return [type, v.object(Object.fromEntries(known.map((entry) => namedSchema(type, entry))))];
      },
    ),
  ) as unknown as CommandSchemas;

/** Of each command that a protocol has, its fields. Keys that nobody knows are ignored. */
export const commandSchemas = { v1: schemasOf('v1'), v2: schemasOf('v2') };
