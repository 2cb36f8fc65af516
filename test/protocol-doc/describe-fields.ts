import type { CommandType } from '../../protocol/commands.ts';
import { CURSOR_PATTERN } from '../../protocol/cursor.ts';
import { commandSchemas } from '../../protocol/fields.ts';
import { EVENT_ID_PATTERN, NAME_PATTERN } from '../../protocol/limits.ts';

/** A field of a command, in words. */
export interface FieldWords {
  readonly name: string;
  readonly isOptional: boolean;
  readonly kind: string;
  readonly meaning: string;
}

/** What a schema of valibot shows of itself, as far as the commands use it. */
interface Schema {
  /** `schema`, or `validation` for what stands behind one in a pipe. */
  readonly kind: string;
  readonly type: string;
  readonly wrapped?: Schema;
  /** Of an array, what it holds. */
  readonly item?: Schema;
  /** Of a choice, what there is to choose. */
  readonly options?: readonly string[];
  readonly pipe?: readonly (Schema & { readonly requirement?: unknown })[];
}

const MEANINGS: Readonly<Record<string, string>> = {
  token: '`Bearer <jwt>`',
  target: 'a user',
  content: 'what is said: up to {{CONTENT_MAX_BYTES}} bytes',
  group_name: 'a group',
  group_names: 'each once',
  kind: 'who may join: anybody, or who is invited alone; absent, `open`. It stays so',
  history:
    'whether who joins from now on sees what was said before; absent, what there is, and at first `joining`',
  title: 'one line of up to {{TITLE_MAX_CHARACTERS}} characters; null: none',
  ban: 'whether they may not come back; absent, they may',
  role: 'what the member may do from now on',
  conversation: '`lobby`, `group:<name>`, `whisper:<user>`',
  before: 'only what is older; absent, the newest come first',
  name: 'your own, typed again',
  limit: 'at most so many; absent, as many as a page holds',
  id: 'the message’s',
  reason: 'one line of up to {{REASON_MAX_CHARACTERS}} characters',
  report: 'of a report: as `reports` has it',
  reply_to: 'the message of the same conversation that is answered',
  ids: 'of messages, each once',
  emoji: 'one emoji, of at most {{EMOJI_MAX_BYTES}} bytes of UTF-8',
  upto: 'of the last event that was read; not of the future',
  after: 'the `next` of the page before',
  display_name:
    'one line of up to {{DISPLAY_NAME_MAX_CHARACTERS}} characters, of which one can be seen; null: none',
  avatar_url: 'a picture’s, beginning with `https://`; null: none',
  users: 'each once',
  known: 'the `rev` that you have of each, by its id or its user; absent, you have none',
  level: 'of what you want to be told',
  show: 'how your friends see you',
  search:
    'how a name begins, or a display name, or a group’s title: {{SEARCH_MIN_CHARACTERS}} to {{SEARCH_MAX_CHARACTERS}} characters',
  cursors: 'by `lobby`, `whispers`, `group:<name>`; absent, you have none',
};

const GROUP_ALONE = '`group:<name>`: messages are pinned in groups alone';
const ABOUT_GROUP = 'what is said of the group: up to {{ABOUT_MAX_CHARACTERS}} characters; null: nothing';

/** Where a field means something else than in other commands, or takes less. */
const MEANINGS_IN: Partial<Record<CommandType, Readonly<Record<string, string>>>> = {
  create: { about: ABOUT_GROUP },
  describe: { about: ABOUT_GROUP },
  profile: { about: 'what is said of you: up to {{ABOUT_MAX_CHARACTERS}} characters; null: nothing' },
  pin: { conversation: GROUP_ALONE },
  unpin: { conversation: GROUP_ALONE },
  pins: { conversation: GROUP_ALONE },
  mute: { seconds: 'for so long, up to {{SANCTION_MAX_SECONDS}} (a year); 0: they may speak again' },
  ban: { seconds: 'for so long, from 1 to {{SANCTION_MAX_SECONDS}} (a year); absent: for good' },
  kick: {
    seconds:
      'of `"ban": true` alone: for so long, from 1 to {{SANCTION_MAX_SECONDS}} (a year); absent: for good',
  },
};

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [NAME_PATTERN, 'name'],
  [EVENT_ID_PATTERN, 'id'],
  [CURSOR_PATTERN, 'cursor'],
];

/**
 * The fields of a command as its schema has them.
 * @throws Error for a field of which this page says nothing yet
 */
export function describeFields(type: CommandType): FieldWords[] {
  const { entries } = commandSchemas.v2[type] as unknown as { entries: Readonly<Record<string, Schema>> };
  return Object.entries(entries).map(([name, schema]) => {
    const meaning = MEANINGS_IN[type]?.[name] ?? MEANINGS[name];
    if (meaning === undefined) throw new Error(`MEANINGS says nothing of the field ${name} of ${type}`);
    const isOptional = schema.type === 'optional';
    const field = (isOptional && schema.wrapped) || schema;
    const kind =
      field.type === 'nullable' && field.wrapped
        ? `${describeKind(field.wrapped)}, or \`null\``
        : describeKind(field);
    return { name, isOptional, kind, meaning };
  });
}

function describeKind({ type: first, pipe = [], item, options = [] }: Schema): string {
  // A pipe may begin with a schema that only guards the next.
  const type = pipe.findLast(({ kind }) => kind === 'schema')?.type ?? first;
  const limit = (name: string) => pipe.find((action) => action.type === name)?.requirement;
  const pattern = PATTERNS.find(([regex]) => regex === limit('regex'))?.[1];
  if (pattern !== undefined) return pattern;
  const most = limit('max_length') ?? limit('max_value') ?? limit('max_entries');
  const shown = typeof most === 'number' ? most.toLocaleString('en') : undefined;
  switch (type) {
    case 'record':
      return `object of texts, at most ${shown}`;
    case 'array':
      return `array of ${item ? describeKind(item) : type}s, 1 to ${shown}`;
    case 'number':
      return `whole number, ${limit('min_value')} to ${shown}`;
    case 'boolean':
      return '`true` or `false`';
    case 'picklist':
      return options.map((option) => `\`${option}\``).join(' or ');
    case 'string':
      return shown === undefined ? 'text' : `text, 1 to ${shown} characters`;
    default:
      throw new Error(`This page has no words for ${type}`);
  }
}
