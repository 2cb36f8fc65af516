import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createInviting, group_name, inviteCat, joinDevs } from '../commands/groups/create-inviting.ts';
import { loseDeliveries } from './lose-deliveries.ts';

const MINUTE_MS = 60_000;
const decline = { type: 'decline_invite', group_name };
const invite = { ...inviteCat, ref: 'r1' };

/** `ann`, `ben` and `cat`, whose functions can be made to die between what they store and their posts. */
async function createLosing(blockPolicy: 'notify' | 'silent' = 'notify') {
  const losing = loseDeliveries(blockPolicy);
  const inviting = await createInviting('private', losing.ports);
  const { ports, ann, cat, news, send } = inviting;
  return {
    ...inviting,
    lose: (from: string, command: object) => losing.lose(() => send(from, command)),
    heard: () => [ann, cat].map((one) => news(one).map(({ type }) => type)),
    async sweep(after = MINUTE_MS) {
      ports.clock.advance(after);
      await runRequest(ports, { type: 'sweep' });
      expect(ports.undelivered.all()).toEqual([]);
    },
  };
}

/** Has the next call fail, before it is done or behind that. */
function failOnce<S extends object>(store: S, method: keyof S & string, when: 'before' | 'behind'): void {
  const real = store[method] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(store, {
    [method]: async (...given: unknown[]) => {
      Object.assign(store, { [method]: real });
      if (when === 'behind') await real(...given);
      throw new Error('The store is away');
    },
  });
}

describe('an invitation whose function died over it', () => {
  test('is told by a sweep to both, once', async () => {
    const { ann, lose, heard, sweep, waiting, invitations } = await createLosing();
    await lose(ann, inviteCat);
    expect(heard()).toEqual([[], []]);
    await sweep();
    await sweep();
    expect(heard()).toEqual([['invited'], ['invited']]);
    expect(await waiting()).toEqual([]);
    expect(await invitations()).toHaveLength(1);
  });

  test('waits for who is away, and is handed over at the next sign-in', async () => {
    const { ann, cat, lose, sweep, waiting, ports, connect, news } = await createLosing();
    await lose(ann, inviteCat);
    await removeConnection(ports, cat, 'cat');
    await sweep();
    expect(await waiting()).toEqual(['invited']);
    const phone = await connect('cat', { protocol: 'v2' });
    await runRequest(ports, { type: 'hand_over', user: 'cat', connectionId: phone, mark: 'any' });
    expect(news(phone)).toMatchObject([{ type: 'invited', from: 'ann', group: 'devs' }]);
    expect(await waiting()).toEqual([]);
  });

  test.each([
    ['declined it', decline],
    ['joined', joinDevs],
    ['blocked who invites', { type: 'block', target: 'ann' }],
  ])('is told its author alone when its target has %s since', async (_, command) => {
    const { ann, cat, lose, give, heard, sweep, waiting } = await createLosing();
    await lose(ann, inviteCat);
    await give(cat, command);
    heard();
    await sweep();
    expect(heard()).toEqual([['invited'], []]);
    expect(await waiting()).toEqual([]);
  });

  test('is told its author alone where a silent block hid it', async () => {
    const { ann, cat, lose, give, heard, sweep, waiting } = await createLosing('silent');
    await give(cat, { type: 'block', target: 'ann' });
    await lose(ann, inviteCat);
    await sweep();
    expect(heard()).toEqual([['invited'], []]);
    expect(await waiting()).toEqual([]);
  });

  test('is posted to nobody past the deadline: it waits, and those who were there are closed', async () => {
    const { ann, cat, lose, heard, sweep, waiting, ports } = await createLosing();
    await lose(ann, inviteCat);
    await sweep(DELIVERY_DEADLINE_MS);
    expect(heard()).toEqual([[], []]);
    expect(ports.posts.closed.toSorted()).toEqual([ann, cat]);
    expect(await waiting()).toEqual(['invited']);
  });
});

describe('an invitation whose function fails', () => {
  test.each([
    ['before it was written', 'invitations', 'add', 'before'],
    ['behind that', 'invitations', 'add', 'behind'],
    ['before its event was stored', 'log', 'append', 'before'],
    ['behind that', 'log', 'append', 'behind'],
  ] as const)(
    '%s (%s.%s) is made and told once when the command comes again',
    async (_, store, method, when) => {
      const { ann, cat, send, news, ports, invitations } = await createInviting();
      const failing = ports[store] as unknown as Record<string, unknown>;
      failOnce(failing, method, when);
      for (const __ of [1, 2]) await send(ann, invite);
      ports.clock.advance(MINUTE_MS);
      // What is stored is told by a sweep.
      await runRequest(ports, { type: 'sweep' });
      expect(news(cat)).toMatchObject([{ type: 'invited' }]);
      expect(news(ann)).toContainEqual(expect.objectContaining({ type: 'ack', ref: 'r1' }));
      expect(ports.log.entriesOf('whisper:ann|cat')).toHaveLength(1);
      expect(await invitations()).toHaveLength(1);
      expect(ports.undelivered.all()).toEqual([]);
    },
  );
});

describe('a join by an invitation whose function died', () => {
  test.each(['before', 'behind'] as const)(
    '%s the invitation was taken away has it taken away by a sweep',
    async (when) => {
      const { ann, cat, give, send, ports, isMember, invitations } = await createInviting();
      await give(ann, inviteCat);
      failOnce(ports.invitations, 'end', when);
      await send(cat, joinDevs);
      ports.clock.advance(MINUTE_MS);
      await runRequest(ports, { type: 'sweep' });
      expect(await isMember('cat')).toBe(true);
      expect(await invitations()).toEqual([]);
    },
  );

  test.each(['before', 'behind'] as const)(
    '%s the membership was written leaves what it found, or is finished by a sweep',
    async (when) => {
      const { ann, cat, give, send, ports, isMember, invitations } = await createInviting();
      await give(ann, inviteCat);
      failOnce(ports.groups, 'addMember', when);
      await send(cat, joinDevs);
      ports.clock.advance(MINUTE_MS);
      await runRequest(ports, { type: 'sweep' });
      expect(await isMember('cat')).toBe(when === 'behind');
      expect(await invitations()).toHaveLength(when === 'behind' ? 0 : 1);
    },
  );
});

test('a decline whose function died is done by the command come again, which ends no newer invitation', async () => {
  const { ann, ben, cat, give, send, news, ports, invitations } = await createInviting();
  await give(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
  await give(ann, inviteCat);
  failOnce(ports.invitations, 'end', 'behind');
  await send(cat, { ...decline, ref: 'r1' });
  ports.clock.advance(1_000);
  await give(ben, inviteCat);
  news(cat);
  await send(cat, { ...decline, ref: 'r1' });
  expect(news(cat)).toMatchObject([{ type: 'invitations_changed' }, { type: 'ack', ref: 'r1' }]);
  expect(await invitations()).toMatchObject([{ from: 'ben' }]);
});
