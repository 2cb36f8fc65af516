import type { ReadFrame } from '../protocol/frames/passing.ts';
import { createSession } from './connection/session.ts';
import type { ConnectionState } from './connection/state-tracker.ts';
import { createEmitter } from './emitter.ts';
import { ChatRequestError, type ConnectionError, SIGNED_OUT } from './errors.ts';
import type { Events } from './events.ts';
import type { ChatClientOptions } from './options/options.ts';
import { withDefaults } from './options/settings.ts';
import { createReceiver } from './receiving/receiver.ts';
import { createSync } from './receiving/sync.ts';
import { type Commands, createCommands } from './requests/commands.ts';
import { createOutbox, type Sent } from './requests/outbox.ts';
import type { PendingCommand } from './requests/pending-command.ts';
import { createQueries, type Queries } from './requests/queries.ts';
import { createQueryQueue, type QueryQueue } from './requests/query-queue.ts';
import { createTyping } from './requests/typing.ts';
import type { StoreChanges, StoredParts } from './storage/store.ts';
import { createTimelines, type Timeline } from './views/timeline/timelines.ts';
import { waitUntilLive } from './wait-until-live.ts';
import { isChangeCommand } from './wire/change-command.ts';
import { isLogged } from './wire/frames.ts';
import { conversationOf, isMessageCommand } from './wire/message-command.ts';
import { ownChange } from './wire/own-change.ts';
import { ownMessage } from './wire/own-message.ts';

/** A user's connection to the chat, over any number of sockets. */
export interface ChatClient extends Commands, Queries {
  readonly state: ConnectionState;
  /** Why there is no connection; undefined while there is one, and before the first attempt is over. */
  readonly lastFailure: ConnectionError | undefined;
  /** Who has signed in, perhaps before a restart. */
  readonly user: string | undefined;
  /** Whether the token of the last sign-in says that the user is an admin. */
  readonly isAdmin: boolean;
  /** The groups that the user is in, as of the last sync. */
  readonly groupNames: readonly string[];
  /** Commands that aren't acknowledged yet, in their order; another array after each change. */
  readonly pending: readonly PendingCommand[];
  /** Begins, or begins again after `refused`; otherwise does nothing. What was queued before goes on. */
  connect(): void;
  /** Ends for good: rejects what is pending with `closed`. What was to be sent stays in the store. */
  close(): void;
  /** @returns stops listening */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
  /**
   * A conversation in its order, the same object each time. Listen to it, or ask for it when it is looked at: of those that
   * nobody listens to, the 50 used last have their events.
   * @param conversation `lobby`, `group:devs`, or `whisper:user2`
   * @param options.limit how many events it keeps. @default 500
   */
  timeline(conversation: string, options?: { readonly limit?: number }): Timeline;
  /** Epoch milliseconds by the server's clock, as far as that is known. */
  serverNow(): number;
  /** Tells the option `report` what went wrong; never throws. */
  readonly reportError: (error: unknown) => void;
  /** What the store had when the client was made, for views that keep something there; pending until it is loaded. */
  readonly stored: Promise<StoredParts>;
  /** Keeps parts in the store, as the client its own; null deletes one. Never throws. */
  readonly save: (changes: StoreChanges) => void;
  /**
   * Resolves when the client is `live`: signed in, and told what it had missed. Waits for `connect()`.
   * @throws ChatRequestError `refused` or `closed`
   */
  ready(): Promise<void>;
}

