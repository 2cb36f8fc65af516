import {
  type ChatClient,
  type ChatStore,
  ConnectionError,
  createChatClient,
  createMemoryStore,
  type LoggedFrame,
  type PresenceFrame,
} from '../../../client/index.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { CommandRecord } from '../plan/commands.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { WorldStores } from '../simulation/stores.ts';
import { createDeviceHistories, type DeviceHistories } from './device-histories.ts';
import { createDeviceLists, type DeviceLists } from './device-lists.ts';
import type { ReadMarks } from './device-marks.ts';
import { createDeviceNetwork, type DeviceNetwork } from './device-network.ts';
import { giveCommand } from './give-command.ts';
import { createProgram, type Program } from './program.ts';
import { createShownMessages, type ShownMessages } from './shown-messages.ts';
import { createTokenProvider, type TokenProvider } from './token-provider.ts';

export interface DeviceWorld extends Simulation {
  readonly gateway: Gateway;
  readonly stores: WorldStores;
  /** Timers of exactly this length never fire. */
  readonly deafTo?: number;
  /** A mistake of the program around the client. */
  readonly dropsEarlyChanges?: boolean;
  readonly groups: readonly string[];
  readonly users: readonly string[];
}

/** A client's memory of the chat, from when it was installed until its store was deleted. */
export interface Installation {
  /** Every event that its listeners were told, in that order. */
  readonly told: { readonly frame: LoggedFrame; readonly at: number; readonly program: number }[];
  /** When it first had everything, epoch milliseconds: from there on nothing may be missing. */
  liveSince?: number;
  readonly store: ChatStore;
  /** What it was told of who is there. */
  readonly presences: { readonly frame: PresenceFrame; readonly at: number }[];
  /** What pages of history showed. */
  readonly read: { readonly frame: LoggedFrame; readonly at: number }[];
  /** What it shows of messages. */
  readonly shown: ShownMessages;
}

/** One of a user's devices: a program that holds the SDK, a network, and what it has shown. */
export interface Device {
  readonly name: string;
  readonly user: string;
  readonly network: DeviceNetwork;
  readonly tokens: TokenProvider;
  readonly installations: readonly Installation[];
  readonly client: ChatClient | undefined;
  readonly reports: readonly unknown[];
  readonly programs: number;
  start(): void;
  /** The program ends from one moment to the next, and begins again later. */
  kill(milliseconds: number): void;
  /** The same, in good order. */
  reload(milliseconds: number): void;
  /** The same, and everything that was stored is gone. */
  reinstall(): void;
  sleep(milliseconds: number): void;
  /** Reads a page of a conversation, and keeps what it shows. */
  readHistory(conversation: string): void;
  readonly histories: DeviceHistories;
  readonly lists: DeviceLists;
  /** Marks one of the events that it was told as read, and with it all before it. @param place counts round, from the newest */
  markRead(place: number): void;
  send(command: Omit<CommandRecord, 'outcome' | 'ref' | 'user' | 'device' | 'sentAt'>): void;
  /** Ends all trouble of its own. */
  heal(): void;
}

