import { describe, expect, test } from '@jest/globals';
import { groupChannel } from '../../../../chat/ports/connections/subscriptions.ts';
import { runRequest } from '../../../../chat/run-request.ts';
import { createMemoryGroups } from '../../../../memory/groups/groups.ts';
import { DELIVERY_DEADLINE_MS } from '../../../../protocol/limits.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

const MINUTE_MS = 60_000;
const group_name = 'devs';
const conversation = 'group:devs';
const v2 = { protocol: 'v2' } as const;
const create = { type: 'create', group_name } as const;
const disband = { type: 'disband', group_name } as const;

/** `ann` owns a group in which `ben` is too. */
async function createDevs(groups = createMemoryGroups(), kind: 'open' | 'private' = 'open') {
  const chat = createChatUnderTest({ groups });
  const { ports } = chat;
  const [ann, ben] = [await chat.connect('ann', v2), await chat.connect('ben', v2)];
  await chat.send(ann, { ...create, kind });
  if (kind === 'private') await chat.send(ann, { type: 'invite', group_name, target: 'ben' });
  await chat.send(ben, { type: 'join', group_name });
  const typesTo = (connection: string) => chat.framesTo(connection).map(({ type, code }) => code ?? type);
  for (const one of [ann, ben]) typesTo(one);
  async function sweep(after = MINUTE_MS) {
    ports.clock.advance(after);
    await runRequest(ports, { type: 'sweep' });
  }
  const groupId = (await ports.groups.find(group_name))?.groupId ?? '';
  async function hearers(): Promise<number> {
    let count = 0;
    for await (const page of ports.subscriptions.pages(groupChannel(groupId), { consistent: true }))
      count += page.length;
    return count;
  }
  /** `ann` disbands it, and the function dies behind that. */
  async function loseAnswer(): Promise<void> {
    const { change } = ports.groups;
    ports.groups.change = async (group, before) => {
      await change(group, before);
      throw new Error('The answer is lost');
    };
    await chat.send(ann, disband);
    ports.groups.change = change;
  }
  const members = async () => (await ports.groups.listMembers(groupId, { limit: 30_000 })).items.length;
  return { ...chat, ann, ben, groups, typesTo, sweep, loseAnswer, hearers, members, groupId };
}

