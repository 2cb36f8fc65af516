import { describe, expect, test } from '@jest/globals';
import { createChatUnderTest } from '../chat-under-test.ts';

const since = '2026-11-22T12:00:00.000Z';

async function createAsker(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const one = await chat.connect('user1', { protocol: 'v2' });
  const others = new Map<string, string>();
  for (const user of ['user2', 'user3', 'user0']) others.set(user, await chat.connect(user));
  return {
    chat,
    by: (user: string, frame: object) => chat.send(user === 'user1' ? one : (others.get(user) ?? ''), frame),
    async list(frame: object) {
      await chat.send(one, frame);
      return chat.framesTo(one).at(-1);
    },
  };
}

describe('the list', () => {
  test('of friends has them by name, whoever asked', async () => {
    const { by, list } = await createAsker();
    await by('user1', { type: 'add', target: 'user2' });
    await by('user2', { type: 'accept', target: 'user1' });
    await by('user0', { type: 'add', target: 'user1' });
    await by('user1', { type: 'accept', target: 'user0' });
    await by('user1', { type: 'add', target: 'user3' });
    const friends = [
      { user: 'user0', since },
      { user: 'user2', since },
    ];
    expect(await list({ type: 'friends' })).toEqual({
      type: 'list',
      of: 'friends',
      items: friends,
      next: null,
    });
    expect(await list({ type: 'friends', limit: 1 })).toMatchObject({ items: [friends[0]], next: 'user0' });
    expect(await list({ type: 'friends', limit: 1, after: 'user0' })).toMatchObject({ items: [friends[1]] });
  });

  test('of requests tells which way each goes, and nothing of one that is hidden', async () => {
    const { by, list } = await createAsker({ blockPolicy: 'silent' });
    await by('user1', { type: 'add', target: 'user2' });
    await by('user0', { type: 'add', target: 'user1' });
    await by('user1', { type: 'block', target: 'user3' });
    await by('user3', { type: 'add', target: 'user1' });
    expect(await list({ type: 'requests' })).toMatchObject({
      items: [
        { user: 'user0', direction: 'incoming' },
        { user: 'user2', direction: 'outgoing' },
      ],
    });
  });

  test('of blocks has those that stand, and of nobody that one is blocked', async () => {
    const { by, list } = await createAsker();
    for (const target of ['user3', 'user2']) await by('user1', { type: 'block', target });
    await by('user0', { type: 'block', target: 'user1' });
    await by('user1', { type: 'unblock', target: 'user3' });
    expect(await list({ type: 'blocks' })).toMatchObject({ items: [{ user: 'user2', since }], next: null });
  });

  test('of groups has those that one is in', async () => {
    const { by, list } = await createAsker();
    for (const group_name of ['b', 'a', 'c']) await by('user1', { type: 'join', group_name });
    await by('user1', { type: 'leave', group_name: 'b' });
    expect(await list({ type: 'groups' })).toMatchObject({ items: [{ group: 'a', since }, { group: 'c' }] });
  });

  test('of members is for members', async () => {
    const { by, list } = await createAsker();
    for (const user of ['user3', 'user2']) await by(user, { type: 'join', group_name: 'devs' });
    expect(await list({ type: 'members', group_name: 'devs' })).toMatchObject({ code: 'not_a_member' });
    expect(await list({ type: 'members', group_name: 'ops' })).toMatchObject({ code: 'group_not_found' });
    await by('user1', { type: 'join', group_name: 'devs' });
    expect(await list({ type: 'members', group_name: 'devs' })).toMatchObject({
      items: [{ user: 'user1' }, { user: 'user2' }, { user: 'user3' }],
      next: null,
    });
  });

  test('holds no more than a page, whatever was asked for', async () => {
    const limits = { ...(await createAsker()).chat.ports.limits, pageItems: 2 };
    const { by, list } = await createAsker({ limits });
    for (const group_name of ['a', 'b', 'c']) await by('user1', { type: 'join', group_name });
    expect(await list({ type: 'groups', limit: 100 })).toMatchObject({
      items: [{ group: 'a' }, { group: 'b' }],
      next: 'b',
    });
  });
});

describe('a user', () => {
  test('is in 50 groups at most', async () => {
    const { chat, by, list } = await createAsker();
    for (let count = 0; count < 50; count++) {
      const membership = { user: 'user1', group: `g${count}`, groupId: `id${count}`, version: `v${count}` };
      await chat.ports.groups.addMember(membership);
    }
    expect(await list({ type: 'join', group_name: 'one-more' })).toMatchObject({
      code: 'conflict',
      error: 'Too many groups: at most 50',
    });
    expect(await chat.ports.groups.find('one-more')).toBeUndefined();
    expect(await list({ type: 'join', group_name: 'g7' })).toMatchObject({ error: 'Already a member: g7' });
    await by('user1', { type: 'ping' });
  });
});
