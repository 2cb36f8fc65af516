import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../../chat/run-request.ts';
import { createMemoryPorts } from '../../../../memory/chat-ports.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { AUTHORITY_ACTS_AT_ONCE } from '../../../../protocol/limits.ts';
import { loseDeliveries } from '../../healing/lose-deliveries.ts';
import { createTalk } from './talk.ts';

const places = [
  { where: 'the lobby', say: { type: 'lobby' }, conversation: 'lobby', line: '(Lobby): ann' },
  {
    where: 'a group',
    say: { type: 'group', group_name: 'devs' },
    conversation: 'group:devs',
    line: '(Group devs): ann',
  },
];
const denied = (type: string) => ({
  type: 'error',
  code: 'not_allowed',
  error: expect.stringContaining(`Not allowed: ${type} (`),
});

describe.each(places)('an admin in $where', ({ say: how, conversation, line }) => {
  test('deletes what another has said, and all who see it are told by whom', async () => {
    const { admin, ann, ben, ask, say, framesTo, heardBy } = await createTalk();
    const of = await say(ann, 'Buy now', how);
    const { id } = await ask(admin, { type: 'delete', conversation, id: of });
    const told = expect.objectContaining({ type: 'deleted', id, of, from: 'ann', by: 'admin', conversation });
    expect(framesTo(ann)).toEqual([told]);
    expect(framesTo(ben.v2)).toEqual([told]);
    expect(heardBy(ben.v1)).toEqual([`${line}: (Deleted by admin)`]);
    expect(framesTo(admin)).toContainEqual(told);
    const { events = [] } = await ask(ben.v2, { type: 'history', conversation });
    expect(events).toContainEqual(
      expect.objectContaining({ id: of, deleted: true, deleted_by: 'admin', content: '', rev: id }),
    );
    const { events: synced } = await ask(ben.v2, { type: 'sync', cursors: { [conversation]: of } });
    expect(synced).toContainEqual(told);
  });

  test('is written down with it: who, what, whose, where and when', async () => {
    const { admin, ann, ask, say } = await createTalk();
    const of = await say(ann, 'Buy now', how);
    const { id } = await ask(admin, { type: 'delete', conversation, id: of });
    const group_name = conversation === 'lobby' ? {} : { group_name: 'devs' };
    expect(await ask(admin, { type: 'audit', ...group_name })).toMatchObject({
      items: [{ id, by: 'admin', act: 'delete', target: 'ann', conversation, of }],
      next: null,
    });
  });

  test('does so whoever blocks the admin, and whom the admin blocks', async () => {
    const { admin, ann, ben, ask, say, hush, framesTo } = await createTalk();
    const of = await say(ann, 'Buy now', how);
    await ask(ben.v2, { type: 'block', target: 'admin' });
    await ask(admin, { type: 'block', target: 'ann' });
    hush();
    await ask(admin, { type: 'delete', conversation, id: of });
    expect(framesTo(ben.v2)).toEqual([expect.objectContaining({ type: 'deleted', of, by: 'admin' })]);
  });

  test('tells who blocked the author when it was said nothing of that, either', async () => {
    const { admin, ann, ben, ask, say, hush, framesTo, heardBy } = await createTalk();
    await ask(ben.v2, { type: 'block', target: 'ann' });
    const of = await say(ann, 'Buy now', how);
    hush();
    await ask(admin, { type: 'delete', conversation, id: of });
    expect([...framesTo(ben.v2), ...heardBy(ben.v1)]).toEqual([]);
  });

  test('changes no word of others', async () => {
    const { admin, ann, ask, say } = await createTalk();
    const of = await say(ann, 'Buy now', how);
    expect(await ask(admin, { type: 'edit', conversation, id: of, content: 'Sorry' })).toMatchObject(
      denied('edit'),
    );
  });

  test('has a deletion told, and written down, by a sweep, if its function died when the message said nothing any more', async () => {
    const { ports, lose } = loseDeliveries();
    const { admin, ann, ben, ask, say, send, framesTo } = await createTalk(ports);
    const of = await say(ann, 'Buy now', how);
    const { append } = ports.log;
    Object.assign(ports.log, { append: () => new Promise(() => undefined) });
    await lose(() => send(admin, { type: 'delete', conversation, id: of, ref: 'lost' }));
    Object.assign(ports.log, { append });
    expect(framesTo(ben.v2)).toEqual([]);
    ports.clock.advance(60_000);
    await runRequest(ports, { type: 'sweep' });
    expect(framesTo(ben.v2)).toEqual([expect.objectContaining({ type: 'deleted', of, by: 'admin' })]);
    const group_name = conversation === 'lobby' ? {} : { group_name: 'devs' };
    expect(await ask(admin, { type: 'audit', ...group_name })).toMatchObject({
      items: [{ by: 'admin', act: 'delete', target: 'ann', of }],
    });
  });
});

