import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../../memory/chat-ports.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { REPORTS_PER_DAY } from '../../../../protocol/limits.ts';
import { createTalk } from './talk.ts';

const done = { type: 'ack' };
const denied = (type: string) => ({
  type: 'error',
  code: 'not_allowed',
  error: expect.stringContaining(`Not allowed: ${type} (`),
});
const unknown = { type: 'error', code: 'message_not_found' };
const inDevs = { type: 'group', group_name: 'devs' };

type Item = { readonly report: string; readonly reason: string; readonly by: string };

async function createReporting(ports = createMemoryPorts()) {
  const talk = await createTalk(ports);
  const { ask, admin } = talk;
  const report = (from: string, conversation: string, id: string, reason = 'Spam') =>
    ask(from, { type: 'report', conversation, id, reason });
  const list = async (from = admin, more: object = {}) =>
    ((await ask(from, { type: 'reports', ...more })).items ?? []) as Item[];
  const resolve = (from: string, id: string, more: object = {}) =>
    ask(from, { type: 'resolve_report', report: id, ...more });
  return { ...talk, report, list, resolve };
}

const places = [
  { where: 'the lobby', say: { type: 'lobby' }, conversation: 'lobby', shown: 'lobby' },
  { where: 'a group', say: inDevs, conversation: 'group:devs', shown: 'group:devs' },
  {
    where: 'a whisper',
    say: { type: 'whisper', target: 'ben' },
    conversation: 'whisper:ann',
    shown: 'whisper:ann',
  },
];

describe.each(places)('a report of what was said in $where', ({ say: how, conversation, shown }) => {
  test('keeps it as it was: who said it, what and when, and that it was edited', async () => {
    const { ann, ben, ask, say, report, list } = await createReporting();
    const id = await say(ann, 'Buy now', how);
    const own = conversation === 'whisper:ann' ? 'whisper:ben' : conversation;
    const edited = await ask(ann, { type: 'edit', conversation: own, id, content: 'Buy it' });
    expect(await report(ben.v2, conversation, id)).toEqual({ type: 'ack', ref: expect.any(String) });
    await ask(ann, { type: 'delete', conversation: own, id });
    const [item] = await list();
    expect(item).toEqual({
      report: expect.any(String),
      conversation: shown,
      message: {
        type: 'message',
        id,
        ts: expect.any(String),
        conversation: shown,
        from: 'ann',
        content: 'Buy it',
        rev: edited.id,
        edited_at: expect.any(String),
      },
      by: 'ben',
      reason: 'Spam',
      since: expect.any(String),
    });
  });

  test('is told to nobody', async () => {
    const { admin, ann, ben, say, send, report, framesTo, heardBy, hush } = await createReporting();
    const id = await say(ann, 'Buy now', how);
    await report(ben.v2, conversation, id);
    hush();
    await send(ben.v2, { type: 'report', conversation, id, reason: 'More', ref: 'again' });
    expect(framesTo(ben.v2)).toEqual([{ type: 'ack', ref: 'again' }]);
    expect([...framesTo(admin), ...framesTo(ann), ...heardBy(ben.v1)]).toEqual([]);
  });

  test('is one a message and user, however often it comes', async () => {
    const { ann, ben, say, send, report, list, framesTo } = await createReporting();
    const id = await say(ann, 'Buy now', how);
    for (const reason of ['First', 'Second'])
      expect(await report(ben.v2, conversation, id, reason)).toMatchObject(done);
    for (const _ of [1, 2])
      await send(ben.v2, { type: 'report', conversation, id, reason: 'Third', ref: 'once' });
    expect(framesTo(ben.v2).at(-1)).toEqual({ type: 'ack', ref: 'once' });
    expect((await list()).map(({ reason }) => reason)).toEqual(['First']);
  });

  test('can’t be made of what one doesn’t see, or said oneself', async () => {
    const { ann, ben, ask, say, report, list } = await createReporting();
    const id = await say(ann, 'Buy now', how);
    const own = conversation === 'whisper:ann' ? 'whisper:ben' : conversation;
    expect(await report(ann, own, id)).toMatchObject(denied('report'));
    expect(await report(ben.v2, conversation, idOfTime(1))).toMatchObject(unknown);
    await ask(ann, { type: 'delete', conversation: own, id });
    expect(await report(ben.v2, conversation, id)).toMatchObject(unknown);
    expect(await list()).toEqual([]);
  });
});

