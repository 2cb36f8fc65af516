import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import {
  REACTION_AUDIENCE_MAX,
  REACTION_HIDDEN_MAX,
  REACTION_KINDS_MAX,
  REACTION_NAMES_MAX,
  REACTIONS_AT_ONCE,
} from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const places = {
  lobby: { say: { type: 'lobby' }, ofAnn: 'lobby', ofBen: 'lobby' },
  group: { say: { type: 'group', group_name: 'devs' }, ofAnn: 'group:devs', ofBen: 'group:devs' },
  whisper: { say: { type: 'whisper', target: 'ben' }, ofAnn: 'whisper:ben', ofBen: 'whisper:ann' },
} as const;
type Place = keyof typeof places;
const PLACES = Object.keys(places) as Place[];

type Frame = Record<string, unknown>;

/** `ann` has said something that `ben` may see; `cid` is in the lobby and the group. All in v2. */
async function createTalk(place: Place, overrides: Parameters<typeof createMemoryPorts>[0] = {}) {
  const chat = createChatUnderTest(createMemoryPorts(overrides));
  const connections: Record<string, string> = {};
  for (const user of ['ann', 'ben', 'cid']) {
    const connection = await chat.connect(user, { protocol: 'v2' });
    connections[user] = connection;
    await chat.send(connection, { type: 'join', group_name: 'devs' });
  }
  const { say, ofAnn, ofBen } = places[place];
  let refs = 0;
  /** Has somebody send a command. @returns its answer */
  const ask = async (user: string, frame: object): Promise<Frame> => {
    const connection = connections[user] ?? '';
    const ref = `r${++refs}`;
    chat.ports.clock.advance(1_000);
    const before = chat.ports.posts.framesOf(connection).length;
    await chat.send(connection, { ref, ...frame });
    const answers = chat.ports.posts.framesOf(connection).slice(before);
    return answers.map((text) => JSON.parse(text) as Frame).find((answer) => 'ref' in answer) ?? {};
  };
  const { id } = (await ask('ann', { ...say, content: 'Shall we?' })) as { id: string };
  const nameFor = (user: string) => (user === 'ann' ? ofAnn : ofBen);
  const react = (user: string, emoji = '👍', type: 'react' | 'unreact' = 'react') =>
    ask(user, { type, conversation: nameFor(user), id, emoji });
  /** The last frame of reactions that somebody has got since they were asked last. */
  const heard = (user: string) =>
    chat.framesTo(connections[user] ?? '').findLast(({ type }) => type === 'reactions');
  const hearAll = () => Object.fromEntries(['ann', 'ben', 'cid'].map((user) => [user, heard(user)]));
  const history = async (user: string) => {
    const { events } = await ask(user, { type: 'history', conversation: nameFor(user) });
    return (events as Frame[]).find((event) => event.id === id);
  };
  const list = async (user: string, more: object = {}) => {
    const { items } = await ask(user, { type: 'reactions', conversation: nameFor(user), ids: [id], ...more });
    return items as Frame[];
  };
  hearAll();
  return { chat, connections, id, ask, react, heard, hearAll, history, list, nameFor };
}

const thumbs = (by: string[], more: object = {}) => ({ emoji: '👍', count: by.length, by, ...more });

