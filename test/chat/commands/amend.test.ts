import { describe, expect, test } from '@jest/globals';
import type { MessageLog } from '../../../chat/ports/messages/messages.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { DEFAULT_LIMITS } from '../../../memory/default-limits.ts';
import { EDITS_AT_ONCE } from '../../../protocol/limits.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

const places = {
  lobby: { say: { type: 'lobby' }, conversation: 'lobby', line: '(Lobby): ann' },
  group: {
    say: { type: 'group', group_name: 'devs' },
    conversation: 'group:devs',
    line: '(Group devs): ann',
  },
  whisper: {
    say: { type: 'whisper', target: 'ben' },
    conversation: 'whisper:ben',
    line: '(Whisper from ann)',
  },
} as const;
type Place = keyof typeof places;
const PLACES = Object.keys(places) as Place[];

/** `ann` in v2, who has said something, and `ben` with a connection of each protocol. Nothing of before is heard. */
async function createTalk(place: Place, overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const { ports } = chat;
  const ann = await chat.connect('ann', { protocol: 'v2' });
  const ben = { v1: await chat.connect('ben'), v2: await chat.connect('ben', { protocol: 'v2' }) };
  for (const connection of [ann, ben.v1]) await chat.send(connection, { type: 'join', group_name: 'devs' });
  const { say, conversation, line } = places[place];
  const hear = () => ({
    ann: chat.framesTo(ann),
    v1: chat.heardBy(ben.v1),
    v2: chat.framesTo(ben.v2),
  });
  hear();
  await chat.send(ann, { ...say, content: 'Helo', ref: 'say' });
  const [{ id = '' } = {}] = chat.framesTo(ann).filter(({ type }) => type === 'ack') as { id?: string }[];
  hear();
  let refs = 0;
  const give = (type: 'edit' | 'delete', more: object = {}) => {
    ports.clock.advance(1_000);
    return chat.send(ann, { type, conversation, id, ref: `r${++refs}`, ...more });
  };
  const answer = () => chat.framesTo(ann).find(({ type }) => type === 'ack' || type === 'error');
  const ask = async (connection: string, frame: object) => {
    chat.framesTo(connection);
    await chat.send(connection, { ref: 'asked', ...frame });
    return chat.framesTo(connection).find(({ ref }) => ref === 'asked');
  };
  const history = async (of: string = conversation, connection = ann) =>
    (await ask(connection, { type: 'history', conversation: of }))?.events as Record<string, unknown>[];
  const sweep = async () => {
    ports.clock.advance(60_000);
    await runRequest(ports, { type: 'sweep' });
    expect(ports.undelivered.all()).toEqual([]);
  };
  return { ...chat, ann, ben, id, line, conversation, hear, give, answer, ask, history, sweep };
}

