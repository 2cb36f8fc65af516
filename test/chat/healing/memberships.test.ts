import { describe, expect, test } from '@jest/globals';
import { readConnectionsOf } from '../../../chat/delivery/audience.ts';
import { groupChannel } from '../../../chat/ports/connections/subscriptions.ts';
import type { Groups } from '../../../chat/ports/groups/groups.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { createMemoryGroups } from '../../../memory/groups/groups.ts';
import { DELIVERY_DEADLINE_MS, WRITE_WITHIN_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const MINUTE_MS = 60_000;
const join = { type: 'join', group_name: 'devs' };
const leave = { type: 'leave', group_name: 'devs' };
const joined = '(Group devs): ben joined';
const left = '(Group devs): ben left';

/** `ann` in a group, `ben` beside it with a connection of v1 and one of v2, and a store whose answers can be lost. */
async function createDevs() {
  const memory = createMemoryGroups();
  let lost: keyof Groups | undefined;
  const losing = <Name extends 'addMember' | 'endMembership'>(name: Name) =>
    (async (...parameters: never[]) => {
      const answer = await (memory[name] as (...all: never[]) => Promise<unknown>)(...parameters);
      if (lost === name) throw new Error(`The answer of ${name} is lost`);
      return answer;
    }) as unknown as Groups[Name];
  const groups = { ...memory, addMember: losing('addMember'), endMembership: losing('endMembership') };
  const chat = createChatUnderTest({ groups });
  const { ports } = chat;
  const ann = await chat.connect('ann');
  const ben = { v1: await chat.connect('ben'), v2: await chat.connect('ben', { protocol: 'v2' }) };
  await chat.send(ann, join);
  const heard = () => ({
    ann: chat.heardBy(ann),
    ben: [chat.heardBy(ben.v1), chat.framesTo(ben.v2).map(({ type }) => type)],
  });
  heard();
  /** `ben` gives a command of which the function doesn't learn that it changed the membership. */
  async function lose(name: keyof Groups, command: object, connection = ben.v1) {
    lost = name;
    await chat.send(connection, command);
    lost = undefined;
    expect(chat.framesTo(connection)).toMatchObject([{ error: 'Internal error' }]);
  }
  async function sweep(after = MINUTE_MS) {
    ports.clock.advance(after);
    await runRequest(ports, { type: 'sweep' });
    expect(ports.undelivered.all()).toEqual([]);
  }
  async function audience(): Promise<string[]> {
    const found: string[] = [];
    const group = await ports.groups.find('devs');
    const pages = ports.subscriptions.pages(groupChannel(group?.groupId ?? ''), { consistent: true });
    for await (const page of pages) found.push(...page.map(({ connectionId }) => connectionId));
    return found.sort();
  }
  return { ...chat, ann, ben, heard, lose, sweep, audience };
}

describe('a join whose function died behind the membership', () => {
  test('is finished by a sweep: all the member’s devices hear the group, which is told', async () => {
    const { ann, ben, heard, lose, sweep, audience } = await createDevs();
    await lose('addMember', join);
    expect(await audience()).toEqual([ann]);
    await sweep();
    expect(heard()).toEqual({ ann: [joined], ben: [[joined], ['joined']] });
    expect(await audience()).toEqual([ann, ben.v1, ben.v2].sort());
  });

  test('may be made again meanwhile, is refused as made, and is told once', async () => {
    const { ann, ben, heard, lose, sweep, send, audience } = await createDevs();
    await lose('addMember', join);
    await send(ben.v1, join);
    expect(await audience()).toEqual([ann, ben.v1, ben.v2].sort());
    await sweep();
    expect(heard()).toEqual({
      ann: [joined],
      ben: [['error: Already a member: devs', joined], ['joined']],
    });
  });

  test('is passed over where its member has left meanwhile', async () => {
    const { ann, ben, heard, lose, sweep, send, audience } = await createDevs();
    await lose('addMember', join);
    await send(ben.v2, { ...leave, ref: 'r1' });
    heard();
    await sweep();
    expect(heard()).toEqual({ ann: [], ben: [[], []] });
    expect(await audience()).toEqual([ann]);
  });

  test('is told to nobody past the deadline, but heard by the member from then on', async () => {
    const { ann, ben, heard, lose, sweep, audience, ports } = await createDevs();
    await lose('addMember', join);
    await sweep(DELIVERY_DEADLINE_MS);
    expect(heard()).toEqual({ ann: [], ben: [[], []] });
    expect(await audience()).toEqual([ann, ben.v1, ben.v2].sort());
    expect(ports.logger.entries).toContainEqual(
      expect.objectContaining({ message: 'A change of a membership could not be told in time' }),
    );
  });
});

test('a join that is finished past the deadline closes the devices that were deaf: who comes back asks for what was said', async () => {
  const { ann, ben, lose, sweep, send, connect, ports } = await createDevs();
  await lose('addMember', join);
  await send(ann, { type: 'group', group_name: 'devs', content: 'Welcome' });
  expect(ports.posts.closed).toEqual([]);
  ports.clock.advance(MINUTE_MS);
  // Reads its memberships itself, and has heard all since.
  await connect('ben', { protocol: 'v2' });
  await sweep(DELIVERY_DEADLINE_MS);
  expect(ports.posts.closed.toSorted()).toEqual([ben.v1, ben.v2].sort());
});

describe('a join whose function died while it subscribed the member, with its event stored', () => {
  /** `ben` joins by a function that dies over the subscriptions. */
  async function joinHalfway() {
    const setting = await createDevs();
    const { subscriptions } = setting.ports;
    const { put } = subscriptions;
    subscriptions.put = () => new Promise(() => {});
    void setting.send(setting.ben.v1, join);
    for (let turn = 0; turn < 30; turn++) await new Promise(setImmediate);
    subscriptions.put = put;
    expect(setting.heard()).toEqual({ ann: [], ben: [[], []] });
    expect(await setting.audience()).toEqual([setting.ann]);
    return setting;
  }

  test.each([
    [MINUTE_MS, { ann: [joined], ben: [[joined], ['joined']] }],
    [DELIVERY_DEADLINE_MS, { ann: [], ben: [[], []] }],
  ])('is finished by a sweep: all the member’s devices hear the group (%i ms later)', async (after, told) => {
    const { ann, ben, heard, sweep, audience } = await joinHalfway();
    await sweep(after);
    expect(heard()).toEqual(told);
    expect(await audience()).toEqual([ann, ben.v1, ben.v2].sort());
  });

  test('subscribes nobody who has left meanwhile, and takes back what came to be', async () => {
    const { ports, ann, ben, sweep, send, audience } = await joinHalfway();
    const { put } = ports.subscriptions;
    const { version = '', groupId = '' } =
      (await ports.groups.membership('ben', 'devs', { consistent: true })) ?? {};
    await send(ben.v2, leave);
    const [row] = await readConnectionsOf(ports.subscriptions, 'ben');
    if (row) await put([{ ...row, channel: groupChannel(groupId), version }]);
    await sweep();
    expect(await audience()).toEqual([ann]);
  });
});

describe('a leave whose function died behind the membership', () => {
  test('is finished by a sweep: no device of who left hears the group, which is told', async () => {
    const { ann, ben, heard, lose, sweep, send, audience } = await createDevs();
    await send(ben.v1, join);
    heard();
    await lose('endMembership', leave);
    expect(await audience()).toEqual([ann, ben.v1, ben.v2].sort());
    await sweep();
    expect(heard()).toEqual({ ann: [left], ben: [[left], ['left']] });
    expect(await audience()).toEqual([ann]);
  });

  test('is passed over where its user has joined again', async () => {
    const { ann, ben, heard, lose, sweep, send, audience } = await createDevs();
    await send(ben.v1, join);
    heard();
    await lose('endMembership', leave);
    await send(ben.v1, join);
    heard();
    await sweep();
    expect(heard()).toEqual({ ann: [], ben: [[], []] });
    expect(await audience()).toEqual([ann, ben.v1, ben.v2].sort());
  });

  test('is told to nobody past the deadline, and what is said is heard no more', async () => {
    const { ann, ben, heard, lose, sweep, send, audience } = await createDevs();
    await send(ben.v1, join);
    heard();
    await lose('endMembership', leave);
    await sweep(DELIVERY_DEADLINE_MS);
    expect(heard()).toEqual({ ann: [], ben: [[], []] });
    expect(await audience()).toEqual([ann]);
  });
});

test.each([
  ['a join of who is a member', join, 'error: Already a member: devs'],
  ['a leave of who is none', { ...leave, group_name: 'ops' }, 'error: Group not found: ops'],
])('%s leaves nothing to be finished', async (_what, command, text) => {
  const { ben, send, heardBy, ports } = await createDevs();
  await send(ben.v1, join);
  heardBy(ben.v1);
  await send(ben.v1, command);
  expect(heardBy(ben.v1)).toEqual([text]);
  expect(ports.undelivered.all()).toEqual([]);
});

test.each([
  ['a join', 'addMember', join, joined],
  ['a leave', 'endMembership', leave, left],
] as const)(
  '%s whose function died behind the membership is finished though it comes again and is refused',
  async (_what, name, command, text) => {
    const { ann, ben, heard, lose, sweep, send, audience, ports } = await createDevs();
    if (command === leave) await send(ben.v1, join);
    heard();
    const again = { ...command, ref: 'r1' };
    await lose(name, again, ben.v2);
    const tooLate = { receivedAt: ports.clock.now() - WRITE_WITHIN_MS - 1 };
    await send(ben.v2, again, tooLate);
    expect(heard()).toEqual({ ann: [], ben: [[], ['error']] });
    await sweep();
    expect(heard().ann).toEqual([text]);
    expect(await audience()).toEqual(command === join ? [ann, ben.v1, ben.v2].sort() : [ann]);
  },
);

test('a leave that told nobody is told by a sweep though it comes again when its user has joined anew', async () => {
  const { ben, heard, sweep, send, ports } = await createDevs();
  await send(ben.v1, join);
  const { post } = ports.posts;
  ports.posts.post = async (connectionId, frame) => {
    if (!frame.includes('left')) return post(connectionId, frame);
    // As if its function had died at the first post.
    throw new Error('died');
  };
  const { remove } = ports.undelivered;
  ports.undelivered.remove = async () => Promise.reject(new Error('died'));
  await send(ben.v2, { ...leave, ref: 'r1' });
  Object.assign(ports.undelivered, { remove });
  ports.posts.post = post;
  ports.clock.advance(1_000);
  await send(ben.v1, join);
  heard();
  await send(ben.v2, { ...leave, ref: 'r1' });
  await sweep();
  expect(heard().ann).toContain(left);
});