describe('an admin', () => {
  test('deletes one’s own as anybody does, which is nothing to be written down', async () => {
    const { admin, ben, ask, say, heardBy } = await createTalk();
    const of = await say(admin, 'Oops');
    await ask(admin, { type: 'delete', conversation: 'lobby', id: of });
    expect(heardBy(ben.v1)).toEqual(['(Lobby): admin: (Deleted)']);
    expect(await ask(admin, { type: 'audit' })).toMatchObject({ items: [] });
  });

  test('deletes in an open group also what was said before one came, and without coming; in a private one nothing', async () => {
    const { admin, ann, ben, ask, say, framesTo } = await createTalk();
    await ask(ann, { type: 'create', group_name: 'open', kind: 'open' });
    await ask(ann, { type: 'create', group_name: 'shut', kind: 'private' });
    await ask(ben.v2, { type: 'join', group_name: 'open' });
    const sayIn = (group_name: string) => say(ann, 'Buy now', { type: 'group', group_name });
    const [first, second, hidden] = [await sayIn('open'), await sayIn('open'), await sayIn('shut')];
    const remove = (group: string, id: string, by = admin) =>
      ask(by, { type: 'delete', conversation: `group:${group}`, id });
    framesTo(admin);
    expect(await remove('open', first)).toMatchObject({ type: 'ack' });
    expect(framesTo(admin)).toEqual([expect.objectContaining({ type: 'ack' })]);
    expect(framesTo(ben.v2)).toEqual([
      expect.objectContaining({ type: 'deleted', of: first, from: 'ann', by: 'admin' }),
    ]);
    await ask(admin, { type: 'join', group_name: 'open' });
    expect(await remove('open', second)).toMatchObject({ type: 'ack' });
    expect(await remove('open', hidden)).toMatchObject({ code: 'message_not_found' });
    expect(await remove('shut', hidden)).toMatchObject({ code: 'group_not_found' });
    expect(await ask(admin, { type: 'audit', group_name: 'open' })).toMatchObject({
      items: [
        { act: 'delete', of: second },
        { act: 'delete', of: first },
      ],
    });
    expect(
      await ask(admin, { type: 'edit', conversation: 'group:open', id: first, content: 'x' }),
    ).toMatchObject({ code: 'message_not_found' });
  });

  test('deletes nothing that was whispered to one, nor can look into others’ whispers', async () => {
    const { admin, ann, ask, say } = await createTalk();
    const toAdmin = await say(ann, 'Psst', { type: 'whisper', target: 'admin' });
    const toBen = await say(ann, 'Psst', { type: 'whisper', target: 'ben' });
    const remove = (id: string) => ask(admin, { type: 'delete', conversation: 'whisper:ann', id });
    expect(await remove(toAdmin)).toMatchObject(denied('delete'));
    expect(await remove(toBen)).toMatchObject({ code: 'message_not_found' });
  });

  test('does so often an hour, and is then told to wait', async () => {
    const { admin, ann, ask, say, ports } = await createTalk();
    const ids: string[] = [];
    for (let count = 0; count <= AUTHORITY_ACTS_AT_ONCE + 1; count++) {
      if (count % 10 === 0) ports.clock.advance(60_000);
      ids.push(await say(ann, `${count}`));
    }
    ports.rateBuckets.take = async (bucket) => (bucket.startsWith('authority:') ? 5_000 : 0);
    const answers: unknown[] = [];
    for (const id of ids) {
      ports.clock.advance(5_000);
      answers.push((await ask(admin, { type: 'delete', conversation: 'lobby', id })).code);
    }
    expect(answers).toContain('rate_limited');
  });
});

