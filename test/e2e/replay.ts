import type { RunningStack } from '../../local/start-stack.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { type Line, type Transcript, userOf } from '../protocol-doc/transcript.ts';
import { createPlaceholders, type Placeholders } from './placeholders.ts';
import { isOfConnection, readPartition, readRows, untilRows } from './rows.ts';
import { connectV2, type FrameClient } from './v2-client.ts';

/** Names of users and groups in transcripts, and placeholders, in which a name stays as it is. */
const NAMES_AND_PLACEHOLDERS = /<[^<>]+>|\b(?:user\d|devs|ops)\b/g;

/** The one admin of the local run, who is the same in each replay. */
export const ADMIN = 'admin';

/**
 * Replays a transcript: each connection gets exactly the frames that it names, and nothing else. The stack must run
 * one environment a function, so that the answer to a marker comes behind all that earlier frames led to.
 * @param options.suffix makes the names of this replay its own; appended to each
 * @param options.giveUpMs so long a step may wait for its frames before the replay says which of them didn't come
 * @throws Error that shows what came instead
 */
export async function replay(
  stack: RunningStack,
  transcript: Transcript,
  { suffix, giveUpMs = 45_000 }: { suffix: string; giveUpMs?: number },
): Promise<void> {
  const tokenOf = (user: string, options?: { expiresIn: number }) =>
    stack.token(user === ADMIN ? user : user + suffix, options);
  const users = [ADMIN, ...new Set(transcript.source.match(/\buser\d\b/g))];
  const tokens = await Promise.all(
    users.map(async (user) => [
      [`token of ${user}`, await tokenOf(user)],
      [`expired token of ${user}`, await tokenOf(user, { expiresIn: -1 })],
    ]),
  );
  const placeholders = createPlaceholders(Object.fromEntries(tokens.flat()));
  const clients = new Map<string, FrameClient>();
  const context: Context = { stack, suffix, giveUpMs, clients, placeholders };
  try {
    for (const step of transcript.steps) await replayStep(context, step);
    for (const connection of clients.keys()) await expectNothingElse(context, connection);
  } finally {
    await Promise.all([...clients.values()].map((client) => client.close()));
  }
}

interface Context {
  readonly stack: RunningStack;
  readonly suffix: string;
  readonly giveUpMs: number;
  /** Those that are open, by the connection's name. */
  readonly clients: Map<string, FrameClient>;
  readonly placeholders: Placeholders;
}

async function replayStep(context: Context, step: readonly Line[]): Promise<void> {
  for (const line of step) await act(context, line);
  const connections = new Set(step.map((line) => ('connection' in line ? line.connection : '')));
  for (const connection of connections) {
    const expected = step.flatMap((line) =>
      line.kind === 'receive' && line.connection === connection ? [line.frame] : [],
    );
    await expectFrames(context, connection, expected);
  }
  for (const line of step) if (line.kind === 'closed') await expectClosed(context, line);
}

async function expectClosed(
  context: Context,
  { connection, code }: { connection: string; code: number },
): Promise<void> {
  const client = findClient(context, connection);
  const closedWith = await patiently(context, client.closed(), `${connection} is closed with ${code}`);
  if (closedWith !== code) throw new Error(`${connection} is closed with ${closedWith}, not ${code}`);
  const [extra] = client.untaken;
  if (extra) throw new Error(`Nothing else was to come, but ${connection} < ${JSON.stringify(extra)}`);
  context.clients.delete(connection);
}

