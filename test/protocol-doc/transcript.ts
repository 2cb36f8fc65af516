import type { Protocol } from '../../protocol/negotiate.ts';

/** One line of a transcript. A connection is a user's name, with a device behind a slash if there are several. */
export type Line =
  | {
      readonly kind: 'connect';
      readonly connections: readonly string[];
      readonly protocol: Protocol;
      /** Whether the handshake carries the user's token. */
      readonly hasToken: boolean;
    }
  /** `text` may hold placeholders and need not be JSON. */
  | { readonly kind: 'send'; readonly connection: string; readonly text: string }
  /** `frame` is what arrives, with placeholders as strings. */
  | { readonly kind: 'receive'; readonly connection: string; readonly frame: Record<string, unknown> }
  | { readonly kind: 'close'; readonly connection: string }
  /** The server closes. */
  | { readonly kind: 'closed'; readonly connection: string; readonly code: number };

/** Who sends what and who receives what, as `docs/protocol.md` shows it and `test/e2e/transcripts.test.ts` replays it. */
export interface Transcript {
  readonly title: string;
  /** Settings of the stack that it needs, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** What belongs together: within a step a connection's frames may arrive in any order. */
  readonly steps: readonly (readonly Line[])[];
  /** As it stands in its file, without the title. */
  readonly source: string;
}

/**
 * Reads a file of transcripts (`docs/transcripts/README.md` says what they look like).
 * @throws Error that names the line that nobody understands
 */
export function parseTranscripts(file: string): Transcript[] {
  return file
    .split(/^# /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...rest] = section.split('\n');
      return parseTranscript(title.trim(), rest.join('\n').trim());
    });
}

function parseTranscript(title: string, source: string): Transcript {
  const settings: Record<string, string> = {};
  const steps: Line[][] = [];
  for (const block of source.split(/\n\s*\n/)) {
    const lines: Line[] = [];
    for (const line of block.replaceAll(/\n\s+/g, ' ').split('\n')) {
      const [, name, value] = /^setting (\w+)=(\w+)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) settings[name] = value;
      else lines.push(parseLine(line));
    }
    steps.push(lines);
  }
  return { title, settings, steps, source };
}

const CONNECT = /^(\S+(?:, \S+)*(?: and \S+)?) connects?( with chat\.v2)?( without a token)?$/;

function parseLine(line: string): Line {
  const [, names, v2, noToken] = CONNECT.exec(line) ?? [];
  if (names !== undefined) {
    const connections = names.split(/, | and /);
    return { kind: 'connect', connections, protocol: v2 ? 'v2' : 'v1', hasToken: noToken === undefined };
  }
  const [, connection, arrow, text] = /^(\S+) ([<>]) (.*)$/.exec(line) ?? [];
  if (connection !== undefined && text !== undefined) {
    return arrow === '>' ? { kind: 'send', connection, text } : receive(connection, text);
  }
  const [, closing] = /^(\S+) closes$/.exec(line) ?? [];
  if (closing !== undefined) return { kind: 'close', connection: closing };
  const [, closed, code] = /^(\S+) is closed with (\d+)$/.exec(line) ?? [];
  if (closed === undefined) throw new Error(`A transcript has no such line: ${line}`);
  return { kind: 'closed', connection: closed, code: Number(code) };
}

function receive(connection: string, text: string): Line {
  // A placeholder for a number stands without quotes.
  const json = text.replaceAll(/(":|[,[])(<[^<>"]+>)/g, '$1"$2"');
  return { kind: 'receive', connection, frame: JSON.parse(json) as Record<string, unknown> };
}

/** The user of a connection: `user1` of `user1/phone`. */
export const userOf = (connection: string) => connection.replace(/\/.*/, '');

/** The protocol that each connection of a transcript speaks. */
export function protocolsOf({ steps }: Transcript): ReadonlyMap<string, Protocol> {
  const protocols = new Map<string, Protocol>();
  for (const line of steps.flat()) {
    if (line.kind === 'connect') for (const name of line.connections) protocols.set(name, line.protocol);
  }
  return protocols;
}