export function createDevice(
  world: DeviceWorld,
  {
    name,
    user,
    commands,
    readMarks,
  }: { name: string; user: string; commands: Map<string, CommandRecord>; readMarks: ReadMarks },
): Device {
  const { scheduler, rng } = world;
  const installations: Installation[] = [];
  const reports: unknown[] = [];
  const histories = createDeviceHistories(() => running?.client);
  const lists = createDeviceLists(() => running?.client, world.users);
  const tokens = createTokenProvider(world, user);
  let running: { readonly program: Program; readonly client: ChatClient } | undefined;
  let programs = 0;
  let refs = 0;
  const network = createDeviceNetwork(world, () => running?.program);
  const skew = rng.hits(0.5) ? 0 : rng.between(-90_000, 90_000);

  function settle(ref: string, outcome: 'acked' | 'rejected', more: Partial<CommandRecord>): void {
    const record = commands.get(ref);
    if (record?.outcome !== 'pending') return;
    Object.assign(record, { outcome, settledAt: scheduler.now(), ...more });
  }

  function start(): void {
    if (running) return;
    const [installation = install()] = installations.slice(-1);
    const number = ++programs;
    const program = createProgram(scheduler, {
      skew,
      ...(world.deafTo !== undefined && { deafTo: world.deafTo }),
    });
    const client = createChatClient({
      url: 'wss://chat.example/ws/chat/lobby/',
      token: (refused) => tokens.ask(program, refused !== undefined),
      openSocket: () => network.open(program, tokens.last()),
      timers: program.timers,
      random: rng.next,
      newRef: () => `${name}-q${++refs}`,
      network: network.events,
      store: installation.store,
      // That connecting fails here is no news.
      report: (error) => error instanceof ConnectionError || reports.push(error),
    });
    running = { program, client };
    for (const group of world.groups) client.timeline(`group:${group}`, { limit: 10_000 });
    for (const peer of world.users) client.timeline(`whisper:${peer}`, { limit: 10_000 });
    client.timeline('lobby', { limit: 10_000 });
    client.on('event', (frame) => {
      if (program.isOver) return;
      installation.told.push({ frame, at: scheduler.now(), program: number });
      installation.shown.take(frame, scheduler.now());
    });
    client.on('presence', (frame) => {
      if (!program.isOver) installation.presences.push({ frame, at: scheduler.now() });
    });
    client.on(
      'sent',
      ({ ref, id }) => !program.isOver && settle(ref, 'acked', id === undefined ? {} : { id }),
    );
    client.on(
      'failed',
      ({ ref, error }) =>
        !program.isOver && settle(ref, 'rejected', { code: error.code, text: error.message }),
    );
    // Nothing is older here than what is kept.
    client.on('gap', ({ key }) => reports.push(new Error(`A gap in ${key}`)));
    client.on('state', ({ state, reason }) => {
      if (program.isOver) return;
      world.trace(() => `${name} is ${state} ${reason ?? ''}`);
      if (state === 'live') installation.liveSince ??= scheduler.now();
      // Somebody presses "connect" again, sooner or later.
      if (state === 'refused')
        scheduler.after(rng.spread(500, 120_000), () => program.run(() => client.connect()));
    });
    client.connect();
  }

  function install(): Installation {
    const shown = createShownMessages(world);
    const installation = { told: [], presences: [], read: [], store: createMemoryStore(), shown };
    installations.push(installation);
    return installation;
  }

  function stop(isOrderly: boolean): void {
    if (!running) return;
    const { program, client } = running;
    if (isOrderly) client.close();
    program.end();
    running = undefined;
    network.abandon(program);
  }

  return {
    name,
    user,
    network,
    tokens,
    installations,
    reports,
    get client() {
      return running?.client;
    },
    get programs() {
      return programs;
    },
    start,
    kill(milliseconds) {
      stop(false);
      scheduler.after(milliseconds, start);
    },
    reload(milliseconds) {
      stop(true);
      scheduler.after(milliseconds, start);
    },
    reinstall() {
      stop(false);
      for (const record of commands.values()) {
        if (record.device === name && record.outcome === 'pending')
          settle(record.ref, 'rejected', { code: 'forgotten' });
      }
      install();
      start();
    },
    sleep(milliseconds) {
      running?.program.sleep(milliseconds);
      network.cut({ milliseconds, isNoticed: false });
    },
    readHistory(conversation) {
      const installation = installations.at(-1);
      histories.read(conversation, (frame) => {
        installation?.read.push({ frame, at: scheduler.now() });
        installation?.shown.take(frame, scheduler.now());
      });
    },
    histories,
    lists,
    markRead(place) {
      const told = installations.at(-1)?.told ?? [];
      const event = told.at(-1 - (place % Math.max(1, told.length)));
      if (event && running) readMarks.mark(running.client, event.frame);
    },
    send(command) {
      if (!running) return;
      const ref = `${name}-c${++refs}`;
      commands.set(ref, { ...command, ref, user, device: name, sentAt: scheduler.now(), outcome: 'pending' });
      void giveCommand(running.client, { ...command, ref });
    },
    heal() {
      network.heal();
      tokens.heal();
      running?.program.wake();
      start();
      if (running?.client.state === 'refused') running.client.connect();
    },
  };
}