describe('nobody', () => {
  test('deletes what others have said who is no admin, or only says so', async () => {
    const { ann, ben, ask, say } = await createTalk();
    const id = await say(ann, 'Buy now');
    const forged = {
      isAdmin: true,
      is_admin: 'true',
      by: 'admin',
      user: 'admin',
      signedIn: { isAdmin: true },
    };
    const authorizer = { requestContext: { authorizer: { isAdmin: 'true' } } };
    for (const more of [{}, forged, authorizer]) {
      const frame = { type: 'delete', conversation: 'lobby', id, ...more };
      expect(await ask(ben.v2, frame)).toMatchObject(denied('delete'));
    }
    expect(await ask(ben.v2, { type: 'audit', ...forged })).toMatchObject(denied('audit'));
  });

  test('is an admin any more on a connection whose next token doesn’t say so, wherever its frames go', async () => {
    const { admin, ann, ask, say, ports, tokenOf } = await createTalk();
    const [first, second] = [await say(ann, 'Buy now'), await say(ann, 'Buy now!')];
    expect(await ask(admin, { type: 'delete', conversation: 'lobby', id: first })).toMatchObject({
      type: 'ack',
    });
    await ask(admin, { type: 'authenticate', token: `Bearer ${tokenOf('admin')}` });
    // Another environment remembers an earlier token, and the handshake’s context says what it said.
    const remembered = { user: 'admin', tokenExpiresAt: ports.clock.now() + 60_000, isAdmin: true } as const;
    for (const known of [undefined, remembered]) {
      if (known) ports.senders.set(admin, known);
      const frame = { type: 'delete', conversation: 'lobby', id: second };
      expect(await ask(admin, frame)).toMatchObject(denied('delete'));
    }
  });

  test('becomes an admin on connections of others by a token on one’s own', async () => {
    const { ann, ben, ask, say, ports } = await createTalk();
    const id = await say(ann, 'Buy now');
    const token = ports.tokens.issue({
      user: 'ben',
      tokenExpiresAt: ports.clock.now() + 60_000,
      isAdmin: true,
      issuer: 'https://issuer.example',
      subject: 'ben',
    });
    const second = `${ben.v2}/second`;
    const other = await (async () => {
      await ask(ben.v2, { type: 'authenticate', token: `Bearer ${token}` });
      return second;
    })();
    expect(other).toBe(second);
    expect(await ask(ben.v2, { type: 'delete', conversation: 'lobby', id })).toMatchObject({ type: 'ack' });
    expect(await ports.connections.get(ben.v1)).not.toMatchObject({ signedIn: { isAdmin: true } });
    for await (const page of ports.subscriptions.pages('user:ben', { consistent: true })) {
      expect(JSON.stringify(page)).not.toContain('isAdmin');
    }
  });

  test('can read what was done who isn’t an admin, in no group and nowhere', async () => {
    const { ben, admin, ask } = await createTalk();
    expect(await ask(ben.v2, { type: 'audit', group_name: 'devs' })).toMatchObject(denied('audit'));
    expect(await ask(ben.v2, { type: 'audit', group_name: 'nowhere' })).toMatchObject({
      code: 'group_not_found',
    });
    expect(await ask(admin, { type: 'audit', group_name: 'nowhere' })).toMatchObject({
      code: 'group_not_found',
    });
  });
});

test('a page of what was done stays within a frame, however long the reasons, and leads to all of it', async () => {
  const ports = createMemoryPorts();
  const { admin, ask } = await createTalk(ports);
  const [by, target] = ['b'.repeat(64), 't'.repeat(64)];
  const ids = Array.from({ length: 100 }, (_, place) => idOfTime(ports.clock.now() + place));
  for (const id of ids)
    await ports.audits.put('lobby', {
      id,
      by,
      act: 'delete',
      target,
      conversation: 'lobby',
      reason: '"'.repeat(500),
    });
  const found: string[] = [];
  for (let after: unknown = undefined, pages = 0; after !== null && pages < 100; pages++) {
    const page = await ask(admin, { type: 'audit', ...(after !== undefined && { after }) });
    found.push(...(page.items as { id: string }[]).map(({ id }) => id));
    after = page.next;
  }
  expect(found).toEqual(ids.toReversed());
  for (const frame of ports.posts.framesOf(admin)) expect(Buffer.byteLength(frame)).toBeLessThan(32_000);
});
