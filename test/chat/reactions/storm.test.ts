import { expect, test } from '@jest/globals';
import { runRequest } from '../../../chat/run-request.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const NAMES = ['ann', 'ben', 'cid', 'dan', 'eve'];
/** One reaction to all of them, each 2.5 s: a twentieth of these calls a second. */
const BUSY = { quota: { callsPerSecond: 40, burst: 20 } };

/** All in v2 and in the lobby, where `ann` has said something. */
async function createLobby(overrides: Partial<MemoryPorts> = {}) {
  const ports = createMemoryPorts(overrides);
  const chat = createChatUnderTest(ports);
  const connections = new Map<string, string>();
  for (const name of NAMES) connections.set(name, await chat.connect(name, { protocol: 'v2' }));
  const of = (name: string) => connections.get(name) ?? '';
  let refs = 0;
  const say = async () => {
    chat.framesTo(of('ann'));
    await chat.send(of('ann'), { type: 'lobby', content: 'Shall we?', ref: `s${++refs}` });
    return chat.framesTo(of('ann')).find(({ type }) => type === 'ack')?.id as string;
  };
  const react = (name: string, id: string, ref = `r${++refs}`) =>
    chat.send(of(name), { type: 'react', conversation: 'lobby', id, emoji: '👍', ref });
  /** What `ann` has heard of reactions since: how many, of which message. */
  const heard = () =>
    chat
      .framesTo(of('ann'))
      .filter(({ type }) => type === 'reactions')
      .map(({ id, reactions }) => ({ id, count: (reactions as { count: number }[])[0]?.count }));
  const sweep = async () => {
    ports.clock.advance(60_000);
    await runRequest(ports, { type: 'sweep' });
  };
  const id = await say();
  return { ...chat, ports, id, say, react, heard, sweep };
}

test('Before a small audience each reaction is told at once, and costs no write for that', async () => {
  const { ports, react, heard, id } = await createLobby();
  let taken = 0;
  const { take } = ports.rateBuckets;
  ports.rateBuckets.take = (bucket, share) => {
    if (bucket.startsWith('reactions:')) taken++;
    return take(bucket, share);
  };
  for (const name of NAMES) {
    await react(name, id);
    ports.clock.advance(1_000);
  }
  expect(heard().map(({ count }) => count)).toEqual([1, 2, 3, 4, 5]);
  expect(taken).toBe(0);
  expect(ports.undelivered.all()).toEqual([]);
});

test('Where many react before a large audience the first is told at once, and all others by one frame', async () => {
  const { react, heard, id, sweep, ports } = await createLobby(BUSY);
  await Promise.all(NAMES.map((name) => react(name, id)));
  const frames = heard();
  expect(frames.length).toBe(2);
  expect(frames.at(-1)).toEqual({ id, count: NAMES.length });
  await sweep();
  expect(ports.undelivered.all()).toEqual([]);
});

test('Who reacts while it is known when all are told only writes their own', async () => {
  const { ports, react, heard, id } = await createLobby(BUSY);
  await react('ben', id);
  const first = react('cid', id);
  while (
    (await ports.reactions.annotation({ conversation: 'lobby', id }, { consistent: true })).flushAt === 0
  )
    await new Promise(setImmediate);
  const { all } = ports.reactions;
  let counted = 0;
  ports.reactions.all = (message) => {
    counted++;
    return all(message);
  };
  await Promise.all([first, react('dan', id), react('eve', id)]);
  expect(counted).toBe(1);
  expect(heard().at(-1)).toEqual({ id, count: 4 });
});

test('Of several messages at once each has its turn, or is left to the sweep', async () => {
  const { say, react, heard, sweep, ports } = await createLobby(BUSY);
  const ids: string[] = [];
  for (let count = 0; count < 6; count++) ids.push(await say());
  await Promise.all(ids.map((id, index) => react(NAMES[1 + (index % 4)] ?? '', id)));
  const told = new Set(heard().map(({ id }) => id));
  expect(told.size).toBeLessThan(ids.length);
  await sweep();
  for (const { id } of heard()) told.add(id);
  expect([...told].sort()).toEqual(ids.sort());
  expect(ports.undelivered.all()).toEqual([]);
});

test('What a function died over before it told all is told by a sweep', async () => {
  const { ports, react, heard, sweep, id } = await createLobby(BUSY);
  await react('ben', id);
  heard();
  const { schedule } = ports.reactions;
  ports.reactions.schedule = async (...given) => {
    await schedule(...given);
    throw new Error('died');
  };
  await react('cid', id);
  expect(heard()).toEqual([]);
  await sweep();
  expect(heard()).toEqual([{ id, count: 2 }]);
  expect(ports.undelivered.all()).toEqual([]);
});

test('A sweep tells nothing of what was deleted meanwhile', async () => {
  const { ports, react, heard, sweep, id } = await createLobby(BUSY);
  await ports.undelivered.put({ id: `${id}~r`, conversation: 'lobby', message: id, heldUntil: 0 });
  await react('ben', id);
  heard();
  await ports.log.amend('lobby', id, { from: 'ann', rev: id });
  await sweep();
  expect(heard()).toEqual([]);
  expect(ports.undelivered.all()).toEqual([]);
});