describe.each(PLACES)('an edit of a %s message', (place) => {
  test('is told to all who hear it, and history has what it says now', async () => {
    const { give, hear, history, id, line, ports } = await createTalk(place);
    await give('edit', { content: 'Hello' });
    const { ann, v1, v2 } = hear();
    expect(v1).toEqual([`${line}: (Edited): Hello`]);
    expect(v2).toMatchObject([{ type: 'edited', of: id, from: 'ann', content: 'Hello' }]);
    expect(ann.map(({ type }) => type).sort()).toEqual(['ack', 'edited']);
    expect((await history())[0]).toMatchObject({ id, content: 'Hello', rev: v2[0]?.id });
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('leaves what it said before in no store', async () => {
    const { give, ports, answer } = await createTalk(place);
    await give('edit', { content: 'Hello' });
    expect(answer()).toMatchObject({ type: 'ack' });
    expect(JSON.stringify(storedIn(ports))).not.toContain('Helo');
  });

  test('is told by a sweep where its function died when it had changed the message', async () => {
    const { give, hear, history, id, line, ports, sweep } = await createTalk(place);
    const { append } = ports.log;
    ports.log.append = async () => Promise.reject(new Error('died'));
    await give('edit', { content: 'Hello' });
    ports.log.append = append;
    expect(hear()).toMatchObject({ ann: [{ type: 'error', code: 'internal' }], v1: [], v2: [] });
    await sweep();
    const { ann, v1, v2 } = hear();
    expect(v1).toEqual([`${line}: (Edited): Hello`]);
    for (const frames of [ann, v2])
      expect(frames).toMatchObject([{ type: 'edited', of: id, content: 'Hello' }]);
    expect(await history()).toContainEqual(expect.objectContaining({ id, content: 'Hello', rev: v2[0]?.id }));
  });

  test('changes nothing where it can’t be noted that it is to be told', async () => {
    const { give, hear, history, id, ports, sweep } = await createTalk(place);
    const { put } = ports.undelivered;
    ports.undelivered.put = async () => Promise.reject(new Error('throttled'));
    for (const type of ['edit', 'delete'] as const) await give(type, { content: 'Hello' });
    ports.undelivered.put = put;
    await sweep();
    const internal = { type: 'error', code: 'internal' };
    expect(hear()).toMatchObject({ ann: [internal, internal], v1: [], v2: [] });
    const stands = (await history()).find((event) => event.id === id);
    expect(stands).toMatchObject({ content: 'Helo' });
    expect(stands).not.toHaveProperty('rev');
  });

  test('is told once where another came behind it before anybody could be told', async () => {
    const { give, hear, id, line, ports, sweep } = await createTalk(place);
    const { append } = ports.log;
    ports.log.append = async () => Promise.reject(new Error('died'));
    await give('edit', { content: 'Hello' });
    ports.log.append = append;
    await give('edit', { content: 'Hello!' });
    hear();
    await sweep();
    expect(hear()).toEqual({ ann: [], v1: [], v2: [] });
    await give('delete');
    expect(hear()).toMatchObject({ v1: [`${line}: (Deleted)`], v2: [{ type: 'deleted', of: id }] });
  });
});

describe('an edit', () => {
  test('comes by sync to who was away, with what the message says now, and not twice', async () => {
    const { give, ask, connect, id } = await createTalk('whisper');
    await give('edit', { content: 'Hello' });
    await give('edit', { content: 'Hello!' });
    const later = await connect('ben', { protocol: 'v2' });
    const synced = await ask(later, { type: 'sync' });
    const events = (synced?.events ?? []) as Record<string, unknown>[];
    const shown = events.filter(({ type }) => type !== 'joined');
    expect(shown).toMatchObject([
      { type: 'message', id, content: 'Hello!' },
      { type: 'edited', of: id, content: 'Hello!' },
    ]);
  });

  test('under the same ref is done once', async () => {
    const { give, hear, id, history } = await createTalk('lobby');
    for (const _ of [1, 2]) await give('edit', { content: 'Hello', ref: 'same' });
    expect(hear().v2).toMatchObject([{ type: 'edited', of: id }]);
    expect(await history()).toHaveLength(1);
  });

  test.each([
    ['of somebody else’s message', { from: 'ben' }, 'not_allowed'],
    ['of a message that there isn’t', { id: '01HZX3V0000000000000000000' }, 'message_not_found'],
    ['of what is no message', { isJoin: true }, 'message_not_found'],
    ['in another conversation', { conversation: 'group:devs' }, 'message_not_found'],
    ['in a group that there isn’t', { conversation: 'group:ops' }, 'group_not_found'],
    ['a day later', { after: 25 * HOUR_MS }, 'too_late'],
  ])('%s is refused', async (_what, faulty: Record<string, unknown>, code) => {
    const { from, isJoin, after, ...fields } = faulty;
    const { ann, ben, id, ports, send, framesTo, answer, connect } = await createTalk('lobby');
    if (typeof after === 'number') ports.clock.advance(after);
    const own = typeof after === 'number' ? await connect('ann', { protocol: 'v2' }) : ann;
    const groupId = (await ports.groups.find('devs'))?.groupId ?? '';
    const joinedId = ports.log.entriesOf(`group:${groupId}`)[0]?.event.id;
    const place = isJoin ? { conversation: 'group:devs', id: joinedId } : { conversation: 'lobby', id };
    const sender = from === 'ben' ? ben.v2 : own;
    framesTo(sender);
    await send(sender, { type: 'edit', ...place, content: 'Hi', ref: 'r', ...fields });
    const error = sender === ann ? answer() : framesTo(sender).find(({ type }) => type === 'error');
    expect(error).toMatchObject({ type: 'error', code });
  });

  test('is no frame of v1', async () => {
    const { ben, send, heardBy, id } = await createTalk('lobby');
    await send(ben.v1, { type: 'edit', conversation: 'lobby', id, content: 'Hi' });
    expect(heardBy(ben.v1)).toEqual(['error: Unknown message type: edit (only in chat.v2)']);
  });

  test('behind a later one is done, and nobody sees it', async () => {
    const { give, answer, ports, history, hear, ask, ben, sweep } = await createTalk('lobby');
    const { amend } = ports.log;
    ports.log.amend = async (conversation, id, amendment) => {
      ports.log.amend = amend;
      const later = { ...amendment, rev: `${amendment.rev}~`, content: 'From the other device' };
      await amend(conversation, id, later);
      return amend(conversation, id, amendment);
    };
    await give('edit', { content: 'Hello', ref: 'raced' });
    expect(answer()).toMatchObject({ type: 'ack' });
    await give('edit', { content: 'Hello', ref: 'raced' });
    expect(answer()).toMatchObject({ type: 'ack' });
    await sweep();
    expect(hear()).toEqual({ ann: [], v1: [], v2: [] });
    expect(await history()).toMatchObject([{ content: 'From the other device' }]);
    const synced = await ask(ben.v2, { type: 'sync' });
    expect(JSON.stringify(synced)).not.toContain('edited"');
  });

  test('is slowed down when they come too fast, and saying something is not', async () => {
    const limits = { ...DEFAULT_LIMITS, commandsPerSecond: 1_000, commandBurst: 1_000 };
    const { ann, send, framesTo, id } = await createTalk('lobby', { limits });
    const last = async (frame: object) => {
      await send(ann, frame);
      return framesTo(ann).find(({ type }) => type === 'ack' || type === 'error');
    };
    const answers: unknown[] = [];
    for (let edits = 0; edits < EDITS_AT_ONCE * 2; edits++) {
      const answered = await last({
        type: 'edit',
        conversation: 'lobby',
        id,
        content: 'Hi',
        ref: `e${edits}`,
      });
      answers.push(answered?.code);
    }
    const done = answers.filter((code) => code === undefined).length;
    expect(Math.abs(done - EDITS_AT_ONCE)).toBeLessThanOrEqual(2);
    expect(answers.at(-1)).toBe('rate_limited');
    expect(await last({ type: 'lobby', content: 'Hi', ref: 'm' })).toMatchObject({ type: 'ack' });
  });

  test('makes nothing unread, and is not the last of a conversation', async () => {
    const { give, ask, ben, id } = await createTalk('whisper');
    await ask(ben.v2, { type: 'read', conversation: 'whisper:ann', upto: id });
    await give('edit', { content: 'Hello' });
    const listed = await ask(ben.v2, { type: 'conversations' });
    const items = listed?.items as { conversation: string; unread: number; last: object }[];
    expect(items.find(({ conversation }) => conversation === 'whisper:ann')).toMatchObject({
      unread: 0,
      last: { id, content: 'Hello' },
    });
  });
});

describe('a deletion', () => {
  test.each(PLACES)('of a %s message leaves a place without content', async (place) => {
    const { give, hear, history, id, line, ports } = await createTalk(place);
    await give('delete');
    const { v1, v2 } = hear();
    expect(v1).toEqual([`${line}: (Deleted)`]);
    expect(v2).toMatchObject([{ type: 'deleted', of: id, from: 'ann' }]);
    expect(v2[0]).not.toHaveProperty('content');
    const shown = (await history()).find((event) => event.id === id);
    expect(shown).toMatchObject({ type: 'message', content: '', deleted: true, rev: v2[0]?.id });
    expect(JSON.stringify(storedIn(ports))).not.toContain('Helo');
  });

  test('is the last that happens to a message', async () => {
    const { give, answer } = await createTalk('lobby');
    await give('delete');
    answer();
    await give('edit', { content: 'Back' });
    expect(answer()).toMatchObject({ code: 'message_not_found' });
    await give('delete');
    expect(answer()).toMatchObject({ code: 'message_not_found' });
  });

  test('has no date', async () => {
    const { connect, send, framesTo, id, ports } = await createTalk('lobby');
    ports.clock.advance(20 * 24 * HOUR_MS);
    const later = await connect('ann', { protocol: 'v2' });
    await send(later, { type: 'delete', conversation: 'lobby', id, ref: 'r' });
    expect(framesTo(later)).toContainEqual(expect.objectContaining({ type: 'ack' }));
  });
});

test.each(['edit', 'delete'] as const)(
  'an %s that was made, and whose function died before it was told, is done when it comes again, though its author has left',
  async (type) => {
    const { ann, ben, give, answer, hear, line, send, ports, sweep, history } = await createTalk('group');
    const { append } = ports.log;
    ports.log.append = async () => Promise.reject(new Error('died'));
    await give(type, { content: 'Hello', ref: 'again' });
    ports.log.append = append;
    expect(answer()).toMatchObject({ code: 'internal' });
    await send(ann, { type: 'leave', group_name: 'devs', ref: 'leave' });
    hear();
    await give(type, { content: 'Hello', ref: 'again' });
    const done = answer();
    expect(done).toMatchObject({ type: 'ack', ref: 'again' });
    await sweep();
    expect(hear().v1).toEqual([`${line}: ${type === 'edit' ? '(Edited): Hello' : '(Deleted)'}`]);
    expect(JSON.stringify(await history('group:devs', ben.v2))).toContain(`"rev":"${done?.id}"`);
  },
);

describe('across a block', () => {
  const block = { type: 'block', target: 'ann' };

  test('an edit in the lobby is not told to who blocks its author, and takes the message from their history', async () => {
    const { give, hear, history, send, ben, id } = await createTalk('lobby');
    await send(ben.v1, block);
    hear();
    await give('edit', { content: 'Hello' });
    expect(hear()).toMatchObject({ ann: [{}, {}], v1: [], v2: [] });
    expect((await history('lobby', ben.v2)).map((event) => event.id)).not.toContain(id);
    await send(ben.v1, { type: 'unblock', target: 'ann' });
    expect((await history('lobby', ben.v2)).map((event) => event.id)).not.toContain(id);
  });

  test('what was said behind a block that has ended stays hidden, whatever becomes of it', async () => {
    const { ann, ben, send, hear, framesTo, history } = await createTalk('lobby');
    await send(ben.v1, block);
    await send(ann, { type: 'lobby', content: 'Behind', ref: 'b' });
    const { id = '' } = framesTo(ann).find(({ type }) => type === 'ack') as { id?: string };
    await send(ben.v1, { type: 'unblock', target: 'ann' });
    hear();
    await send(ann, { type: 'edit', conversation: 'lobby', id, content: 'Ahead', ref: 'e' });
    expect(hear()).toMatchObject({ v1: [], v2: [] });
    expect((await history('lobby', ben.v2)).map((event) => event.id)).not.toContain(id);
  });

  test('a whisper may be deleted, and not edited', async () => {
    const { give, answer, hear, history, send, ben, id } = await createTalk('whisper');
    await send(ben.v1, block);
    hear();
    await give('edit', { content: 'Hello' });
    expect(answer()).toMatchObject({ code: 'blocked' });
    await give('delete');
    expect(hear()).toMatchObject({ ann: [{ type: 'deleted' }, { type: 'ack' }], v1: [], v2: [] });
    const shown = (await history('whisper:ann', ben.v2)).find((event) => event.id === id);
    expect(shown).toMatchObject({ content: '', deleted: true });
  });

  test('a whisper that a silent block hid is edited for its author alone, also when the block has ended', async () => {
    const memory = createMemoryPorts({ blockPolicy: 'silent' });
    const { ann, ben, send, hear, framesTo, history } = await createTalk('whisper', memory);
    await send(ben.v1, block);
    await send(ann, { type: 'whisper', target: 'ben', content: 'Psst', ref: 'w' });
    const { id = '' } = framesTo(ann).find(({ type }) => type === 'ack') as { id?: string };
    await send(ben.v1, { type: 'unblock', target: 'ann' });
    hear();
    await send(ann, { type: 'edit', conversation: 'whisper:ben', id, content: 'Pssst', ref: 'e' });
    expect(hear()).toMatchObject({ v1: [], v2: [] });
    expect(JSON.stringify(await history('whisper:ann', ben.v2))).not.toContain('Ps');
    expect(await history('whisper:ben', ann)).toContainEqual(
      expect.objectContaining({ id, content: 'Pssst' }),
    );
  });

  test('what a whisper says since an edit that a silent block hides, who blocks sees nowhere, also when the block has ended', async () => {
    const memory = createMemoryPorts({ blockPolicy: 'silent' });
    const { ben, id, ask, give, history, send, sweep } = await createTalk('whisper', memory);
    const seen = async () => [
      await history('whisper:ann', ben.v2),
      await ask(ben.v2, { type: 'sync' }),
      await ask(ben.v2, { type: 'conversations' }),
    ];
    expect(JSON.stringify(await seen())).toContain(id);
    await send(ben.v1, block);
    await give('edit', { content: 'Pssst' });
    expect(await history('whisper:ben')).toMatchObject([{ id, content: 'Pssst' }]);
    expect(JSON.stringify(await seen())).not.toContain('Pssst');
    await send(ben.v1, { type: 'unblock', target: 'ann' });
    await sweep();
    expect(JSON.stringify(await seen())).not.toContain('Pssst');
    await give('edit', { content: 'Aloud' });
    expect(JSON.stringify(await seen())).toContain('Aloud');
  });
});

test('who joined a group behind a message is not told what becomes of it', async () => {
  const { give, connect, send, framesTo, hear } = await createTalk('group');
  const cem = await connect('cem', { protocol: 'v2' });
  await send(cem, { type: 'join', group_name: 'devs' });
  framesTo(cem);
  hear();
  await give('edit', { content: 'Hello' });
  expect(framesTo(cem)).toEqual([]);
  expect(hear().v1).toEqual(['(Group devs): ann: (Edited): Hello']);
});

/** All that the stores hold of what was said. */
function storedIn({
  log,
  undelivered,
}: {
  log: Pick<MessageLog, never> & { entriesOf(name: string): object[] };
  undelivered: { all(): object[] };
}) {
  const logs = ['lobby', 'whisper:ann|ben', 'own:ann|ben'].map((name) => log.entriesOf(name));
  return { logs, undelivered: undelivered.all() };
}
