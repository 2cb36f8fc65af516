import { describe, expect, test } from '@jest/globals';
import { createMemoryGroups } from '../../../../memory/groups/groups.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

const group_name = 'devs';
const v2 = { protocol: 'v2' } as const;

/** `ann` owns a group, in which `ben` and `cat` are too. `beforeChange` runs once, before the next change of the group is written. */
async function createDevs() {
  const memory = createMemoryGroups();
  let meanwhile: (() => Promise<void>) | undefined;
  const groups: typeof memory = {
    ...memory,
    async change(group, before) {
      const between = meanwhile;
      meanwhile = undefined;
      await between?.();
      return memory.change(group, before);
    },
  };
  const chat = createChatUnderTest({ groups });
  const [ann, ben, cat] = [
    await chat.connect('ann', v2),
    await chat.connect('ben', v2),
    await chat.connect('cat', v2),
  ];
  await chat.send(ann, { type: 'create', group_name });
  for (const one of [ben, cat]) await chat.send(one, { type: 'join', group_name });
  const make = (by: string, target: string, role: string) =>
    chat.send(by, { type: 'role', group_name, target, role });
  const news = (connection: string) => chat.framesTo(connection);
  for (const one of [ann, ben, cat]) news(one);
  const staff = async () => {
    const { owners = [], moderators = [] } = (await groups.find(group_name)) ?? {};
    return { owners, moderators };
  };
  const beforeChange = (act: () => Promise<void>) => {
    meanwhile = act;
  };
  return { ...chat, ann, ben, cat, make, news, staff, beforeChange };
}

describe('two owners who take each other’s role away at once', () => {
  test('leave one of them an owner: the second is refused', async () => {
    const { ann, ben, make, news, staff, beforeChange } = await createDevs();
    await make(ann, 'ben', 'owner');
    for (const one of [ann, ben]) news(one);
    beforeChange(() => make(ben, 'ann', 'member'));
    await make(ann, 'ben', 'member');
    expect(await staff()).toEqual({ owners: ['ben'], moderators: [] });
    expect(news(ann)).toMatchObject([
      { type: 'role_changed', user: 'ann', role: 'member', by: 'ben' },
      { code: 'not_allowed', error: 'Not allowed: role (for owners)' },
    ]);
    expect(news(ben)).toMatchObject([{ type: 'role_changed', user: 'ann' }]);
  });

  test('nothing is left to be told of the one that was refused', async () => {
    const { ann, ben, make, ports, beforeChange } = await createDevs();
    await make(ann, 'ben', 'owner');
    beforeChange(() => make(ben, 'ann', 'member'));
    await make(ann, 'ben', 'member');
    expect(ports.undelivered.all()).toEqual([]);
  });
});

describe('two owners who leave at once', () => {
  test('can’t both: the second stays', async () => {
    const { ann, ben, make, send, news, staff, beforeChange } = await createDevs();
    await make(ann, 'ben', 'owner');
    for (const one of [ann, ben]) news(one);
    beforeChange(() => send(ben, { type: 'leave', group_name }));
    await send(ann, { type: 'leave', group_name });
    expect(await staff()).toEqual({ owners: ['ann'], moderators: [] });
    expect(news(ann)).toMatchObject([{ type: 'left', user: 'ben' }, { error: 'Last owner: devs' }]);
  });
});

describe('an owner who leaves', () => {
  test('is none any more, and a moderator neither', async () => {
    const { ann, ben, cat, make, send, staff } = await createDevs();
    await make(ann, 'ben', 'owner');
    await make(ann, 'cat', 'moderator');
    await send(ann, { type: 'leave', group_name });
    await send(cat, { type: 'leave', group_name });
    expect(await staff()).toEqual({ owners: ['ben'], moderators: [] });
    await send(ann, { type: 'join', group_name });
    await send(ann, { type: 'role', group_name, target: 'ben', role: 'member' });
    expect(await staff()).toEqual({ owners: ['ben'], moderators: [] });
    expect(ben).toBeDefined();
  });

  test('may not while nobody else is one, and still is', async () => {
    const { ann, send, news, staff, ports } = await createDevs();
    await send(ann, { type: 'leave', group_name });
    expect(news(ann)).toMatchObject([{ code: 'conflict', error: 'Last owner: devs' }]);
    expect(await staff()).toEqual({ owners: ['ann'], moderators: [] });
    expect(ports.undelivered.all()).toEqual([]);
  });
});

describe('who leaves while an owner makes them a moderator', () => {
  test('is none, whichever comes first', async () => {
    const { ann, ben, make, send, staff, beforeChange } = await createDevs();
    beforeChange(() => send(ben, { type: 'leave', group_name }));
    await make(ann, 'ben', 'moderator');
    expect(await staff()).toEqual({ owners: ['ann'], moderators: [] });
  });
});

describe('a role', () => {
  test('is only what an owner gives, in the group that it is of', async () => {
    const { ann, ben, cat, make, send, news, staff } = await createDevs();
    await make(ann, 'ben', 'moderator');
    for (const one of [ann, ben, cat]) news(one);
    await make(ben, 'cat', 'moderator');
    await make(ben, 'ben', 'owner');
    await make(cat, 'cat', 'owner');
    // Keys that nobody knows are ignored.
    await send(ben, { type: 'role', group_name, target: 'ben', role: 'owner', by: 'ann', user: 'ann' });
    expect([...news(ben), ...news(cat)].map(({ code }) => code)).toEqual(Array(4).fill('not_allowed'));
    expect(await staff()).toEqual({ owners: ['ann'], moderators: ['ben'] });
  });

  test('is nobody’s in a group that a join made', async () => {
    const { ann, ben, send, news } = await createDevs();
    for (const one of [ann, ben]) await send(one, { type: 'join', group_name: 'ops' });
    news(ann);
    await send(ann, { type: 'role', group_name: 'ops', target: 'ann', role: 'owner' });
    await send(ann, { type: 'describe', group_name: 'ops', title: 'Mine' });
    expect(news(ann)).toMatchObject([
      { error: 'Not allowed: role (for owners)' },
      { error: 'Not allowed: describe (for owners)' },
    ]);
  });

  test('is told of who blocks nobody, and not to who blocks the promoted', async () => {
    const { ann, ben, cat, make, send, news } = await createDevs();
    await send(cat, { type: 'block', target: 'ben' });
    for (const one of [ann, ben, cat]) news(one);
    await make(ann, 'ben', 'moderator');
    expect([news(ann), news(ben), news(cat)].map((frames) => frames.length)).toEqual([1, 1, 0]);
  });

  test('is told of an owner whom one blocks: rules are nobody’s silence', async () => {
    const { ann, cat, make, send, news } = await createDevs();
    await send(cat, { type: 'block', target: 'ann' });
    news(cat);
    await make(ann, 'cat', 'moderator');
    await send(ann, { type: 'describe', group_name, title: 'Developers' });
    expect(news(cat)).toMatchObject([
      { type: 'role_changed', user: 'cat', by: 'ann' },
      { type: 'described', by: 'ann' },
    ]);
  });
});