/** Does what a client does; what the server does is awaited behind that. */
async function act(context: Context, line: Line): Promise<void> {
  const { stack, suffix, clients, placeholders } = context;
  if (line.kind === 'send') {
    if (MAKES_FRIENDS.test(line.text)) await untilFound(context);
    const text = line.text.replaceAll(NAMES_AND_PLACEHOLDERS, (found) =>
      found.startsWith('<') ? found : found + suffix,
    );
    return findClient(context, line.connection).sendRaw(placeholders.fill(text));
  }
  if (line.kind === 'close') {
    await findClient(context, line.connection).close();
    clients.delete(line.connection);
    return untilAway(context, userOf(line.connection));
  }
  if (line.kind !== 'connect') return;
  // One after the other: which connection is the oldest may matter.
  for (const connection of line.connections) {
    const user = userOf(connection);
    const token = line.hasToken ? await stack.token(user === ADMIN ? user : user + suffix) : undefined;
    const subprotocols = line.protocol === 'v2' ? undefined : { subprotocols: [] };
    clients.set(connection, await connectV2(stack.webSocketUrl, { token, ...subprotocols }));
  }
}

/** Waits until no row is left of connections that a user has closed: what is sent then waits. */
async function untilAway({ stack, suffix, clients }: Context, user: string): Promise<void> {
  const open = [...clients.keys()].filter((connection) => userOf(connection) === user).length;
  const isOwn = (row: string) => row.startsWith(`user:${user}${suffix} `) && isOfConnection(row);
  await untilRows(
    () => readRows(stack, 'Connections'),
    (rows) => rows.filter(isOwn).length === open,
  );
}

/** What may make two users friends. */
const MAKES_FRIENDS = /"type":"(?:add|accept)"/;

/** Waits until whoever has come was found to be there: found later, that would be news to those who are friends by then. */
async function untilFound({ stack, suffix, clients }: Context): Promise<void> {
  for (const user of new Set([...clients.keys()].map(userOf)))
    await untilRows(
      () => readPartition(stack, 'People', `user:${user}${user === ADMIN ? '' : suffix}`),
      // Who isn't signed in is nobody yet.
      (rows) => rows.length === 0 || rows.includes('presence'),
    );
}

async function expectFrames(
  context: Context,
  connection: string,
  expected: readonly Record<string, unknown>[],
): Promise<void> {
  const missing = [...expected];
  while (missing.length > 0) {
    const shown = `${connection} < ${missing.map((frame) => JSON.stringify(frame)).join(`\n${connection} < `)}`;
    const raw = await patiently(context, findClient(context, connection).next(), shown);
    const frame = JSON.parse(JSON.stringify(raw).replaceAll(context.suffix, '')) as Record<string, unknown>;
    const found = missing.findIndex((one) => context.placeholders.matches(one, frame));
    if (found < 0) throw new Error(`Expected\n${shown}\nbut got\n${connection} < ${JSON.stringify(frame)}`);
    checkTimes(frame);
    missing.splice(found, 1);
  }
}

/** A logged event's `ts` is the time in its `id`. */
function checkTimes({ id, ts, events = [] }: Record<string, unknown>): void {
  if (typeof id === 'string' && typeof ts === 'string' && ts !== new Date(readEventTime(id)).toISOString()) {
    throw new Error(`${ts} is not the time of ${id}`);
  }
  for (const event of events as Record<string, unknown>[]) checkTimes(event);
}

/** The end: an unknown command is answered to its sender alone, and needs no sign-in. */
async function expectNothingElse(context: Context, connection: string): Promise<void> {
  const client = findClient(context, connection);
  client.send({ type: 'end of transcript', ref: 'end' });
  const frame = await patiently(context, client.next(), `${connection}: the end`);
  const isEnd = frame.ref === 'end' || frame.error === 'Unknown message type: end of transcript';
  if (!isEnd) throw new Error(`Nothing else was to come, but ${connection} < ${JSON.stringify(frame)}`);
}

function findClient({ clients }: Context, connection: string): FrameClient {
  const client = clients.get(connection);
  if (!client) throw new Error(`${connection} isn't connected`);
  return client;
}

/** A failure that says what didn't come; nothing is measured by it. */
async function patiently<T>({ giveUpMs }: Context, promise: Promise<T>, awaited: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`This never came:\n${awaited}`)), giveUpMs);
  });
  try {
    return await Promise.race([promise, giveUp]);
  } finally {
    clearTimeout(timer);
  }
}