describe('a report', () => {
  test('can’t be made of what a block hides, was said before one’s joining, or in a group that one isn’t in', async () => {
    const { admin, ann, ben, ask, say, report, connect, send } = await createReporting();
    const late = await connect('late', { protocol: 'v2' });
    const before = await say(ann, 'Before', inDevs);
    expect(await report(late, 'group:devs', before)).toMatchObject({ code: 'not_a_member' });
    await send(late, { type: 'join', group_name: 'devs' });
    expect(await report(late, 'group:devs', before)).toMatchObject(unknown);
    await ask(ben.v2, { type: 'block', target: 'ann' });
    const hidden = await say(ann, 'Buy now');
    expect(await report(ben.v2, 'lobby', hidden)).toMatchObject(unknown);
    expect(await report(admin, 'lobby', hidden)).toMatchObject(done);
    const whispered = await say(ann, 'Psst', { type: 'whisper', target: 'admin' });
    expect(await report(ben.v2, 'whisper:ann', whispered)).toMatchObject(unknown);
  });

  test('is made so often a day, and then one is told to wait', async () => {
    const { ann, ben, say, report } = await createReporting();
    const answers: unknown[] = [];
    for (let count = 0; count <= REPORTS_PER_DAY + 2; count++) {
      const id = await say(ann, `${count}`);
      answers.push((await report(ben.v2, 'lobby', id)).type);
    }
    expect(answers.filter((type) => type === 'ack')).toHaveLength(REPORTS_PER_DAY);
    expect(answers.at(-1)).toBe('error');
  });

  test('is answered the same when it comes again behind a deletion', async () => {
    const { ann, ben, ask, say, send, framesTo } = await createReporting();
    const id = await say(ann, 'Buy now');
    const frame = { type: 'report', conversation: 'lobby', id, reason: 'Spam', ref: 'lost' };
    await send(ben.v2, frame);
    await ask(ann, { type: 'delete', conversation: 'lobby', id });
    framesTo(ben.v2);
    await send(ben.v2, frame);
    expect(framesTo(ben.v2)).toEqual([{ type: 'ack', ref: 'lost' }]);
  });
});

