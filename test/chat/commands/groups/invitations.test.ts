import { describe, expect, test } from '@jest/globals';
import { pairConversation } from '../../../../chat/ports/messages/messages.ts';
import { DEFAULT_LIMITS } from '../../../../memory/default-limits.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { INVITATION_DAYS, INVITATIONS_MAX } from '../../../../protocol/limits.ts';
import { DAY_MS } from '../../../contract/stores.ts';
import { createInviting, group_name, inviteCat, joinDevs } from './create-inviting.ts';

const decline = { type: 'decline_invite', group_name };
const blockAnn = { type: 'block', target: 'ann' };

describe('an invitation', () => {
  test('is told to all devices of the two, in each protocol, and stands among their whispers', async () => {
    const { ann, cat, connect, give, news, heardBy } = await createInviting();
    const [annPhone, catPhone] = [await connect('ann'), await connect('cat')];
    expect(await give(ann, inviteCat)).toMatchObject([
      { type: 'invited', conversation: 'whisper:cat', from: 'ann', to: 'cat', group: 'devs' },
    ]);
    expect(news(cat)).toMatchObject([{ type: 'invited', conversation: 'whisper:ann' }]);
    expect(heardBy(annPhone)).toEqual(['(Invitation to devs for cat)']);
    expect(heardBy(catPhone)).toEqual(['(Invitation to devs from ann)']);
    const history = { type: 'history', conversation: 'whisper:ann' };
    expect(await give(cat, history)).toMatchObject([{ events: [{ type: 'invited', group: 'devs' }] }]);
  });

  test('comes with a sync, and is the newest of its conversation, where nothing is unread', async () => {
    const { ann, cat, give } = await createInviting();
    await give(ann, inviteCat);
    expect(
      await give(cat, { type: 'sync', cursors: { whispers: idOfTime(Date.UTC(2026, 0)) } }),
    ).toMatchObject([{ events: [{ type: 'invited' }] }]);
    const [list] = await give(cat, { type: 'conversations' });
    expect(list?.items).toContainEqual(
      expect.objectContaining({
        conversation: 'whisper:ann',
        last: expect.objectContaining({ type: 'invited' }),
        unread: 0,
      }),
    );
  });

  test('lets its target into a private group, once', async () => {
    const { ann, cat, give, isMember, invitations } = await createInviting();
    expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
    await give(ann, inviteCat);
    expect(await give(cat, joinDevs)).toMatchObject([{ type: 'joined', user: 'cat' }]);
    expect(await invitations()).toEqual([]);
    await give(cat, { type: 'leave', group_name });
    expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
    expect(await isMember('cat')).toBe(false);
  });

  test('waits no more when its target has joined, an open group too', async () => {
    const { ann, cat, give, invitations } = await createInviting('open');
    await give(ann, inviteCat);
    expect(await invitations()).toHaveLength(1);
    await give(cat, joinDevs);
    await give(cat, { type: 'leave', group_name });
    expect(await invitations()).toEqual([]);
  });

  test('is none to a group that was disbanded, nor to a later one of its name, to which another may be made', async () => {
    const { ann, cat, give, ports, invitations } = await createInviting();
    await give(ann, inviteCat);
    await give(ann, { type: 'disband', group_name });
    expect(await invitations()).toEqual([]);
    expect(await give(ann, inviteCat)).toMatchObject([{ code: 'group_not_found' }]);
    const group = await ports.groups.find(group_name);
    // As a sweep leaves it when nobody is in it any more.
    if (group) await ports.groups.change({ ...group, isFree: true, rev: `${group.rev}Z` }, group.rev);
    await give(ann, { type: 'create', group_name, kind: 'private' });
    expect(await invitations()).toEqual([]);
    expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
    expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
    expect(await give(cat, joinDevs)).toMatchObject([{ type: 'joined' }]);
  });

  test('is good for so many days', async () => {
    const { ann, cat, connect, give, ports } = await createInviting();
    await give(ann, inviteCat);
    ports.clock.advance(INVITATION_DAYS * DAY_MS);
    const [now, later] = [await connect('cat', { protocol: 'v2' }), await connect('ann', { protocol: 'v2' })];
    expect(await give(now, { type: 'invitations' })).toMatchObject([{ items: [] }]);
    expect(await give(now, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
    expect(await give(later, inviteCat)).toMatchObject([{ type: 'invited' }]);
    expect(cat).toBeDefined();
  });

  test('is no member’s to whom the group gives no say in it, and nobody’s who isn’t in it', async () => {
    const { ann, ben, cat, give, ports } = await createInviting();
    expect(await give(ben, inviteCat)).toMatchObject([
      { code: 'not_allowed', error: 'Not allowed: invite (for owners and moderators)' },
    ]);
    expect(await give(cat, { ...inviteCat, target: 'ben' })).toMatchObject([{ code: 'group_not_found' }]);
    await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    expect(await give(ben, inviteCat)).toMatchObject([{ type: 'invited' }]);
    expect(await ports.invitations.list('cat')).toHaveLength(1);
  });

  test.each(['create', 'join'])('into an open group that a %s made is any member’s', async (type) => {
    const { ann, ben, cat, give } = await createInviting();
    await give(ann, { type, group_name: 'ops' });
    await give(ben, { type: 'join', group_name: 'ops' });
    expect(await give(ben, { ...inviteCat, group_name: 'ops' })).toMatchObject([{ type: 'invited' }]);
    expect(await give(cat, { ...inviteCat, group_name: 'ops', target: 'ann' })).toMatchObject([
      { code: 'not_a_member' },
    ]);
  });

  test.each([
    ['a member', { target: 'ben' }, 'Already in the group: ben'],
    ['nobody', { target: 'nobody' }, 'User not found: nobody'],
    ['oneself', { target: 'ann' }, 'Invalid field: target (somebody other than yourself)'],
  ])('of %s is refused', async (_, more, error) => {
    const { ann, give, ports } = await createInviting();
    expect(await give(ann, { ...inviteCat, ...more })).toMatchObject([{ error }]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('is refused while too many wait for its target, hidden ones and expired ones rightly counted', async () => {
    const { ann, give, ports } = await createInviting();
    const now = ports.clock.now();
    const from = (number: number) => ({
      user: 'cat',
      group: 'ops',
      groupId: 'ops',
      from: `user${number}`,
      isHidden: number % 2 === 0,
    });
    await ports.invitations.add({ ...from(0), id: idOfTime(now - INVITATION_DAYS * DAY_MS) });
    for (let number = 1; number < INVITATIONS_MAX; number++)
      await ports.invitations.add({ ...from(number), id: idOfTime(now) });
    expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
    await give(ann, { type: 'create', group_name: 'more' });
    expect(await give(ann, { ...inviteCat, group_name: 'more' })).toMatchObject([
      { code: 'conflict', error: 'Too many invitations wait for cat' },
    ]);
  });

  test('is one of so many that a user makes in a day', async () => {
    const limits = { ...DEFAULT_LIMITS, invitationsPerDay: 2 };
    const { ann, give } = await createInviting('private', { limits });
    expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
    await give(ann, { type: 'create', group_name: 'ops' });
    expect(await give(ann, { ...inviteCat, group_name: 'ops' })).toMatchObject([{ code: 'rate_limited' }]);
  });
});

describe('who invites somebody', () => {
  test('again is refused, until that one has answered', async () => {
    const { ann, cat, give } = await createInviting();
    await give(ann, inviteCat);
    expect(await give(ann, inviteCat)).toMatchObject([{ code: 'conflict', error: 'Already invited: cat' }]);
    await give(cat, decline);
    expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
  });

  test('whom another has invited isn’t told so: the first is the one that is listed', async () => {
    const { ann, ben, give, invitations } = await createInviting('open');
    await give(ben, inviteCat);
    expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
    expect(await invitations()).toMatchObject([{ group: 'devs', from: 'ben', title: 'Developers' }]);
  });

  test('and leaves the group, has invited them all the same', async () => {
    const { ann, ben, cat, give } = await createInviting();
    await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    await give(ben, inviteCat);
    await give(ben, { type: 'leave', group_name });
    expect(await give(cat, joinDevs)).toMatchObject([{ type: 'joined' }]);
  });
});

describe('decline_invite', () => {
  test('ends all to that group, and tells one’s own devices alone', async () => {
    const { ann, ben, cat, connect, give, news, heardBy, invitations } = await createInviting('open');
    const [phone, v1] = [await connect('cat', { protocol: 'v2' }), await connect('cat')];
    await give(ann, inviteCat);
    await give(ben, inviteCat);
    for (const one of [ann, ben, phone, v1]) news(one);
    expect(await give(cat, { ...decline, ref: 'r1' })).toEqual([
      { type: 'invitations_changed' },
      { type: 'ack', ref: 'r1' },
    ]);
    expect(news(phone)).toEqual([{ type: 'invitations_changed' }]);
    expect(heardBy(v1)).toEqual(['(Invitation to devs): declined']);
    expect([...news(ann), ...news(ben)]).toEqual([]);
    expect(await invitations()).toEqual([]);
  });

  test('of none is refused', async () => {
    const { ann, cat, give } = await createInviting();
    expect(await give(cat, decline)).toMatchObject([{ error: 'No invitation to devs' }]);
    await give(ann, inviteCat);
    await give(cat, decline);
    expect(await give(cat, decline)).toMatchObject([{ error: 'No invitation to devs' }]);
  });
});

describe('the list of invitations', () => {
  test('is by group, with pages', async () => {
    const { ann, give, invitations, cat } = await createInviting();
    for (const group of ['ops', 'art']) {
      await give(ann, { type: 'create', group_name: group });
      await give(ann, { ...inviteCat, group_name: group });
    }
    await give(ann, inviteCat);
    expect((await invitations()).map(({ group }) => group)).toEqual(['art', 'devs', 'ops']);
    expect(await give(cat, { type: 'invitations', limit: 2 })).toMatchObject([
      { items: [{ group: 'art' }, { group: 'devs' }], next: 'devs' },
    ]);
    expect(await give(cat, { type: 'invitations', limit: 2, after: 'devs' })).toMatchObject([
      { items: [{ group: 'ops' }], next: null },
    ]);
  });
});

describe('a block', () => {
  test('against who has invited leaves the invitation out, and nobody joins by it, while it stands', async () => {
    const { ann, cat, give, invitations } = await createInviting();
    await give(ann, inviteCat);
    await give(cat, blockAnn);
    expect(await invitations()).toEqual([]);
    expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
    await give(cat, { type: 'unblock', target: 'ann' });
    expect(await invitations()).toHaveLength(1);
    expect(await give(cat, joinDevs)).toMatchObject([{ type: 'joined' }]);
  });

  test('leaves those of others', async () => {
    const { ann, ben, cat, give, invitations } = await createInviting();
    await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    await give(ann, inviteCat);
    await give(ben, inviteCat);
    await give(cat, blockAnn);
    expect(await invitations()).toMatchObject([{ from: 'ben' }]);
    expect(await give(cat, joinDevs)).toMatchObject([{ type: 'joined' }]);
  });

  test('refuses one under the policy notify, either way', async () => {
    const { ann, cat, give } = await createInviting('open');
    await give(cat, blockAnn);
    expect(await give(ann, inviteCat)).toMatchObject([{ code: 'blocked', error: 'cat blocked you' }]);
    await give(cat, { type: 'unblock', target: 'ann' });
    await give(ann, { type: 'block', target: 'cat' });
    expect(await give(ann, inviteCat)).toMatchObject([{ code: 'blocked', error: 'You blocked cat' }]);
  });

  describe('under the policy silent', () => {
    const silent = { blockPolicy: 'silent' } as const;

    test('one that is hidden is found by who made it also where its function died, and the command came again', async () => {
      const { ann, cat, give, ports } = await createInviting('private', silent);
      await give(ann, { type: 'whisper', target: 'cat', content: 'Hello' });
      await give(cat, { type: 'block', target: 'ann' });
      const { touchOwn } = ports.conversations;
      ports.conversations.touchOwn = () => Promise.reject(new Error('Out of order'));
      expect((await give(ann, { ...inviteCat, ref: 'r1' })).at(-1)).toMatchObject({ code: 'internal' });
      ports.conversations.touchOwn = touchOwn;
      const [ack] = await give(ann, { ...inviteCat, ref: 'r1' });
      expect(ack).toMatchObject({ type: 'ack' });
      const cursor = idOfTime(ports.clock.now() - 60_000);
      const [synced] = await give(ann, { type: 'sync', cursors: { lobby: cursor, whispers: cursor } });
      expect(synced?.events).toContainEqual(expect.objectContaining({ type: 'invited', id: ack?.id }));
    });

    test('hides one: it looks made, and is nothing to who is invited', async () => {
      const { ann, cat, give, news, invitations, ports } = await createInviting('private', silent);
      await give(cat, blockAnn);
      expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
      expect(news(cat)).toEqual([]);
      expect(ports.log.entriesOf(pairConversation('ann', 'cat'))).toEqual([]);
      expect(await invitations()).toEqual([]);
      expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
      expect(await give(cat, decline)).toMatchObject([{ error: 'No invitation to devs' }]);
    });

    test('hides nothing from others who invite to the same group, nor them from anybody', async () => {
      const { ann, ben, cat, give, invitations } = await createInviting('private', silent);
      await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
      await give(cat, blockAnn);
      await give(ann, inviteCat);
      expect(await give(ben, inviteCat)).toMatchObject([{ type: 'invited' }]);
      expect(await invitations()).toMatchObject([{ from: 'ben' }]);
      expect(await give(cat, joinDevs)).toMatchObject([{ type: 'joined' }]);
    });

    test('that has ended leaves it hidden, and another may be made', async () => {
      const { ann, cat, give, invitations } = await createInviting('private', silent);
      await give(cat, blockAnn);
      await give(ann, inviteCat);
      expect(await give(ann, inviteCat)).toMatchObject([{ error: 'Already invited: cat' }]);
      await give(cat, { type: 'unblock', target: 'ann' });
      expect(await invitations()).toEqual([]);
      expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
      expect(await invitations()).toMatchObject([{ from: 'ann' }]);
    });
  });
});
