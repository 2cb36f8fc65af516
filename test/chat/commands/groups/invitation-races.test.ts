import { describe, expect, test } from '@jest/globals';
import { createInviting, group_name, inviteCat, joinDevs } from './create-inviting.ts';

type Inviting = Awaited<ReturnType<typeof createInviting>>;

const decline = { type: 'decline_invite', group_name };
const blockAnn = { type: 'block', target: 'ann' };

/** Has something happen beside an invitation's write: before it, or right behind it. */
function beside({ ports }: Inviting, when: 'before' | 'behind', act: () => Promise<unknown>): void {
  const { invitations } = ports;
  const { add } = invitations;
  invitations.add = async (invitation) => {
    invitations.add = add;
    if (when === 'before') await act();
    const isNew = await add(invitation);
    if (when === 'behind') await act();
    return isNew;
  };
}

describe.each(['before', 'behind'] as const)('what comes right %s the write of an invitation:', (when) => {
  test('a join leaves no invitation, by which its target could come back', async () => {
    const inviting = await createInviting('open');
    const { ann, cat, send, give, isMember, ports, waiting } = inviting;
    beside(inviting, when, () => send(cat, joinDevs));
    expect(await give(ann, inviteCat)).toMatchObject([{ type: 'joined' }, { type: 'invited' }]);
    expect(await isMember('cat')).toBe(true);
    expect(await ports.invitations.list('cat')).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test.each(['notify', 'silent'] as const)(
    'a block (%s) hides it, and lets nobody in by it',
    async (blockPolicy) => {
      const inviting = await createInviting('private', { blockPolicy });
      const { ann, cat, send, news, give, invitations, waiting, ports } = inviting;
      beside(inviting, when, () => send(cat, blockAnn));
      expect(await give(ann, { ...inviteCat, ref: 'r1' })).toContainEqual(
        expect.objectContaining({ type: 'ack', id: expect.any(String) }),
      );
      expect(news(cat).map(({ type }) => type)).toEqual(['blocked']);
      expect(await invitations()).toEqual([]);
      expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
      expect(await waiting()).toEqual([]);
      expect(ports.undelivered.all()).toEqual([]);
    },
  );

  test('a ban leaves no invitation, by which its target could come in when it has ended', async () => {
    const inviting = await createInviting('private');
    const { ann, ben, cat, send, give, news, ports, waiting } = inviting;
    await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    const about = { group_name, target: 'cat' };
    beside(inviting, when, () => send(ann, { type: 'kick', ...about, ban: true }));
    await give(ben, inviteCat);
    expect(await ports.invitations.list('cat')).toEqual([]);
    expect(news(cat)).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
    await give(ann, { type: 'unban', ...about });
    expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
  });

  test('the leaving of who invites leaves an invitation that holds', async () => {
    const inviting = await createInviting();
    const { ann, ben, cat, send, give, isMember } = inviting;
    await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    beside(inviting, when, () => send(ben, { type: 'leave', group_name }));
    expect(await give(ben, inviteCat)).toMatchObject([{ type: 'left' }, { type: 'invited' }]);
    expect(await isMember('ben')).toBe(false);
    expect(await give(cat, joinDevs)).toMatchObject([{ type: 'joined' }]);
  });
});

describe('a decline beside an invitation', () => {
  test('that comes right before its write is of none, and the invitation stands', async () => {
    const inviting = await createInviting();
    const { ann, cat, send, give, news, invitations } = inviting;
    beside(inviting, 'before', () => send(cat, decline));
    await give(ann, inviteCat);
    expect(news(cat)).toMatchObject([{ error: 'No invitation to devs' }, { type: 'invited' }]);
    expect(await invitations()).toHaveLength(1);
  });

  test('that comes right behind its write ends it, and another may be made', async () => {
    const inviting = await createInviting();
    const { ann, cat, send, give, invitations } = inviting;
    beside(inviting, 'behind', () => send(cat, decline));
    await give(ann, inviteCat);
    expect(await invitations()).toEqual([]);
    expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
    expect(await give(ann, inviteCat)).toMatchObject([{ type: 'invited' }]);
    expect(await invitations()).toHaveLength(1);
  });

  test('that was given before it came leaves it: it isn’t what was declined', async () => {
    const { ann, ben, cat, give, send, ports, invitations } = await createInviting('open');
    await give(ben, inviteCat);
    const { end } = ports.invitations;
    ports.invitations.end = async (...given) => {
      ports.invitations.end = end;
      await send(ann, inviteCat);
      return end(...given);
    };
    await give(cat, decline);
    expect(await invitations()).toMatchObject([{ from: 'ann' }]);
  });
});

test('two who invite the same one at once have both invited', async () => {
  const inviting = await createInviting('open');
  const { ann, ben, send, give, news, ports } = inviting;
  beside(inviting, 'before', () => send(ben, inviteCat));
  await give(ann, inviteCat);
  expect(news(ben)).toMatchObject([{ type: 'invited' }]);
  expect((await ports.invitations.list('cat')).map(({ from }) => from)).toEqual(['ann', 'ben']);
});

test('who joins in two places at once by one invitation is in the group once', async () => {
  const { cat, send, give, ann, news, ports, connect } = await createInviting();
  await give(ann, inviteCat);
  const phone = await connect('cat', { protocol: 'v2' });
  news(cat);
  await Promise.all([send(cat, joinDevs), send(phone, joinDevs)]);
  expect(news(cat).filter(({ type }) => type === 'joined')).toHaveLength(1);
  expect(await ports.invitations.list('cat')).toEqual([]);
});

test('who is kicked has no invitation left that a function which died has made beside their joining', async () => {
  const inviting = await createInviting();
  const { ann, ben, cat, give, ports, isMember, invitations } = inviting;
  await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
  await give(ann, inviteCat);
  beside(inviting, 'before', () => give(cat, joinDevs));
  beside(inviting, 'behind', async () => {
    throw new Error('The function died');
  });
  await give(ben, inviteCat);
  expect(await isMember('cat')).toBe(true);
  expect(await ports.invitations.list('cat')).toHaveLength(1);
  await give(ann, { type: 'kick', group_name, target: 'cat' });
  expect(await invitations()).toEqual([]);
  expect(await give(cat, joinDevs)).toMatchObject([{ code: 'group_not_found' }]);
});

test('who was banned while a function made an invitation and died has none left when its command comes again', async () => {
  const inviting = await createInviting();
  const { ann, give, send, ports, invitations } = inviting;
  beside(inviting, 'before', () => send(ann, { type: 'kick', group_name, target: 'cat', ban: true }));
  beside(inviting, 'behind', async () => {
    throw new Error('The function died');
  });
  const invite = { ...inviteCat, ref: 'r1' };
  expect(await give(ann, invite)).toContainEqual(expect.objectContaining({ code: 'internal' }));
  expect(await ports.invitations.list('cat')).toHaveLength(1);
  expect(await give(ann, invite)).toMatchObject([{ code: 'banned', error: 'Banned from devs: cat' }]);
  expect(await invitations()).toEqual([]);
});