describe('a group that is disbanded', () => {
  test('is told to its members, who are in it no more and hear nothing of it', async () => {
    const { ann, ben, send, typesTo, members, hearers, ports } = await createDevs();
    await send(ann, disband);
    expect([typesTo(ann), typesTo(ben)]).toEqual([['disbanded'], ['disbanded']]);
    expect([await members(), await hearers()]).toEqual([0, 0]);
    expect(await ports.groups.memberships('ben')).toEqual([]);
  });

  test.each([
    ['told', 'open', ['disband']],
    ['found too late to be told', 'open', ['disband']],
    ['told', 'private', []],
  ] as const)(
    'is found by admins among what was done everywhere, once it is %s, where it was open (%s)',
    async (when, kind, acts) => {
      const { ann, send, ports, loseAnswer, sweep } = await createDevs(createMemoryGroups(), kind);
      if (when === 'told') await send(ann, disband);
      else {
        await loseAnswer();
        await sweep(DELIVERY_DEADLINE_MS);
      }
      const { items } = await ports.audits.list('lobby', { limit: 10 });
      expect(items.map(({ act }) => act)).toEqual(acts);
      if (acts.length > 0) expect(items).toMatchObject([{ by: 'ann', conversation }]);
    },
  );

  test('is none any more in any command', async () => {
    const { ann, ben, send, typesTo, framesTo } = await createDevs();
    await send(ann, disband);
    typesTo(ben);
    for (const frame of [
      { type: 'group', group_name, content: 'Hi' },
      { type: 'join', group_name },
      { type: 'leave', group_name },
      { type: 'members', group_name },
      { type: 'history', conversation },
      { type: 'pins', conversation },
      { type: 'describe', group_name, title: 'Ours' },
      disband,
    ])
      await send(ben, frame);
    expect(typesTo(ben)).toEqual(Array(8).fill('group_not_found'));
    await send(ben, { type: 'group_profiles', group_names: [group_name], ref: 'r1' });
    await send(ben, { type: 'conversations', ref: 'r2' });
    const answers = framesTo(ben);
    expect(answers).toHaveLength(2);
    expect(JSON.stringify(answers)).not.toContain(group_name);
  });

  test('has its name free some minutes later, and what is made under it inherits nothing', async () => {
    const { ann, ben, send, typesTo, framesTo, sweep, groupId, ports } = await createDevs();
    await send(ann, { type: 'group', group_name, content: 'Secret' });
    await send(ann, disband);
    await send(ben, create);
    expect(typesTo(ben).at(-1)).toBe('conflict');
    await sweep(DELIVERY_DEADLINE_MS);
    await send(ben, { ...create, history: 'full' });
    expect(typesTo(ben)).toEqual(['joined']);
    const made = await ports.groups.find(group_name);
    expect(made?.groupId).not.toBe(groupId);
    expect(made).toMatchObject({ owners: ['ben'], moderators: [], pins: [] });
    await send(ben, { type: 'history', conversation, ref: 'r1' });
    expect(JSON.stringify(framesTo(ben))).not.toContain('Secret');
    await send(ann, { type: 'join', group_name });
    expect(typesTo(ben)).toEqual(['joined']);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('may be made anew by a join as well, then nobody’s', async () => {
    const { ann, ben, send, typesTo, sweep, ports } = await createDevs();
    await send(ann, disband);
    await sweep(DELIVERY_DEADLINE_MS);
    typesTo(ben);
    await send(ben, { type: 'join', group_name });
    expect(typesTo(ben)).toEqual(['joined']);
    expect(await ports.groups.find(group_name)).toMatchObject({ owners: [] });
  });

  test('is disbanded once, however often its command comes', async () => {
    const { ann, ben, send, typesTo, sweep } = await createDevs();
    for (const _ of [1, 2]) await send(ann, { ...disband, ref: 'r1' });
    await sweep(DELIVERY_DEADLINE_MS);
    await send(ann, { ...disband, ref: 'r1' });
    expect([typesTo(ann), typesTo(ben)]).toEqual([['disbanded', 'ack', 'ack', 'ack'], ['disbanded']]);
  });

  test('by an owner whom nobody else is left beside', async () => {
    const { ann, send, typesTo } = await createDevs();
    await send(ann, { type: 'leave', group_name });
    await send(ann, disband);
    expect(typesTo(ann)).toEqual(['conflict', 'disbanded']);
  });
});

describe('a group whose disbanding died', () => {
  test('before it was told, is told by a sweep, and ends then', async () => {
    const { ann, ben, typesTo, sweep, loseAnswer, members, hearers, groups, ports } = await createDevs();
    await loseAnswer();
    expect([typesTo(ann), typesTo(ben)]).toEqual([['internal'], []]);
    await sweep();
    expect([typesTo(ann), typesTo(ben)]).toEqual([['disbanded'], ['disbanded']]);
    await sweep(DELIVERY_DEADLINE_MS);
    await sweep();
    expect([await members(), await hearers(), ports.undelivered.all()]).toEqual([0, 0, []]);
    expect(await groups.find(group_name)).toMatchObject({ isFree: true });
  });

  test('before it was told, and was found too late to be told, ends all the same', async () => {
    const { sweep, loseAnswer, members, hearers, groups, ports } = await createDevs();
    await loseAnswer();
    for (let sweeps = 0; sweeps < 3; sweeps++) await sweep(DELIVERY_DEADLINE_MS);
    expect([await members(), await hearers(), ports.undelivered.all()]).toEqual([0, 0, []]);
    expect(await groups.find(group_name)).toMatchObject({ isFree: true });
  });

  test('behind the event, is ended by sweeps', async () => {
    const groups = createMemoryGroups();
    const { ann, send, sweep, members, hearers, ports } = await createDevs(groups);
    const { endMembership } = groups;
    ports.groups.endMembership = () => Promise.reject(new Error('Out of order'));
    await send(ann, disband);
    expect(await members()).toBe(2);
    await sweep(DELIVERY_DEADLINE_MS);
    expect(ports.undelivered.all()).toHaveLength(1);
    ports.groups.endMembership = endMembership;
    await sweep();
    await sweep();
    expect([await members(), await hearers(), ports.undelivered.all()]).toEqual([0, 0, []]);
  });
});

describe('what an owner makes of a group while another disbands it', () => {
  test('is refused: there is no such group any more', async () => {
    const groups = createMemoryGroups();
    const { ann, ben, send, typesTo, ports } = await createDevs(groups);
    await send(ann, { type: 'role', group_name, target: 'ben', role: 'owner' });
    for (const one of [ann, ben]) typesTo(one);
    const { change } = groups;
    ports.groups.change = async (group, before) => {
      ports.groups.change = change;
      await send(ben, disband);
      return change(group, before);
    };
    await send(ann, { type: 'describe', group_name, title: 'Ours' });
    expect(typesTo(ann)).toEqual(['disbanded', 'group_not_found']);
  });
});

describe('who joins a group while it is disbanded', () => {
  test('is a member no longer than until the sweep, and the name is not free before', async () => {
    const groups = createMemoryGroups();
    const { ann, connect, send, sweep, members, ports } = await createDevs(groups);
    const cat = await connect('cat', v2);
    const { addMember } = groups;
    ports.groups.addMember = async (membership) => {
      ports.groups.addMember = addMember;
      await send(ann, disband);
      return addMember(membership);
    };
    await send(cat, { type: 'join', group_name });
    expect(await members()).toBe(1);
    await sweep(DELIVERY_DEADLINE_MS);
    expect(await groups.find(group_name)).not.toHaveProperty('isFree');
    await sweep();
    expect([await members(), await groups.find(group_name)]).toMatchObject([0, { isFree: true }]);
  });
});

describe('a group of 20,000 members', () => {
  test('ends in as many sweeps as it takes, a page at a time', async () => {
    const { ann, send, sweep, members, groupId, ports } = await createDevs();
    for (let place = 0; place < 20_000; place++) {
      const user = `member${String(place).padStart(5, '0')}`;
      await ports.groups.addMember({ user, group: group_name, groupId, version: groupId });
    }
    const { listMembers } = ports.groups;
    let most = 0;
    ports.groups.listMembers = async (id, range) => {
      // As long as a page may take.
      ports.clock.advance(250);
      most = Math.max(most, range.limit);
      return listMembers(id, range);
    };
    await send(ann, disband);
    expect(most).toBe(100);
    expect(await members()).toBeGreaterThan(18_000);
    for (let sweeps = 0; sweeps < 6; sweeps++) await sweep(DELIVERY_DEADLINE_MS);
    ports.groups.listMembers = listMembers;
    expect([await members(), ports.undelivered.all()]).toEqual([0, []]);
  });
});
