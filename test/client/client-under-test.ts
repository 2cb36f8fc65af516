import { type ChatClient, createChatClient } from '../../client/chat-client.ts';
import type { StateChange } from '../../client/connection/state-tracker.ts';
import { ConnectionError } from '../../client/errors.ts';
import type { ChatClientOptions } from '../../client/options/options.ts';
import type { Failed, Sent } from '../../client/requests/outbox.ts';
import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import { createFakeChat, type FakeChat, tokenFor } from './fake-chat.ts';
import { createFakeTimers, type FakeTimers } from './fake-timers.ts';

export interface ClientUnderTest {
  readonly timers: FakeTimers;
  readonly chat: FakeChat;
  readonly client: ChatClient;
  /** What its listeners were told, in order. */
  readonly events: LoggedFrame[];
  /** Of each of those: its content, or its type. */
  readonly contents: string[];
  readonly states: StateChange[];
  readonly stateNames: string[];
  readonly errors: unknown[];
  /** What it was told of connecting in vain, which isn't among the errors. */
  readonly failures: ConnectionError[];
  /** Connects and waits until it is live. */
  goLive(): Promise<void>;
}

export interface World {
  readonly timers?: FakeTimers;
  readonly chat?: FakeChat;
}

/** Long enough for a socket to open, a sign-in and a sync. */
const CONNECTING_MS = 200;

/** A client of a fake chat, on a clock that stands still. */
export function startClient(options: Partial<ChatClientOptions> = {}, world: World = {}): ClientUnderTest {
  const timers = world.timers ?? createFakeTimers();
  const chat = world.chat ?? createFakeChat(timers);
  const events: LoggedFrame[] = [];
  const states: StateChange[] = [];
  const errors: unknown[] = [];
  const failures: ConnectionError[] = [];
  const contents: string[] = [];
  const stateNames: string[] = [];
  const client = createChatClient({
    url: 'wss://chat.test/ws/chat/lobby/',
    token: () => tokenFor('user1', timers.now() + 24 * 60 * 60_000),
    openSocket: chat.openSocket,
    timers,
    random: () => 0.5,
    network: { isOnline: () => true, subscribe: () => () => undefined },
    report: (error) => (error instanceof ConnectionError ? failures : errors).push(error as ConnectionError),
    ...options,
  });
  client.on('event', (event) => {
    events.push(event);
    contents.push(event.type === 'message' ? event.content : event.type);
  });
  client.on('state', (change) => {
    states.push(change);
    stateNames.push(change.state);
  });
  return {
    timers,
    chat,
    client,
    events,
    states,
    errors,
    failures,
    contents,
    stateNames,
    async goLive() {
      client.connect();
      await timers.advance(CONNECTING_MS);
    },
  };
}

/** The outcome of a promise that is expected to be over: its value, or its error. */
export async function outcomeOf<T>(promise: Promise<T>): Promise<T | { readonly code: string }> {
  const waiting = new Promise<{ readonly code: string }>((resolve) =>
    setImmediate(() => setImmediate(() => resolve({ code: 'still waiting' }))),
  );
  return Promise.race([promise.catch((error) => error), waiting]);
}

/** What its commands come to, as its listeners are told. */
export function outcomesOf({ client }: ClientUnderTest): { sent: Sent[]; failed: Failed[] } {
  const sent: Sent[] = [];
  const failed: Failed[] = [];
  client.on('sent', (outcome) => sent.push(outcome));
  client.on('failed', (outcome) => failed.push(outcome));
  return { sent, failed };
}