describe.each(PLACES)('a reaction to a %s message', (place) => {
  test('is told to who may see the message, and history and the list have it', async () => {
    const { react, hearAll, history, list, id, nameFor } = await createTalk(place);
    expect(await react('ben')).toEqual({ type: 'ack', ref: expect.any(String) });
    const { ann, ben, cid } = hearAll();
    const frame = { type: 'reactions', id, rev: '0000000001' };
    expect(ann).toEqual({ ...frame, conversation: nameFor('ann'), reactions: [thumbs(['ben'])] });
    const own = [thumbs(['ben'], { mine: true })];
    expect(ben).toEqual({ ...frame, conversation: nameFor('ben'), reactions: own });
    if (place === 'whisper') expect(cid).toBeUndefined();
    else expect(cid).toEqual(ann);
    expect(await history('ben')).toMatchObject({ reactions: own, reactions_rev: '0000000001' });
    expect(await history('ann')).toMatchObject({ reactions: [thumbs(['ben'])] });
    expect(await list('ann')).toEqual([{ id, rev: '0000000001', reactions: [thumbs(['ben'])] }]);
    expect(await list('ann', { known: { [id]: '0000000001' } })).toEqual([{ id, rev: '0000000001' }]);
  });

  test('is counted with the others, each user’s once a kind, and taken back', async () => {
    const { react, history } = await createTalk(place);
    for (const user of ['ben', 'ann', 'ben']) await react(user);
    await react('ann', '🎉');
    expect((await history('ann'))?.reactions).toEqual([
      thumbs(['ben', 'ann'], { mine: true }),
      { emoji: '🎉', count: 1, by: ['ann'], mine: true },
    ]);
    await react('ben', '👍', 'unreact');
    await react('ann', '👍', 'unreact');
    expect((await history('ben'))?.reactions).toEqual([{ emoji: '🎉', count: 1, by: ['ann'] }]);
    await react('ann', '🎉', 'unreact');
    expect(await history('ben')).toMatchObject({ reactions: [], reactions_rev: '0000000006' });
  });

  test('is refused of what was deleted, and shown no more', async () => {
    const { react, history, ask, id, nameFor, list } = await createTalk(place);
    await react('ben');
    await ask('ann', { type: 'delete', conversation: nameFor('ann'), id });
    expect(await react('ben', '🎉')).toMatchObject({ code: 'message_not_found' });
    expect(await history('ben')).not.toHaveProperty('reactions');
    expect(await list('ben')).toEqual([]);
  });

  test('to a message of whom one blocks is refused as if there were none', async () => {
    const { react, ask, id, nameFor, list } = await createTalk(place, { blockPolicy: 'silent' });
    await ask('ben', { type: 'block', target: 'ann' });
    const said = await ask('ann', { ...places[place].say, content: 'And now?' });
    const fields = { conversation: nameFor('ben'), id: said.id, emoji: '👍' };
    expect(await ask('ben', { type: 'react', ...fields })).toMatchObject({ code: 'message_not_found' });
    expect(await ask('ben', { type: 'reactors', ...fields })).toMatchObject({ code: 'message_not_found' });
    expect(await list('ben', { ids: [said.id, id] })).toMatchObject([{ id }]);
    // What was seen before may be reacted to, but in a whisper.
    expect(await react('ben')).toMatchObject(
      place === 'whisper' ? { code: 'blocked', error: 'You blocked ann' } : { type: 'ack' },
    );
  });

  test('is hidden for ever from who blocked its author then, in every list and count', async () => {
    const { react, ask, hearAll, history, list, id, nameFor } = await createTalk(place, {
      blockPolicy: 'silent',
    });
    await react('ben', '🎉');
    await ask('ann', { type: 'block', target: 'ben' });
    hearAll();
    expect(await react('ben')).toMatchObject({ type: 'ack' });
    const party = { emoji: '🎉', count: 1, by: ['ben'] };
    const { ann, ben, cid } = hearAll();
    expect(ann).toBeUndefined();
    const own = [{ ...party, mine: true }, thumbs(['ben'], { mine: true })];
    expect(ben).toMatchObject({ reactions: own });
    if (place !== 'whisper') expect(cid).toMatchObject({ reactions: [party, thumbs(['ben'])] });
    await ask('ann', { type: 'unblock', target: 'ben' });
    expect((await history('ben'))?.reactions).toEqual(own);
    expect((await history('ann'))?.reactions).toEqual([party]);
    expect(await list('ann')).toMatchObject([{ reactions: [party] }]);
    const reactors = { type: 'reactors', id, emoji: '👍' };
    expect(await ask('ann', { ...reactors, conversation: nameFor('ann') })).toMatchObject({ items: [] });
    expect(await ask('ben', { ...reactors, conversation: nameFor('ben') })).toMatchObject({
      items: [{ user: 'ben' }],
    });
  });

  test('that comes again by its ref, though it has been taken back since, stays taken back', async () => {
    const { ask, react, history, id, nameFor, chat } = await createTalk(place);
    const frame = { type: 'react', conversation: nameFor('ben'), id, emoji: '👍', ref: 'again' };
    await ask('ben', frame);
    await react('ben', '👍', 'unreact');
    chat.ports.clock.advance(5 * 60_000);
    expect(await ask('ben', frame)).toEqual({ type: 'ack', ref: 'again' });
    expect((await history('ann'))?.reactions).toEqual([]);
  });
});

