import type { ChatClient } from '../../client/index.ts';
import type { Display } from '../display.ts';
import type { History } from '../history.ts';
import type { KnownNames } from '../known-names.ts';

/** What a command works with. */
export interface Session {
  readonly client: ChatClient;
  readonly url: string;
  readonly display: Display;
  readonly history: History;
  readonly names: KnownNames;
  readonly commands: readonly Command[];
  /** The conversation in front, to which plain text goes. */
  readonly conversation: string;
  switchTo(conversation: string): void;
  quit(): void;
  /** Epoch milliseconds */
  now(): number;
}

/** One of the commands that begin with a slash. */
export interface Command {
  /** Without the slash. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What it does, as `/help` says it: "joins a group, or makes it". */
  readonly summary: string;
  readonly arguments: readonly Argument[];
  /**
   * Whether it is asked of the server. It is then run when there is a connection, and the changes that were typed before
   * it are done, but for the conversation that was in front when it was typed.
   */
  readonly isQuestion?: true;
  /**
   * @param values of its arguments, as these have read them: optional ones may be missing at the end, and are empty where
   * a later one is there
   * @returns when it is done, if that takes time
   * @throws CommandFault for what was typed, ChatRequestError for what was asked
   */
  run(session: Session, ...values: string[]): unknown;
}

/** A part of what is typed behind a command's name. */
export interface Argument {
  /** As the usage has it: USER. */
  readonly name: string;
  readonly isOptional?: boolean;
  /** Whether it is all that is left, with its spaces. */
  readonly isRest?: boolean;
  /** Of an optional one: whether that can be it at all. Where not, it is left out, and what was typed is for the next. */
  fits?(typed: string): boolean;
  /** @throws CommandFault */
  read(typed: string, session: Session): string;
  /** Says what may be wrong where more is typed, and this is the last argument. @param typed all, with its spaces */
  explainMore?(typed: string): string;
  /** What may be meant, as it is typed. */
  choices(session: Pick<Session, 'names' | 'commands'>): readonly string[];
}

/** What was typed can't be done; the message says why, in whole sentences. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault';
}

/** `/w USER [TEXT]` */
export const usageOf = ({ name, arguments: list }: Command): string =>
  [`/${name}`, ...list.map((one) => (one.isOptional ? `[${one.name}]` : one.name))].join(' ');