describe('reports', () => {
  test('are for admins, wherever they were made, newest first', async () => {
    const { admin, ann, ben, ask, say, report, list } = await createReporting();
    const ids = [await say(ann, 'One'), await say(ann, 'Two', inDevs)];
    await report(ben.v2, 'lobby', ids[0] ?? '', 'First');
    await report(ben.v2, 'group:devs', ids[1] ?? '', 'Second');
    await report(admin, 'lobby', ids[0] ?? '', 'Third');
    expect((await list()).map(({ reason, by }) => [reason, by])).toEqual([
      ['Third', 'admin'],
      ['Second', 'ben'],
      ['First', 'ben'],
    ]);
    expect((await list(admin, { group_name: 'devs' })).map(({ reason }) => reason)).toEqual(['Second']);
    for (const forged of [{}, { isAdmin: true, is_admin: 'true', user: 'admin' }])
      expect(await ask(ben.v2, { type: 'reports', ...forged })).toMatchObject(denied('reports'));
    expect(await ask(ben.v2, { type: 'reports', group_name: 'devs' })).toMatchObject(denied('reports'));
  });

  test('come in pages that fit a frame, however long the messages, and lead to all of them', async () => {
    const { admin, ann, ben, say, report, ask, ports } = await createReporting();
    const long = '"'.repeat(8_000);
    for (let count = 0; count < 12; count++)
      await report(ben.v2, 'lobby', await say(ann, long), `${count}${'"'.repeat(490)}`);
    ports.clock.advance(60_000);
    const found: string[] = [];
    for (let after: unknown = undefined, pages = 0; after !== null && pages < 30; pages++) {
      const page = await ask(admin, { type: 'reports', ...(after !== undefined && { after }) });
      found.push(...(page.items as Item[]).map(({ report: id }) => id));
      after = page.next;
    }
    expect(new Set(found).size).toBe(12);
    for (const frame of ports.posts.framesOf(admin)) expect(Buffer.byteLength(frame)).toBeLessThan(32_000);
  });

  test('of a group are for its owners and moderators; of a private one also for admins, among all', async () => {
    const { admin, ann, ben, ask, say, report, list, resolve } = await createReporting();
    const crew = { group_name: 'crew' };
    await ask(ann, { type: 'create', ...crew, kind: 'private' });
    await ask(ann, { type: 'invite', ...crew, target: 'ben' });
    await ask(ben.v2, { type: 'join', ...crew });
    const id = await say(ben.v2, 'Buy now', { type: 'group', ...crew });
    await report(ann, 'group:crew', id);
    expect(await list(ann, crew)).toMatchObject([{ by: 'ann', message: { from: 'ben' } }]);
    expect(await ask(ben.v2, { type: 'reports', ...crew })).toMatchObject(denied('reports'));
    expect(await ask(admin, { type: 'reports', ...crew })).toMatchObject({ code: 'group_not_found' });
    const [item] = await list();
    expect(item).toMatchObject({ conversation: 'group:crew', by: 'ann' });
    expect(await resolve(ann, item?.report ?? '')).toMatchObject(done);
  });

  test('about who keeps order are for whose role is more: nobody finds out who has complained of them', async () => {
    const { admin, ann, ben, ask, say, report, list, resolve } = await createReporting();
    const crew = { group_name: 'crew' };
    await ask(ann, { type: 'create', ...crew });
    for (const one of [ben.v2, admin]) await ask(one, { type: 'join', ...crew });
    await ask(ann, { type: 'role', ...crew, target: 'ben', role: 'moderator' });
    const ofOwner = await say(ann, 'Hush', { type: 'group', ...crew });
    const ofModerator = await say(ben.v2, 'Hush', { type: 'group', ...crew });
    await report(ben.v2, 'group:crew', ofOwner, 'Owner');
    await report(ann, 'group:crew', ofModerator, 'Moderator');
    expect(await list(ben.v2, crew)).toEqual([]);
    expect(await list(ann, crew)).toMatchObject([{ reason: 'Moderator' }]);
    const all = await list(admin, crew);
    expect(all.map(({ reason }) => reason)).toEqual(['Moderator', 'Owner']);
    for (const { report: id } of all)
      expect(await resolve(ben.v2, id)).toMatchObject(denied('resolve_report'));
    expect(await resolve(ann, all[1]?.report ?? '')).toMatchObject(denied('resolve_report'));
  });

  test('of a page that is left out lead to what is behind it', async () => {
    const { ann, ben, ask, say, report } = await createReporting();
    const crew = { group_name: 'crew' };
    await ask(ann, { type: 'create', ...crew });
    await ask(ben.v2, { type: 'join', ...crew });
    const ofMember = await say(ben.v2, 'Buy now', { type: 'group', ...crew });
    const ofOwner = await say(ann, 'Hush', { type: 'group', ...crew });
    await report(ann, 'group:crew', ofMember);
    await report(ben.v2, 'group:crew', ofOwner);
    const first = await ask(ann, { type: 'reports', ...crew, limit: 1 });
    expect(first).toMatchObject({ items: [], next: expect.any(String) });
    const second = await ask(ann, { type: 'reports', ...crew, limit: 1, after: first.next });
    expect(second).toMatchObject({ items: [{ message: { id: ofMember } }], next: null });
  });

  test('of a group that was disbanded are not shown to who owns another of its name, nor resolved by them', async () => {
    const { ann, ben, ask, say, report, list, resolve, ports } = await createReporting();
    const crew = { group_name: 'crew' };
    await ask(ann, { type: 'create', ...crew });
    await ask(ben.v2, { type: 'join', ...crew });
    await report(ann, 'group:crew', await say(ben.v2, 'Buy now', { type: 'group', ...crew }));
    const [item] = await list(ann, crew);
    await ask(ann, { type: 'disband', ...crew });
    const ended = await ports.groups.find('crew');
    if (ended) await ports.groups.change({ ...ended, isFree: true, rev: `${ended.rev}Z` }, ended.rev);
    expect(await ask(ben.v2, { type: 'create', ...crew })).toMatchObject(done);
    await ask(ann, { type: 'join', ...crew });
    expect(await list(ben.v2, crew)).toEqual([]);
    expect(await resolve(ben.v2, item?.report ?? '')).toMatchObject(denied('resolve_report'));
    expect(await list()).toHaveLength(1);
  });
});

