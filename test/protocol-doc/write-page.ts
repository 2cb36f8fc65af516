import { type CommandType, commandsOf } from '../../protocol/commands.ts';
import { SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';
import { COMMAND_WORDS } from './command-words.ts';
import { describeFields } from './describe-fields.ts';
import { ERROR_WORDS } from './error-words.ts';
import { ANSWERS, LIST_ITEM_WORDS, LOGGED, type Optional, PASSING } from './frame-words.ts';
import { LIMIT_WORDS, showLimit } from './limit-words.ts';
import type { Transcript } from './transcript.ts';

type Transcripts = ReadonlyMap<string, readonly Transcript[]>;
type Words = Readonly<Record<string, string | Optional>>;

const FRAMES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  logged: LOGGED,
  passing: PASSING,
  answers: ANSWERS,
};

/**
 * Makes docs/protocol.md.
 * @param template the page with `{{…}}` for what is made: a limit's name, `COMMANDS`, `TRANSCRIPTS <file>` and so on
 * @throws Error for an insertion that nobody knows, and for transcripts of no command and no insertion
 */
export function writePage(template: string, transcripts: Transcripts): string {
  const shown = new Set<string>(Object.keys(COMMAND_WORDS));
  const page = template.replaceAll(/\{\{(\w+)(?: ([\w-]+))?\}\}/g, (_, what: string, which = '') => {
    if (what === 'TRANSCRIPTS') shown.add(which);
    return insert(what, which, transcripts);
  });
  for (const file of transcripts.keys()) {
    if (!shown.has(file))
      throw new Error(`docs/transcripts/${file}.txt is of no command, and page.md has no place for it`);
  }
  // A table's words may name limits as well.
  return page.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => showLimit(name));
}

function insert(what: string, which: string, transcripts: Transcripts): string {
  switch (what) {
    case 'SUBPROTOCOL':
      return SUBPROTOCOL_V2;
    case 'V1_COMMANDS':
      return Object.keys(commandsOf('v1'))
        .map((type) => `[\`${type}\`](#${type})`)
        .join(', ');
    case 'TRANSCRIPTS':
      return showTranscripts(which, transcripts);
    case 'COMMANDS':
      return (Object.keys(COMMAND_WORDS) as CommandType[])
        .map((type) => showCommand(type, transcripts))
        .join('\n\n');
    case 'FRAMES':
      return showFrames(FRAMES[which] ?? {});
    case 'LIST_ITEMS':
      return showFrames(LIST_ITEM_WORDS, 'list');
    case 'ERRORS':
      return showErrors();
    case 'LIMITS':
      return table(
        ['limit', 'of what'],
        Object.entries(LIMIT_WORDS).map(([name, words]) => [showLimit(name), words]),
      );
    default:
      return showLimit(what);
  }
}

function showCommand(type: CommandType, transcripts: Transcripts): string {
  const { summary, received, errors = {}, remark } = COMMAND_WORDS[type];
  const isV1 = Object.hasOwn(commandsOf('v1'), type);
  const fields = describeFields(type).map(({ name, isOptional, rule, meaning }) => [
    `\`${name}\`${isOptional ? '?' : ''}`,
    rule,
    meaning,
  ]);
  const codes = Object.entries(errors).map(([code, when]) => `\`${code}\` (${when})`);
  return [
    `### ${type}`,
    isV1 ? summary : `v2 only. ${summary}`,
    fields.length > 0 ? table(['field', 'what it must be', 'meaning'], fields) : 'No fields.',
    isV1
      ? table(
          ['who gets', 'v1', 'v2'],
          received.map(({ who, v1 = '', v2 }) => [who, v1, v2]),
        )
      : table(
          ['who gets', 'what'],
          received.map(({ who, v2 }) => [who, v2]),
        ),
    ...(codes.length > 0 ? [`Errors: ${codes.join('; ')}.`] : []),
    ...(remark === undefined ? [] : [remark]),
    '<details><summary>Transcripts</summary>',
    showTranscripts(type, transcripts),
    '</details>',
  ].join('\n\n');
}

function showTranscripts(file: string, transcripts: Transcripts): string {
  const found = transcripts.get(file);
  if (!found) throw new Error(`There is no docs/transcripts/${file}.txt`);
  return found.map(({ title, source }) => `*${title}*\n\n\`\`\`\n${source}\n\`\`\``).join('\n\n');
}

/** Frames with the same keys and meanings share their rows. */
function showFrames(frames: Readonly<Record<string, Words>>, heading = 'type'): string {
  const types = new Map<Words, string[]>();
  for (const [type, words] of Object.entries(frames))
    types.set(words, [...(types.get(words) ?? []), `\`${type}\``]);
  const rows = [...types].flatMap(([words, names]) =>
    Object.keys(words).length === 0
      ? [[names.join(', '), '', 'nothing more']]
      : Object.entries(words).map(([key, word], index) => [
          index === 0 ? names.join(', ') : '',
          typeof word === 'string' ? `\`${key}\`` : `\`${key}\`?`,
          typeof word === 'string' ? word : word.optional,
        ]),
  );
  return table([heading, 'key', 'what it is'], rows);
}

function showErrors(): string {
  const rows = Object.entries(ERROR_WORDS).map(([code, { examples, when }]) => {
    const retryable = examples.filter(({ isRetryable }) => isRetryable);
    const isMixed = retryable.length > 0 && retryable.length < examples.length;
    const shown = isMixed ? `\`${retryable[0]?.message}\`` : retryable.length > 0 ? 'yes' : 'no';
    return [`\`${code}\``, examples.map(({ message }) => `\`${message}\``).join(', '), shown, when];
  });
  return table(['code', 'text', 'retryable', 'when'], rows);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
