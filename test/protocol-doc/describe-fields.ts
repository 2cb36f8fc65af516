import { type CommandType, commandsOf, type FieldName, type TableEntry } from '../../protocol/commands.ts';
import { fieldOf, nameOf } from '../../protocol/fields/command-fields.ts';
import { id, name } from '../../protocol/fields/names-and-ids.ts';

/** A field of a command, in words. */
export interface FieldWords {
  readonly name: string;
  readonly isOptional: boolean;
  /** What it must be: the rule that its error says. */
  readonly rule: string;
  /** What it is for. */
  readonly meaning: string;
}

type Meanings = { readonly [Name in FieldName]: string };

const MEANINGS: Meanings = {
  token: 'who you are',
  target: 'a user',
  content: 'what is said',
  group_name: 'a group',
  group_names: 'of groups',
  kind: 'who may join: anybody, or who is invited alone; absent, `open`. It stays so',
  history:
    'whether who joins from now on sees what was said before; absent, what there is, and at first `joining`',
  title: 'what the group is called; null: nothing more than its name',
  about: 'what is said of the group; null: nothing',
  ban: 'whether they may not come back; absent, they may',
  role: 'what the member may do from now on',
  conversation: 'which one',
  before: 'only what is older; absent, the newest come first',
  name: 'your own, typed again',
  limit: 'at most so many; absent, as many as a page holds',
  id: 'the message’s',
  reason: 'why',
  report: 'of a report: as `reports` has it',
  reply_to: 'the message of the same conversation that is answered',
  ids: 'of messages',
  emoji: 'the reaction',
  seconds: 'for so long, up to a year; 0: they may speak again',
  upto: 'of the last event that was read; not of the future',
  after: 'where the list goes on; absent, it begins',
  display_name: 'how you are called; null: by your name',
  avatar_url: 'a picture’s; null: none',
  users: 'of users',
  known: 'the `rev` that you have of each; absent, you have none',
  level: 'of what you want to be told',
  show: 'how your friends see you',
  search: 'how a name begins, or a display name, or a group’s title',
  cursors: 'those that you have; absent, none',
};

const OF_GROUP = 'which one: messages are pinned in groups alone';

/** Where a field means something else than in other commands. */
const MEANINGS_IN: { readonly [T in CommandType]?: Partial<Meanings> } = {
  profile: { about: 'what is said of you; null: nothing' },
  pin: { conversation: OF_GROUP },
  unpin: { conversation: OF_GROUP },
  pins: { conversation: OF_GROUP },
  ban: { seconds: 'for so long, up to a year; absent: for good' },
  kick: { seconds: 'of `"ban": true` alone: for so long, up to a year; absent: for good' },
};

/** Rules that the page explains once, under “Names, content, ids”. */
const KNOWN_RULES = [
  [name.rule, 'name'],
  [id.rule, 'id'],
] as const;

const ENTRIES: Readonly<Record<string, readonly TableEntry[]>> = commandsOf('v2');

/** The fields of a command, as it takes them. */
export function describeFields(type: CommandType): FieldWords[] {
  return (ENTRIES[type] ?? []).map((entry) => {
    const name = nameOf(entry);
    return {
      name,
      isOptional: entry !== name,
      rule: showRule(fieldOf(type, name).rule),
      meaning: MEANINGS_IN[type]?.[name] ?? MEANINGS[name],
    };
  });
}

/** A rule with the page's short words, and its numbers as the page writes them. */
const showRule = (rule: string) =>
  KNOWN_RULES.reduce((text, [long, short]) => text.replace(long, short), rule).replaceAll(
    /\d{4,}/g,
    (digits) => Number(digits).toLocaleString('en'),
  );
