import { type ChatClient, type LoggedFrame, peerIn } from '../client/index.ts';
import { NAME_PATTERN } from '../protocol/limits.ts';
import { LOBBY } from './conversation.ts';

/** Names that somebody may want to type, of what this run has seen. */
export interface KnownNames {
  /** Other users, who was seen last first. */
  readonly users: readonly string[];
  /** Groups that one is in. */
  readonly groups: readonly string[];
  /** Who has spoken in the lobby, and when last (ISO 8601), the newest first. */
  readonly speakers: readonly (readonly [user: string, ts: string])[];
  /** What isn't a possible name is passed over. */
  addUser(name: string): void;
}

const USERS_KEPT = 1_000;

export function followNames(client: Pick<ChatClient, 'on' | 'user' | 'groupNames'>): KnownNames {
  const users = new Set<string>();
  const speakers = new Map<string, string>();

  function addUser(name: string): void {
    if (name === client.user || !NAME_PATTERN.test(name)) return;
    users.delete(name);
    users.add(name);
    forgetOldest(users);
  }

  client.on('event', (event) => {
    for (const name of usersIn(event)) addUser(name);
    if (event.type !== 'message' || event.conversation !== LOBBY || !NAME_PATTERN.test(event.from)) return;
    speakers.delete(event.from);
    speakers.set(event.from, event.ts);
    forgetOldest(speakers);
  });
  client.on('relation', ({ user }) => addUser(user));

  return {
    get users() {
      return [...users].reverse();
    },
    get groups() {
      return client.groupNames;
    },
    get speakers() {
      return [...speakers].reverse();
    },
    addUser,
  };
}

function forgetOldest(kept: Set<string> | Map<string, string>): void {
  const [oldest] = kept.keys();
  if (kept.size > USERS_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** A newer server's events may lack any of them. */
const usersIn = (event: LoggedFrame): string[] => {
  const { from, to, user } = event as { from?: unknown; to?: unknown; user?: unknown };
  return [from, to, user, peerIn(event.conversation)].filter((name) => typeof name === 'string');
};
