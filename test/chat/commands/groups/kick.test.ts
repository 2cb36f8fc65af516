import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../../chat/run-request.ts';
import { createLaggingSubscriptions } from '../../../../memory/connections/lagging-subscriptions.ts';
import { createMemorySubscriptions } from '../../../../memory/connections/subscriptions.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { createStaffTalk, group_name } from './staff-talk.ts';

const left = { type: 'left', conversation: 'group:devs', user: 'ben' };

describe('who is kicked', () => {
  test('is a member no more, and told with the others who did it, on each device', async () => {
    const { mod, ann, ben, phone, cat, kick, framesTo, isMember, ports } = await createStaffTalk();
    await kick(mod, 'ben', { ref: 'r1' });
    for (const one of [ann, ben, phone]) expect(framesTo(one)).toMatchObject([{ ...left, by: 'mod' }]);
    const [told, ack] = framesTo(mod);
    expect(told).toMatchObject({ ...left, by: 'mod' });
    expect(told).not.toHaveProperty('banned');
    expect(ack).toMatchObject({ type: 'ack', ref: 'r1', id: told?.id });
    expect(framesTo(cat)).toEqual([]);
    expect(await isMember('ben')).toBe(false);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('hears nothing more, on any device, also where reads of the audience lag behind', async () => {
    const { mod, ann, ben, phone, kick, say, forget, framesTo, audience } = await createStaffTalk(() => ({
      subscriptions: createLaggingSubscriptions(),
    }));
    await kick(mod, 'ben');
    forget();
    await say(ann);
    expect([ben, phone].flatMap(framesTo)).toEqual([]);
    expect(await audience()).toEqual([ann, mod].sort());
  });

  test('has lost the subscriptions of all devices before anybody is told, however many pages the audience has', async () => {
    const { mod, ann, ben, phone, kick, audience, ports } = await createStaffTalk(({ clock }) => ({
      clock,
      subscriptions: createMemorySubscriptions(clock, 1),
    }));
    const audiences: string[][] = [];
    const { post } = ports.posts;
    ports.posts.post = async (connectionId, text) => {
      if (text.includes('"left"')) audiences.push(await audience());
      return post(connectionId, text);
    };
    await kick(mod, 'ben');
    expect(audiences).toEqual(Array(4).fill([ann, mod].sort()));
    expect([ben, phone]).not.toContain(ann);
  });

  test('hears nothing once it is acknowledged, be it to a command come again, of which the first lost no subscription', async () => {
    const { mod, ann, ben, phone, kick, say, forget, framesTo, ports } = await createStaffTalk();
    const { removeVersion } = ports.subscriptions;
    ports.subscriptions.removeVersion = () => Promise.reject(new Error('Out of order'));
    await kick(mod, 'ben', { ref: 'r1' });
    expect(framesTo(mod)).toMatchObject([{ code: 'internal' }]);
    ports.subscriptions.removeVersion = removeVersion;
    await kick(mod, 'ben', { ref: 'r1' });
    expect(framesTo(mod).at(-1)).toMatchObject({ type: 'ack' });
    forget();
    await say(ann);
    expect([ben, phone].flatMap(framesTo)).toEqual([]);
  });

  test('hears nothing on a device that connects right then, either', async () => {
    const { mod, ann, kick, say, connect, meanwhile, framesTo, audience } = await createStaffTalk();
    let late = '';
    // It has read its memberships, and not subscribed yet.
    meanwhile('behind endMembership', async () => {
      late = await connect('ben', { protocol: 'v2' });
    });
    await kick(mod, 'ben');
    await say(ann);
    expect(framesTo(late).filter(({ type }) => type === 'message')).toEqual([]);
    expect(await audience()).toEqual([ann, mod].sort());
  });

  test('hears nothing on a device that was subscribing when the membership ended', async () => {
    const { mod, ann, kick, connect, audience, ports, groups } = await createStaffTalk();
    const { memberships } = groups;
    let asked = 0;
    groups.memberships = async (user) => {
      const found = await memberships(user);
      if (++asked === 1) await kick(mod, 'ben');
      return found;
    };
    await connect('ben', { protocol: 'v2' });
    expect(await audience()).toEqual([ann, mod].sort());
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('may join again', async () => {
    const { mod, ben, phone, ann, kick, send, framesTo, audience } = await createStaffTalk();
    await kick(mod, 'ben');
    framesTo(ben);
    await send(ben, { type: 'join', group_name });
    expect(framesTo(ben)).toMatchObject([{ type: 'joined', user: 'ben' }]);
    expect(await audience()).toEqual([ann, mod, ben, phone].sort());
  });

  test('is told in the words of v1', async () => {
    const { ann, kick, connect, send, heardBy } = await createStaffTalk();
    const old = await connect('dan');
    await send(old, { type: 'join', group_name });
    heardBy(old);
    await kick(ann, 'dan', { ban: true });
    expect(heardBy(old)).toEqual(['(Group devs): dan was removed by ann']);
    await send(old, { type: 'join', group_name });
    expect(heardBy(old)).toEqual(['error: Banned from devs']);
  });

  test('is told though they block who did it, and not to who blocks them', async () => {
    const { mod, ann, ben, kick, send, forget, framesTo } = await createStaffTalk();
    await send(ben, { type: 'block', target: 'mod' });
    await send(ann, { type: 'block', target: 'ben' });
    forget();
    await kick(mod, 'ben');
    expect(framesTo(ben)).toMatchObject([{ ...left, by: 'mod' }]);
    expect(framesTo(ann)).toEqual([]);
  });

  test('is told once who was paging a sync: the group is not recovered on the next page', async () => {
    const { mod, ann, ben, kick, say, send, framesTo, ports } = await createStaffTalk();
    for (let count = 0; count < 150; count++) {
      await say(ann, `${count}`);
      ports.clock.advance(1_000);
    }
    framesTo(ben);
    const first = { type: 'sync', cursors: { 'group:devs': idOfTime(0) } };
    await send(ben, first);
    const [page] = framesTo(ben) as [{ cursors: object; more: boolean }];
    expect(page.more).toBe(true);
    await kick(mod, 'ben');
    framesTo(ben);
    await send(ben, { type: 'sync', cursors: page.cursors });
    const [next] = framesTo(ben) as [{ cursors: object; recovered: object; events: object[] }];
    expect(next.events).toEqual([]);
    expect(next.recovered).toMatchObject({ 'group:devs': false });
    expect(Object.keys(next.cursors)).not.toContain('group:devs');
  });
});

describe('a kick', () => {
  test.each([
    ['a member', 'ben', 'cat', 'for owners and moderators'],
    ['a member of a moderator', 'ben', 'mod', 'for owners and moderators'],
    ['a moderator of another', 'mod', 'mod', 'only of who has a lesser role than you'],
    ['a moderator of an owner', 'mod', 'ann', 'only of who has a lesser role than you'],
    ['an owner of an owner', 'ann', 'ann', 'only of who has a lesser role than you'],
  ] as const)('is not what %s may do', async (_, by, target, why) => {
    const { kick, send, framesTo, isMember, ports, ...talk } = await createStaffTalk();
    await send(talk.cat, { type: 'join', group_name });
    if (target === 'mod')
      await send(talk.ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    if (by === 'ben') await send(talk.ann, { type: 'role', group_name, target: 'ben', role: 'member' });
    framesTo(talk[by]);
    await kick(talk[by], target, { ban: true });
    expect(framesTo(talk[by])).toMatchObject([{ code: 'not_allowed', error: `Not allowed: kick (${why})` }]);
    expect(await isMember(target)).toBe(true);
    expect(await ports.groupBans.find(group_name, target, { consistent: true })).toBeUndefined();
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('is nobody’s to give in a group that a join made', async () => {
    const { ann, ben, kick, send, framesTo } = await createStaffTalk();
    for (const one of [ann, ben]) await send(one, { type: 'join', group_name: 'ops' });
    framesTo(ann);
    await kick(ann, 'ben', { group_name: 'ops' });
    expect(framesTo(ann)).toMatchObject([{ code: 'not_allowed' }]);
  });

  test('takes the moderator’s role away with the membership', async () => {
    const { ann, kick, groups } = await createStaffTalk();
    await kick(ann, 'mod');
    expect(await groups.find(group_name)).toMatchObject({ owners: ['ann'], moderators: [] });
  });

  test('of who is no member is refused, and leaves nothing', async () => {
    const { ann, kick, framesTo, ports } = await createStaffTalk();
    await kick(ann, 'cat');
    expect(framesTo(ann)).toMatchObject([{ code: 'conflict', error: 'Not in the group: cat' }]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('is done once by its ref, also where it comes again behind a re-join', async () => {
    const { ann, ben, kick, send, framesTo, isMember, ports } = await createStaffTalk();
    await kick(ann, 'ben', { ref: 'r1' });
    ports.clock.advance(1_000);
    await send(ben, { type: 'join', group_name });
    framesTo(ann);
    for (const wait of [0, 60_000, 600_000]) {
      ports.clock.advance(wait);
      await kick(ann, 'ben', { ref: 'r1' });
    }
    expect(framesTo(ann).map(({ type }) => type)).toEqual(['ack', 'ack', 'ack']);
    expect(await isMember('ben')).toBe(true);
  });

  test('ends a membership that began while it was checked', async () => {
    const { ann, cat, kick, send, meanwhile, framesTo, isMember, audience } = await createStaffTalk();
    meanwhile('behind changedBy', () => send(cat, { type: 'join', group_name }));
    const before = await audience();
    await kick(ann, 'cat', { ban: true });
    expect(await isMember('cat')).toBe(false);
    expect(await audience()).toEqual(before);
    expect(framesTo(cat).at(-1)).toMatchObject({ type: 'left', user: 'cat', by: 'ann', banned: true });
  });

  test('of somebody who is made a moderator right then ends that as well', async () => {
    const { ann, mod, kick, send, meanwhile, groups, isMember } = await createStaffTalk();
    meanwhile('before endMembership', () =>
      send(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' }),
    );
    await kick(mod, 'ben');
    expect(await isMember('ben')).toBe(false);
    expect(await groups.find(group_name)).toMatchObject({ owners: ['ann'], moderators: ['mod'] });
  });

  test('of somebody who is made a moderator right then ends that also where its function dies', async () => {
    const { ann, kick, send, meanwhile, groups, isMember, ports } = await createStaffTalk();
    meanwhile('before endMembership', () =>
      send(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' }),
    );
    meanwhile('behind endMembership', async () => {
      throw new Error('The function died');
    });
    await kick(ann, 'ben');
    ports.clock.advance(60_000);
    await runRequest(ports, { type: 'sweep' });
    expect(await isMember('ben')).toBe(false);
    expect(await groups.find(group_name)).toMatchObject({ moderators: ['mod'] });
  });

  test('leaves no role to who is promoted right behind it by a function that dies', async () => {
    const { ann, kick, send, meanwhile, groups, isMember, ports } = await createStaffTalk();
    const { append } = ports.log;
    meanwhile('before change', async () => {
      await kick(ann, 'ben');
      ports.log.append = async () => {
        throw new Error('The function died');
      };
    });
    await send(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    ports.log.append = append;
    expect(await groups.find(group_name)).toMatchObject({ moderators: ['ben', 'mod'] });
    ports.clock.advance(60_000);
    await runRequest(ports, { type: 'sweep' });
    expect(await isMember('ben')).toBe(false);
    expect(await groups.find(group_name)).toMatchObject({ moderators: ['mod'] });
  });

  test('of a moderator who is made an owner right then is refused', async () => {
    const { ann, mod, ben, kick, send, meanwhile, forget, framesTo, isMember, ports } =
      await createStaffTalk();
    await send(ann, { type: 'role', group_name, target: 'ben', role: 'owner' });
    forget();
    meanwhile('before change', () => send(ben, { type: 'role', group_name, target: 'mod', role: 'owner' }));
    await kick(ann, 'mod', { ban: true });
    expect(framesTo(ann).at(-1)).toMatchObject({ code: 'not_allowed' });
    expect(await isMember('mod')).toBe(true);
    expect(await ports.groupBans.find(group_name, 'mod', { consistent: true })).toBeUndefined();
    expect(framesTo(mod).map(({ type }) => type)).toEqual(['role_changed']);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('beside a message of theirs: what was checked before still counts, and is heard by who stayed', async () => {
    const { ann, ben, phone, mod, kick, send, framesTo, ports } = await createStaffTalk();
    const { append } = ports.log;
    ports.log.append = async (entry) => {
      ports.log.append = append;
      await kick(mod, 'ben');
      return append(entry);
    };
    await send(ben, { type: 'group', group_name, content: 'And' });
    const types = (one: string) => framesTo(one).map(({ type }) => type);
    expect(types(ann).toSorted()).toEqual(['left', 'message']);
    expect(types(phone)).toContain('left');
  });
});
