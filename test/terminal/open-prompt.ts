import { PassThrough } from 'node:stream';
import { afterEach } from '@jest/globals';
import { type ChatClient, type ChatClientOptions, createChatClient } from '../../client/index.ts';
import type { EndingSignal } from '../../terminal/exit-codes.ts';
import { chatAtPrompt } from '../../terminal/prompt/interactive.ts';
import type { TestChat } from '../../testing/test-chat.ts';
import { createScreen, type Screen } from './screen.ts';

/** Somebody at a prompt. */
export interface PromptUser extends Pick<Screen, 'rows' | 'shows'> {
  readonly client: ChatClient;
  /** Types as it is, without Enter. */
  type(text: string): void;
  enter(line: string): void;
  signal(signal: EndingSignal): void;
  /** What was written to the terminal, with its escape sequences. */
  written(): string;
  readonly ended: Promise<number>;
}

export interface PromptOptions {
  readonly conversation?: string;
  readonly columns?: number;
  readonly rings?: boolean;
  readonly client?: Partial<ChatClientOptions>;
}

/** Keys, as terminals send them. */
export const KEYS = {
  enter: '\r',
  tab: '\t',
  up: '\u001b[A',
  left: '\u001b[D',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
};

let open: PromptUser[] = [];
afterEach(async () => {
  for (const { client, signal } of open) {
    // What it still has to send is nobody's any more.
    signal('SIGTERM');
    client.close();
    signal('SIGTERM');
  }
  await Promise.all(open.map(({ ended }) => ended));
  open = [];
});

/** Opens a prompt on a chat in memory. It ends with the test. */
export function openPrompt(chat: TestChat, user: string, options: PromptOptions = {}): PromptUser {
  const screen = createScreen(options.columns);
  const input = new PassThrough();
  let written = '';
  const write = screen.output.write.bind(screen.output);
  screen.output.write = (chunk: unknown, ...others: unknown[]) => {
    written += String(chunk);
    return (write as (...all: unknown[]) => boolean)(chunk, ...others);
  };
  let client: ChatClient | undefined;
  let onSignal: (signal: EndingSignal) => void = () => {};
  const ended = chatAtPrompt({
    makeClient(tell) {
      client = createChatClient({ ...chat.optionsFor(user), report: () => {}, ...options.client });
      void tell;
      return client;
    },
    url: 'wss://chat.example/',
    conversation: options.conversation ?? 'lobby',
    isColoured: false,
    rings: options.rings ?? false,
    input,
    output: screen.output,
    onSignal: (listener) => {
      onSignal = listener;
    },
    now: Date.now,
  });
  const prompt: PromptUser = {
    rows: screen.rows,
    shows: screen.shows,
    client: client as unknown as ChatClient,
    type: (text) => void input.write(text),
    enter: (line) => void input.write(`${line}${KEYS.enter}`),
    signal: (signal) => onSignal(signal),
    written: () => written,
    ended,
  };
  open.push(prompt);
  return prompt;
}
