import { cursorBehind, cursorWithin, readCursor } from '../../protocol/cursor.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';
import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import { SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';
import { FakeSocket } from './fake-socket.ts';
import type { FakeTimers } from './fake-timers.ts';

export type SentCommand = Readonly<Record<string, unknown>> & { readonly type: string; readonly ref: string };

/** What becomes of a command: true when a test has dealt with it, or wants it lost. */
export type Intercept = (command: SentCommand, socket: FakeSocket) => boolean;

/** The chat as one of its users sees it, without any of what the real one is made of. */
export interface FakeChat {
  readonly openSocket: (url: string, protocols: string[]) => FakeSocket;
  readonly sockets: readonly FakeSocket[];
  /** The newest socket. */
  readonly socket: FakeSocket;
  /** All that clients sent, without what it answered itself. */
  readonly commands: SentCommand[];
  /** Commands that were done, by their `ref`, in order. */
  readonly done: SentCommand[];
  readonly groups: Map<string, string>;
  readonly log: LoggedFrame[];
  /** Of whom tokens say that they are admins. */
  readonly admins: Set<string>;
  protocol: string;
  pageSize: number;
  intercept: Intercept;
  /** Answers each command of this type so, and does none, until `intercept` is set anew. */
  answerAll(type: string, frame: object): void;
  /** Stores an event, without telling anybody. @param ageMs how long ago */
  store(event: Partial<LoggedFrame> & { readonly conversation: string }, ageMs?: number): LoggedFrame;
  /** Posts a frame on all sockets that are signed in. */
  post(frame: unknown): void;
  /** Stores and posts. */
  say(content: string, conversation?: string): LoggedFrame;
  count(type: string): number;
  answer(socket: FakeSocket, command: SentCommand, frame: object): void;
}

/** A token of the fake chat, in the form of a JWT. @param expiresAt epoch milliseconds */
export const tokenFor = (user: string, expiresAt: number) => `fake.${user}.${Math.round(expiresAt)}`;

/** One that the fake chat refuses. */
export const BAD_TOKEN = 'no.good.token';

export function createFakeChat(timers: FakeTimers): FakeChat {
  const sockets: FakeSocket[] = [];
  const signedIn = new Map<FakeSocket, { user: string; expiresAt: number }>();
  const refs = new Map<string, object>();
  let ids = 0;
  const makeId = (time: number) => makeEventId({ receivedAt: time, arrival: ++ids, random: () => 0.5 });

  const chat: FakeChat = {
    sockets,
    commands: [],
    done: [],
    groups: new Map(),
    log: [],
    admins: new Set(),
    protocol: SUBPROTOCOL_V2,
    pageSize: 100,
    intercept: () => false,
    get socket() {
      const socket = sockets.at(-1);
      if (!socket) throw new Error('No socket yet');
      return socket;
    },
    openSocket() {
      const socket = new FakeSocket(timers, chat.protocol, (on, command) => run(on, command as SentCommand));
      sockets.push(socket);
      socket.open();
      return socket;
    },
    store(event, ageMs = 0) {
      const time = timers.now() - ageMs;
      const stored = {
        type: 'message',
        from: 'user2',
        content: 'Hi',
        id: makeId(time),
        ts: new Date(time).toISOString(),
        ...event,
      } as LoggedFrame;
      chat.log.push(stored);
      chat.log.sort((one, other) => (one.id < other.id ? -1 : 1));
      return stored;
    },
    post(frame) {
      for (const [socket, { expiresAt }] of signedIn) if (expiresAt > timers.now()) socket.post(frame);
    },
    say(content, conversation = 'lobby') {
      const event = chat.store({ conversation, content });
      chat.post(event);
      return event;
    },
    answerAll(type, frame) {
      chat.intercept = (command, socket) => {
        if (command.type === type) chat.answer(socket, command, frame);
        return command.type === type;
      };
    },
    count: (type) => chat.commands.filter((command) => command.type === type).length,
    answer: (socket, { ref }, frame) => socket.post({ ...frame, ref }),
  };

  function run(socket: FakeSocket, command: SentCommand): void {
    chat.commands.push(command);
    if (chat.intercept(command, socket)) return;
    chat.answer(socket, command, answerTo(socket, command));
  }

  function answerTo(socket: FakeSocket, command: SentCommand): object {
    if (command.type === 'authenticate') return authenticate(socket, String(command.token));
    const signer = signedIn.get(socket);
    if (!signer) return failure('not_authenticated');
    if (signer.expiresAt <= timers.now()) return failure('token_expired');
    switch (command.type) {
      case 'ping':
        return { type: 'pong', ts: new Date(timers.now()).toISOString() };
      case 'sync':
        return sync(command.cursors as Record<string, string>);
      case 'history':
        return history(command);
      case 'read':
        return { type: 'ack' };
      case 'friends':
      case 'conversations':
      case 'requests':
      case 'blocks':
      case 'groups':
      case 'members':
        return { type: 'list', of: command.type, items: [{ user: 'user2' }], next: null };
      default:
        return runOnce(command, signer.user);
    }
  }

  function authenticate(socket: FakeSocket, bearer: string): object {
    const [, user = '', expiry = ''] = bearer.replace('Bearer ', '').split('.');
    if (!(Number(expiry) > 0)) return failure('invalid_token');
    if (Number(expiry) <= timers.now()) return failure('token_expired');
    const before = signedIn.get(socket);
    if (before && before.user !== user) return failure('conflict');
    signedIn.set(socket, { user, expiresAt: Number(expiry) });
    const expires_at = new Date(Number(expiry)).toISOString();
    return { type: 'authenticated', user, expires_at, ...(chat.admins.has(user) && { admin: true }) };
  }

  function runOnce(command: SentCommand, user: string): object {
    const before = refs.get(command.ref);
    if (before) return before;
    chat.done.push(command);
    const group = `group:${String(command.group_name)}`;
    const answer: Record<string, unknown> = { type: 'ack' };
    if (command.type === 'join' || command.type === 'leave') {
      const event = chat.store({
        type: command.type === 'join' ? 'joined' : 'left',
        conversation: group,
        user,
      } as never);
      if (command.type === 'join') chat.groups.set(group, event.id);
      else chat.groups.delete(group);
      chat.post(event);
      answer.id = event.id;
    }
    if ('content' in command) {
      const target = command.type === 'whisper' ? `whisper:${String(command.target)}` : 'lobby';
      const conversation = command.type === 'group' ? group : target;
      const event = chat.store({ conversation, from: user, content: String(command.content) } as never);
      chat.post(event);
      answer.id = event.id;
    }
    refs.set(command.ref, answer);
    return answer;
  }

  function sync(given: Record<string, string>): object {
    const now = timers.now();
    const keys = ['lobby', 'whispers', ...chat.groups.keys()];
    const starts = keys.map((key) => {
      const joined = chat.groups.get(key)?.slice(0, 10).padEnd(26, '0');
      return {
        key,
        startedAt: now,
        after: joined ?? cursorBehind(now),
        ...(given[key] && readCursor(given[key], now)),
      };
    });
    const behind = chat.log.filter(({ conversation, id }) =>
      starts.some(({ key, after }) => keyOf(conversation) === key && id > after),
    );
    const events = behind.slice(0, chat.pageSize);
    const more = behind.length > events.length;
    const cursors = starts.map(({ key, after, startedAt = now }) => {
      const last = events.findLast(({ conversation }) => keyOf(conversation) === key);
      return [key, more ? cursorWithin(last?.id ?? after, startedAt) : cursorBehind(startedAt)];
    });
    const recovered = Object.fromEntries(keys.map((key) => [key, true]));
    return {
      type: 'synced',
      events,
      cursors: Object.fromEntries(cursors),
      more,
      recovered,
      deadline_ms: 120_000,
    };
  }

  function history({ conversation, before, limit = 100 }: SentCommand): object {
    const older = chat.log.filter(
      (event) => event.conversation === conversation && (before === undefined || event.id < String(before)),
    );
    const page = older.slice(-Number(limit)).reverse();
    return {
      type: 'history',
      conversation,
      events: page,
      before: older.length > page.length ? (page.at(-1)?.id ?? null) : null,
    };
  }

  return chat;
}

export const failure = (code: string, options: object = {}) => ({
  type: 'error',
  code,
  error: code,
  retryable: false,
  ...options,
});

const keyOf = (conversation: string) => (conversation.startsWith('whisper:') ? 'whispers' : conversation);