test('Kinds stand in the same order live and in history, also where the first of one is hidden', async () => {
  const { ask, react, heard, history } = await createTalk('lobby');
  await ask('ann', { type: 'block', target: 'ben' });
  await react('ben', '❤️');
  await react('ann', '🎉');
  await react('cid', '❤️');
  const frame = heard('ann');
  expect(frame?.reactions).toEqual([
    { emoji: '❤️', count: 1, by: ['cid'] },
    { emoji: '🎉', count: 1, by: ['ann'], mine: true },
  ]);
  expect((await history('ann'))?.reactions).toEqual(frame?.reactions);
});

describe('a group that one joins behind a message', () => {
  test('lets one neither react to it nor hear of reactions', async () => {
    const { chat, ask, react, id, connections } = await createTalk('group');
    const dan = await chat.connect('dan', { protocol: 'v2' });
    connections.dan = dan;
    await ask('dan', { type: 'join', group_name: 'devs' });
    chat.framesTo(dan);
    expect(await react('dan')).toMatchObject({ code: 'message_not_found' });
    await react('ben');
    expect(chat.framesTo(dan).filter(({ type }) => type === 'reactions')).toEqual([]);
    const asked = { type: 'reactions', conversation: 'group:devs', ids: [id] };
    expect(await ask('dan', asked)).toMatchObject({ items: [] });
  });
});

describe('who blocks a message’s author', () => {
  test('hears nothing of reactions to what they don’t see', async () => {
    const { ask, heard, hearAll } = await createTalk('lobby');
    await ask('cid', { type: 'block', target: 'ann' });
    const { id } = await ask('ann', { type: 'lobby', content: 'Psst' });
    hearAll();
    await ask('ben', { type: 'react', conversation: 'lobby', id, emoji: '👍' });
    expect(heard('cid')).toBeUndefined();
    expect(heard('ann')).toMatchObject({ id });
  });
});

test('An emoji is one that Unicode recommends; a plain sign counts as the coloured one', async () => {
  const { react, history } = await createTalk('lobby');
  for (const emoji of ['❤', '❤️', '🏳️‍🌈', '👍🏽'])
    expect(await react('ben', emoji)).toMatchObject({ type: 'ack' });
  for (const emoji of ['', 'a', '1', '👍👍', ' 👍', '👍 ', '\u{1F3FB}\u{1F3FB}', 'x'.repeat(100)]) {
    expect(await react('ben', emoji)).toMatchObject({
      code: 'invalid_field',
      error: 'Invalid field: emoji (one emoji of at most 48 bytes)',
    });
  }
  const kinds = (await history('ben'))?.reactions as { emoji: string }[];
  expect(kinds.map(({ emoji }) => emoji)).toEqual(['❤️', '🏳️‍🌈', '👍🏽']);
});

const KINDS = Array.from({ length: REACTION_KINDS_MAX + 1 }, (_, index) =>
  String.fromCodePoint(0x1f600 + index),
);