describe('resolving a report', () => {
  test('says by whom, when and why, and is written down', async () => {
    const { admin, ann, ben, ask, say, report, list, resolve } = await createReporting();
    const id = await say(ann, 'Buy now');
    await report(ben.v2, 'lobby', id);
    const [item] = await list();
    expect(await resolve(admin, item?.report ?? '', { reason: 'Muted' })).toEqual({
      type: 'ack',
      ref: expect.any(String),
    });
    expect(await list()).toMatchObject([
      { resolved: { by: 'admin', since: expect.any(String), reason: 'Muted' } },
    ]);
    expect((await ask(admin, { type: 'audit' })).items).toMatchObject([
      { act: 'resolve_report', by: 'admin', target: 'ann', conversation: 'lobby', of: id, reason: 'Muted' },
    ]);
  });

  test('is done once; the same command again is no other', async () => {
    const { admin, ann, ben, ask, say, send, report, list, resolve, framesTo, ports } =
      await createReporting();
    await report(ben.v2, 'lobby', await say(ann, 'Buy now'));
    const [item] = await list();
    const frame = { type: 'resolve_report', report: item?.report ?? '', ref: 'once' };
    for (const wait of [0, 30_000]) {
      ports.clock.advance(wait);
      await send(admin, frame);
      expect(framesTo(admin).at(-1)).toEqual({ type: 'ack', ref: 'once' });
    }
    expect(await resolve(admin, item?.report ?? '')).toMatchObject({
      code: 'conflict',
      error: `Already resolved: ${item?.report}`,
      retryable: false,
    });
    expect((await ask(admin, { type: 'audit' })).items).toHaveLength(1);
  });

  test('in a group is written down there, for its staff', async () => {
    const { ann, ben, ask, say, report, list, resolve } = await createReporting();
    const crew = { group_name: 'crew' };
    await ask(ann, { type: 'create', ...crew });
    await ask(ben.v2, { type: 'join', ...crew });
    await report(ann, 'group:crew', await say(ben.v2, 'Buy now', { type: 'group', ...crew }));
    const [item] = await list(ann, crew);
    expect(await resolve(ben.v2, item?.report ?? '')).toMatchObject(denied('resolve_report'));
    expect(await resolve(ann, item?.report ?? '')).toMatchObject(done);
    const { items } = await ask(ann, { type: 'audit', ...crew });
    expect(items).toContainEqual(
      expect.objectContaining({ act: 'resolve_report', by: 'ann', target: 'ben' }),
    );
  });

  test('is refused to who may not read it, be there one or not', async () => {
    const { admin, ann, ben, say, report, list, resolve } = await createReporting();
    await report(ben.v2, 'lobby', await say(ann, 'Buy now'));
    const [item] = await list();
    for (const id of [item?.report ?? '', idOfTime(1)])
      for (const one of [ann, ben.v2]) expect(await resolve(one, id)).toMatchObject(denied('resolve_report'));
    expect(await resolve(admin, idOfTime(1))).toMatchObject({ code: 'conflict' });
  });
});