/**
 * Makes a client, which does nothing before `connect()`.
 * @throws RangeError for an option that can't work
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const settings = withDefaults(options);
  const { debug, network, report, store, timers } = settings;
  const emitter = createEmitter<Events>(report);
  /** When the user was last told to be typing, by conversation; epoch milliseconds. */
  const typedAt = new Map<string, number>();
  let isLoaded = false;
  let isConnectDue = false;
  let isAdmin = false;
  /** Who was the last to sign in here, in whose name questions are asked. */
  let asker: string | undefined;
  let onStored: (parts: StoredParts) => void;
  const stored = new Promise<StoredParts>((resolve) => {
    onStored = resolve;
  });

  function save(changes: StoreChanges): void {
    if (Object.keys(changes).length === 0) return;
    try {
      Promise.resolve(store.save(changes)).catch(report);
    } catch (error) {
      report(error);
    }
  }

  const receiver = createReceiver({
    save,
    onJoined: () => session.subscribed(),
    emit(name, event) {
      if (name === 'event') {
        const { isLive, ...frame } = event as Events['event'];
        timelines.add(frame);
      }
      if (name === 'gap') timelines.reset((event as Events['gap']).key);
      emitter.emit(name, event);
    },
  });
  const outbox = createOutbox({
    settings,
    save,
    live: () => session.live,
    user: () => receiver.user,
    refusal,
    onChange: () => emitter.emit('pending', outbox.waiting),
    onAcknowledged: tellOwn,
    onSent(sent) {
      if (sent.command.type === 'join') session.subscribed();
      emitter.emit('sent', sent);
    },
    onFailed: (failed) => emitter.emit('failed', failed),
  });
  /**
   * What this user has said: the server tells this connection by the answer alone. Changes it tells here too, a moment later;
   * until then a timeline would show again what was there before.
   */
  function tellOwn({ ref, id, command }: Sent): void {
    const { user } = receiver;
    if (id === undefined || user === undefined) return;
    if (isChangeCommand(command)) {
      const author = timelines.quote(command.conversation, command.id)?.from;
      timelines.add(ownChange(command, { id, user, author }));
    }
    if (!isMessageCommand(command)) return;
    const { reply_to } = command;
    const conversation = conversationOf(command);
    // Others see one typing no more.
    typedAt.delete(conversation);
    const quote = reply_to === undefined ? undefined : timelines.quote(conversation, reply_to);
    const frame = ownMessage(command, { ref, id, user }, quote);
    if (isLogged(frame)) receiver.onFrame({ kind: 'logged', frame });
  }

  const queryQueue: QueryQueue = createQueryQueue(settings, () => session.live);
  const serverNow = () => timers.now() + receiver.clockAhead;
  const session = createSession({
    settings,
    sync: createSync({ settings, ...receiver }).run,
    serverNow,
    onSignedIn(user) {
      if (asker !== undefined && asker !== user)
        queryQueue.rejectAll(new ChatRequestError('other_user', `${asker} asked this`));
      asker = user;
      if (receiver.onSignedIn(user)) timelines.reset();
      outbox.claim(user);
    },
    onAdmin(isNow) {
      if (isNow === isAdmin) return;
      isAdmin = isNow;
      emitter.emit('admin', isAdmin);
    },
    onFrame(known) {
      if (known.kind === 'answer') outbox.onLateAnswer(known.frame);
      else if (known.kind !== 'closing' && known.kind !== 'probe') receiver.onFrame(known);
    },
    onLive() {
      outbox.wake();
      queryQueue.wake();
    },
    onState(change) {
      debug(`state: ${change.state} ${change.reason ?? ''}`);
      emitter.emit('state', change);
      if (change.state !== 'refused' || session.state !== 'refused') return;
      const error = new ChatRequestError('refused', change.reason ?? 'The server refused this client');
      queryQueue.rejectAll(error);
      outbox.rejectPromises(error);
    },
    onFailure(failure) {
      emitter.emit('connectionFailed', failure);
      // Where the platform says that there is no network, or the app that nobody is signed in, the state tells it.
      if (network.isOnline() && failure.code !== SIGNED_OUT.code) report(failure);
    },
  });
  const queries = createQueries(async (command) => {
    const error = refusal();
    if (error) throw error;
    const answer = await queryQueue.ask(command);
    // The server tells the user's other connections only.
    if (command.type === 'read') emitter.emit('read', { ...command, user: receiver.user ?? '' } as ReadFrame);
    return answer;
  });
  const timelines = createTimelines({
    history: queries.history,
    report,
    user: () => receiver.user,
  });

  /** What every request is told that comes when nothing can be done for it. */
  function refusal(): ChatRequestError | undefined {
    session.comeBack();
    const { state, lastFailure } = session;
    if (state !== 'refused' && state !== 'closed') return undefined;
    const why = lastFailure ? `: ${lastFailure.message}` : '';
    return new ChatRequestError(state, `The client is ${state}${why}`);
  }

  function start(parts: StoredParts): void {
    if (isLoaded || session.state === 'closed') return;
    receiver.restore(parts);
    outbox.restore(parts);
    isLoaded = true;
    onStored(parts);
    if (isConnectDue) session.connect();
  }

  function load(): void {
    const startWithNothing = (error: unknown) => {
      report(error);
      start({});
    };
    try {
      const parts = store.load();
      if ('then' in parts && typeof parts.then === 'function') {
        (parts as Promise<StoredParts>).then(start).catch(startWithNothing);
      } else start(parts as StoredParts);
    } catch (error) {
      startWithNothing(error);
    }
  }

  load();

  return {
    ...queries,
    ...createCommands(outbox.send),
    typing: createTyping(queries.typing, {
      isLive: () => session.live !== undefined,
      now: timers.now,
      saidAt: typedAt,
    }),
    serverNow,
    reportError: report,
    stored,
    save,
    ready: () => waitUntilLive(session.state, emitter),
    get state() {
      return session.state;
    },
    get lastFailure() {
      return session.lastFailure;
    },
    get user() {
      return receiver.user;
    },
    get isAdmin() {
      return isAdmin;
    },
    get groupNames() {
      return receiver.groups;
    },
    get pending() {
      return outbox.waiting;
    },
    connect() {
      isConnectDue = true;
      if (isLoaded) session.connect();
    },
    close() {
      session.close();
      const error = new ChatRequestError('closed', 'The client was closed');
      outbox.close(error);
      queryQueue.rejectAll(error);
      emitter.clear();
      store.close?.();
    },
    on: emitter.on,
    timeline: (conversation, { limit } = {}) => timelines.of(conversation, limit),
  };
}