test('A message takes so many kinds, of all users together', async () => {
  const { react, history } = await createTalk('lobby');
  const last = KINDS.at(-1);
  for (const [index, emoji] of KINDS.slice(0, -1).entries()) {
    expect(await react(index % 2 === 0 ? 'ben' : 'ann', emoji)).toMatchObject({ type: 'ack' });
  }
  const refusal = { code: 'conflict', error: 'Too many kinds of reaction: at most 20', retryable: false };
  expect(await react('cid', last)).toMatchObject(refusal);
  expect(await react('cid', KINDS[0])).toMatchObject({ type: 'ack' });
  await react('ben', KINDS[2], 'unreact');
  expect(await react('cid', last)).toMatchObject({ type: 'ack' });
  expect((await history('ann'))?.reactions).toHaveLength(REACTION_KINDS_MAX);
});

test('Names stand beside the counts up to a number; one’s own is told behind that, too', async () => {
  const { chat, connections, react, history } = await createTalk('lobby');
  const names = Array.from({ length: REACTION_NAMES_MAX + 5 }, (_, index) => `user${100 + index}`);
  for (const name of names) {
    connections[name] = await chat.connect(name, { protocol: 'v2' });
    await react(name);
  }
  const expected = { emoji: '👍', count: names.length, by: names.slice(0, REACTION_NAMES_MAX) };
  expect((await history('ann'))?.reactions).toEqual([expected]);
  expect((await history(names.at(-1) ?? ''))?.reactions).toEqual([{ ...expected, mine: true }]);
});

test('Past a large audience only the author’s and the reactor’s connections are told', async () => {
  const { chat, react, hearAll } = await createTalk('lobby');
  chat.ports.audienceSizes.set('lobby', REACTION_AUDIENCE_MAX + 1);
  await react('ben');
  const { ann, ben, cid } = hearAll();
  expect([ann, ben, cid].map((frame) => frame?.rev)).toEqual(['0000000001', '0000000001', undefined]);
});

test('Reactions of whom more block than fit are shown to nobody else', async () => {
  const { chat, ask, connections, react, hearAll, history } = await createTalk('lobby');
  for (let index = 0; index <= REACTION_HIDDEN_MAX; index++) {
    connections[`user${index}`] = await chat.connect(`user${index}`, { protocol: 'v2' });
    await ask(`user${index}`, { type: 'block', target: 'ben' });
  }
  hearAll();
  await react('ben');
  const { ann, ben } = hearAll();
  expect(ann).toBeUndefined();
  expect(ben).toMatchObject({ reactions: [thumbs(['ben'], { mine: true })] });
  await react('cid');
  expect(hearAll().ann).toMatchObject({ reactions: [thumbs(['cid'])] });
  expect((await history('ben'))?.reactions).toEqual([thumbs(['ben', 'cid'], { mine: true })]);
});

test('A user reacts so often at once', async () => {
  const { chat, connections, id } = await createTalk('lobby');
  const ben = connections.ben ?? '';
  chat.framesTo(ben);
  for (let count = 0; count < 2 * REACTIONS_AT_ONCE; count++) {
    const type = count % 2 === 0 ? 'react' : 'unreact';
    await chat.send(ben, { type, conversation: 'lobby', id, emoji: '👍', ref: `b${count}` });
    chat.ports.clock.advance(100);
  }
  expect(chat.framesTo(ben).some(({ code }) => code === 'rate_limited')).toBe(true);
});

test('What a function died over before it had counted is counted by the next attempt', async () => {
  const { chat, ask, history, id } = await createTalk('lobby');
  const { reactions } = chat.ports;
  const { annotate } = reactions;
  reactions.annotate = () => Promise.reject(new Error('died'));
  const frame = { type: 'react', conversation: 'lobby', id, emoji: '👍', ref: 'again' };
  expect(await ask('ben', frame)).toMatchObject({ code: 'internal' });
  expect(await history('ann')).not.toHaveProperty('reactions');
  reactions.annotate = annotate;
  chat.ports.clock.advance(20_000);
  expect(await ask('ben', frame)).toEqual({ type: 'ack', ref: 'again' });
  expect((await history('ann'))?.reactions).toEqual([thumbs(['ben'])]);
});
