import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../chat/run-request.ts';
import { createMemoryGroups } from '../../../memory/groups/groups.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const MINUTE_MS = 60_000;
const group_name = 'devs';
const promote = { type: 'role', group_name, target: 'ben', role: 'owner' };
const stepDown = { type: 'role', group_name, target: 'ann', role: 'member' };

/** `ann` and `ben` in a group that `ann` owns, and a store whose answer to a change can be lost. */
async function createDevs() {
  const memory = createMemoryGroups();
  let isLost = false;
  const groups: typeof memory = {
    ...memory,
    async change(group, before) {
      const isChanged = await memory.change(group, before);
      if (isLost) throw new Error('The answer is lost');
      return isChanged;
    },
  };
  const chat = createChatUnderTest({ groups });
  const { ports } = chat;
  const [ann, ben] = [
    await chat.connect('ann', { protocol: 'v2' }),
    await chat.connect('ben', { protocol: 'v2' }),
  ];
  await chat.send(ann, { type: 'create', group_name });
  await chat.send(ben, { type: 'join', group_name });
  const news = () => {
    const told = [ann, ben].map((one) => chat.framesTo(one).map(({ type, role }) => role ?? type));
    return { ann: told[0], ben: told[1] };
  };
  news();
  /** A command of which the function doesn't learn that it changed the group. */
  async function lose(command: object) {
    isLost = true;
    await chat.send(ann, command);
    isLost = false;
  }
  async function sweep(after = MINUTE_MS) {
    ports.clock.advance(after);
    await runRequest(ports, { type: 'sweep' });
  }
  return { ...chat, ann, ben, groups, news, lose, sweep };
}

describe('a change of a group whose function died before it was told', () => {
  test('is told by a sweep, once', async () => {
    const { lose, sweep, news, ports } = await createDevs();
    await lose(promote);
    expect(news()).toEqual({ ann: ['error'], ben: [] });
    await sweep();
    await sweep();
    expect(news()).toEqual({ ann: ['owner'], ben: ['owner'] });
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('is told by the command come again, which is done once', async () => {
    const { ann, send, lose, news, groups } = await createDevs();
    await lose({ ...promote, ref: 'r1' });
    await send(ann, { ...promote, ref: 'r1' });
    expect(news()).toEqual({ ann: ['error', 'owner', 'ack'], ben: ['owner'] });
    expect(await groups.find(group_name)).toMatchObject({ owners: ['ann', 'ben'] });
  });

  test('is told by the command come again also where it took away by what it was allowed', async () => {
    const { ann, send, lose, news, groups } = await createDevs();
    await send(ann, promote);
    await lose({ ...stepDown, ref: 'r1' });
    news();
    await send(ann, { ...stepDown, ref: 'r1' });
    expect(news()).toEqual({ ann: ['member', 'ack'], ben: ['member'] });
    expect(await groups.find(group_name)).toMatchObject({ owners: ['ben'] });
  });

  test('is told by a sweep also where the group has changed since', async () => {
    const { ann, send, lose, sweep, news } = await createDevs();
    await lose(promote);
    await send(ann, { type: 'describe', group_name, title: 'Developers' });
    news();
    await sweep();
    expect(news()).toEqual({ ann: ['owner'], ben: ['owner'] });
  });

  test('is not told when it is too late: who asks sees the group as it is', async () => {
    const { lose, sweep, news, ports } = await createDevs();
    await lose(promote);
    await sweep(DELIVERY_DEADLINE_MS);
    expect(news()).toEqual({ ann: ['error'], ben: [] });
    expect(ports.undelivered.all()).toEqual([]);
    expect(ports.logger.entries).toContainEqual(
      expect.objectContaining({ message: 'A change of a group could not be told in time' }),
    );
  });
});

describe('a group whose maker died before the membership', () => {
  test('is entered by the command come again', async () => {
    const { ports, connect, send, framesTo, groups } = await createDevs();
    const cat = await connect('cat', { protocol: 'v2' });
    const { addMember } = groups;
    ports.groups.addMember = () => Promise.reject(new Error('Out of order'));
    await send(cat, { type: 'create', group_name: 'ops', kind: 'private', ref: 'r1' });
    ports.groups.addMember = addMember;
    await send(cat, { type: 'create', group_name: 'ops', kind: 'private', ref: 'r1' });
    expect(framesTo(cat)).toMatchObject([
      { type: 'error', code: 'internal' },
      { type: 'joined' },
      { type: 'ack' },
    ]);
  });

  test('is entered by the command come again also when its first id is too old to be used', async () => {
    const { ports, connect, send, framesTo, groups, sweep } = await createDevs();
    const create = { type: 'create', group_name: 'ops', kind: 'private', title: 'Operations', ref: 'r1' };
    const cat = await connect('cat', { protocol: 'v2' });
    const { addMember } = groups;
    ports.groups.addMember = () => Promise.reject(new Error('Out of order'));
    await send(cat, create);
    ports.groups.addMember = addMember;
    await sweep(DELIVERY_DEADLINE_MS + MINUTE_MS);
    await send(cat, create);
    expect(framesTo(cat)).toMatchObject([{ code: 'internal' }, { type: 'joined' }, { type: 'ack' }]);
    expect(await groups.find('ops')).toMatchObject({ kind: 'private', title: 'Operations', owners: ['cat'] });
  });

  test('is its maker’s still: a join enters it', async () => {
    const { ports, connect, send, framesTo, groups } = await createDevs();
    const cat = await connect('cat', { protocol: 'v2' });
    const { addMember } = groups;
    ports.groups.addMember = () => Promise.reject(new Error('Out of order'));
    await send(cat, { type: 'create', group_name: 'ops', kind: 'private' });
    ports.groups.addMember = addMember;
    await send(cat, { type: 'create', group_name: 'ops' });
    await send(cat, { type: 'join', group_name: 'ops' });
    expect(framesTo(cat)).toMatchObject([
      { code: 'internal' },
      { error: 'Name not available: ops' },
      { type: 'joined' },
    ]);
  });
});
