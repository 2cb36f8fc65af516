import type { ChatClient } from '../client/index.ts';
import type { Command, Session } from './commands/command.ts';
import type { Display } from './display.ts';
import { createHistory } from './history.ts';
import { followNames } from './known-names.ts';

export interface SessionPorts {
  readonly client: ChatClient;
  readonly url: string;
  readonly commands: readonly Command[];
  /** The conversation to begin with. */
  readonly conversation: string;
  readonly display: Display;
  /** Another conversation is in front. */
  onSwitch(): void;
  quit(): void;
  now(): number;
}

/** What commands work with, of a client that isn't connected yet. */
export function createSession({ conversation, onSwitch, ...ports }: SessionPorts): Session {
  const { client } = ports;
  let inFront = conversation;
  // From now on it has what comes: the last of it may be answered, and a reply says to whom.
  client.timeline(conversation);
  return {
    ...ports,
    history: createHistory(client),
    names: followNames(client),
    get conversation() {
      return inFront;
    },
    switchTo(next) {
      inFront = next;
      client.timeline(next);
      onSwitch();
    },
  };
}
