import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../../chat/run-request.ts';
import { DELIVERY_DEADLINE_MS } from '../../../../protocol/limits.ts';
import { createStaffTalk, group_name } from './staff-talk.ts';

const conversation = `group:${group_name}`;

async function createAudited() {
  const talk = await createStaffTalk();
  const { ports, send, framesTo, groups } = talk;
  const { groupId = '' } = (await groups.find(group_name)) ?? {};
  const written = async () => (await ports.audits.list(`group:${groupId}`, { limit: 100 })).items;
  const before = (await written()).length;
  return {
    ...talk,
    /** What was written down since the group was made, newest first. */
    written: async () => (await written()).slice(0, -before),
    /** What `audit` answers of it. */
    async audit(one: string) {
      framesTo(one);
      await send(one, { type: 'audit', group_name, ref: `${ports.clock.now()}${Math.random()}` });
      return framesTo(one)[0] ?? {};
    },
  };
}

describe('what owners and moderators do in a group is written down:', () => {
  test.each([
    ['describe', { type: 'describe', title: 'Ours' }, {}],
    ['role', { type: 'role', target: 'ben', role: 'owner' }, { target: 'ben', role: 'owner' }],
    ['kick', { type: 'kick', target: 'ben', reason: 'Rude' }, { target: 'ben', reason: 'Rude' }],
    ['ban', { type: 'kick', target: 'ben', ban: true }, { target: 'ben' }],
    [
      'ban',
      { type: 'kick', target: 'cat', ban: true, seconds: 60, reason: 'Spam' },
      { target: 'cat', until: expect.any(String), reason: 'Spam' },
    ],
  ])('%s, with its event where it has one', async (act, frame, shown) => {
    const { ann, mod, cat, send, audit, written } = await createAudited();
    await send(ann, { group_name, ...frame });
    const items = [
      { id: expect.any(String), ts: expect.any(String), by: 'ann', act, conversation, ...shown },
    ];
    expect((await audit(mod)).items).toEqual([
      ...items,
      expect.objectContaining({ act: 'role', target: 'mod' }),
    ]);
    expect(await written()).toHaveLength(1);
    expect(await audit(cat)).toMatchObject({ type: 'error' });
  });

  test('pin and unpin, with the message and who said it', async () => {
    const { mod, ben, send, say, framesTo, written } = await createAudited();
    await say(ben);
    const id = framesTo(ben).find(({ type }) => type === 'message')?.id;
    for (const type of ['pin', 'unpin']) await send(mod, { type, conversation, id });
    expect(await written()).toMatchObject(
      ['unpin', 'pin'].map((act) => ({ act, by: 'mod', target: 'ben', of: id, conversation })),
    );
  });

  test('unban', async () => {
    const { ann, kick, send, written } = await createAudited();
    await kick(ann, 'cat', { ban: true });
    await send(ann, { type: 'unban', group_name, target: 'cat' });
    expect(await written()).toMatchObject([
      { act: 'unban', by: 'ann', target: 'cat', conversation },
      { act: 'ban', target: 'cat' },
    ]);
  });

  test('disband, though nobody is in the group any more who could ask for it', async () => {
    const { ann, send, audit, written } = await createAudited();
    await send(ann, { type: 'disband', group_name });
    expect(await written()).toMatchObject([{ act: 'disband', by: 'ann', conversation }]);
    expect(await audit(ann)).toMatchObject({ type: 'error' });
  });

  test('and nothing else: neither who leaves by themselves, nor what was refused', async () => {
    const { ann, mod, ben, cat, kick, send, written } = await createAudited();
    await send(ben, { type: 'leave', group_name });
    await kick(mod, 'ann');
    await kick(ann, 'cat');
    await kick(cat, 'mod');
    await send(mod, { type: 'describe', group_name, title: 'Mine' });
    await send(ann, { type: 'unban', group_name, target: 'cat' });
    await send(ann, { type: 'pin', conversation, id: '01M81J1CD00007G00000G00000' });
    expect(await written()).toEqual([]);
  });

  test('once, however often the command comes, and whoever comes to join beside a ban', async () => {
    const { ann, cat, kick, send, meanwhile, ports, written } = await createAudited();
    meanwhile('before addMember', () => kick(ann, 'cat', { ban: true, ref: 'r1' }));
    await send(cat, { type: 'join', group_name });
    for (const wait of [0, 30_000]) {
      ports.clock.advance(wait);
      await kick(ann, 'cat', { ban: true, ref: 'r1' });
    }
    expect(await written()).toMatchObject([{ act: 'ban', target: 'cat' }]);
  });

  test('in the same write as its event', async () => {
    const { ann, send, kick, ports, written } = await createAudited();
    ports.log.append = async () => {
      throw new Error('Out of order');
    };
    await send(ann, { type: 'describe', group_name, title: 'Ours' });
    await kick(ann, 'ben');
    expect(await written()).toEqual([]);
  });
});

describe('what was done in a group by a function that died', () => {
  const lost = async () => {
    const audited = await createAudited();
    const { ports, groups } = audited;
    const { change } = groups;
    const append = ports.log.append;
    ports.log.append = async () => {
      throw new Error('Out of order');
    };
    return {
      ...audited,
      async sweep(after: number) {
        ports.log.append = append;
        ports.groups.change = change;
        ports.clock.advance(after);
        await runRequest(ports, { type: 'sweep' });
      },
    };
  };
  const acts = [
    ['describe', { type: 'describe', title: 'Ours' }],
    ['disband', { type: 'disband' }],
    ['kick', { type: 'kick', target: 'ben', reason: 'Rude' }],
    ['ban', { type: 'kick', target: 'ben', ban: true, reason: 'Spam' }],
  ] as const;

  test.each(acts)('is written down by a sweep: %s', async (act, frame) => {
    const { ann, send, sweep, written } = await lost();
    await send(ann, { group_name, ...frame });
    await sweep(60_000);
    const reason = 'reason' in frame ? { reason: frame.reason } : {};
    expect(await written()).toMatchObject([{ act, by: 'ann', ...reason }]);
  });

  test.each(acts)('is written down where it is too late to be told: %s', async (act, frame) => {
    const { ann, send, sweep, written } = await lost();
    await send(ann, { group_name, ...frame });
    await sweep(DELIVERY_DEADLINE_MS);
    expect(await written()).toMatchObject([{ act, by: 'ann' }]);
  });

  test('is written down of a ban of who is no member', async () => {
    const { ann, kick, sweep, written, ports } = await lost();
    const { put } = ports.audits;
    const { forget } = ports.undelivered;
    ports.audits.put = async () => {
      throw new Error('Out of order');
    };
    ports.undelivered.forget = ports.audits.put as never;
    await kick(ann, 'cat', { ban: true, reason: 'Spam' });
    Object.assign(ports.audits, { put });
    Object.assign(ports.undelivered, { forget });
    expect(await written()).toEqual([]);
    await sweep(60_000);
    expect(await written()).toMatchObject([{ act: 'ban', by: 'ann', target: 'cat', reason: 'Spam' }]);
    expect(ports.undelivered.all()).toEqual([]);
  });
});
