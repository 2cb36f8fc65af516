import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../../memory/chat-ports.ts';
import { createChatUnderTest, HOUR_MS } from '../../chat-under-test.ts';
import { countRounds } from '../../count-rounds.ts';
import { createTalk } from './talk.ts';

const places = [
  { where: 'the lobby', say: { type: 'lobby' }, conversation: 'lobby', scope: {} },
  {
    where: 'a group',
    say: { type: 'group', group_name: 'devs' },
    conversation: 'group:devs',
    scope: { group_name: 'devs' },
  },
];
const elsewhere = [
  { type: 'lobby', content: 'Hi' },
  { type: 'group', group_name: 'devs', content: 'Hi' },
  { type: 'whisper', target: 'ben', content: 'Hi' },
];
const refused = { type: 'error', code: 'muted', retryable: false };

describe.each(places)('who is muted in $where', ({ say: how, conversation, scope }) => {
  const createMuted = async (seconds = 600) => {
    const talk = await createTalk();
    const [own, other] = [await talk.say(talk.ann, 'Mine', how), await talk.say(talk.ben.v2, 'Hers', how)];
    const answer = await talk.ask(talk.admin, { type: 'mute', target: 'ann', seconds, ...scope });
    expect(answer).toEqual({ type: 'ack', ref: expect.any(String) });
    return { ...talk, own, other };
  };

  test('is told for how long, at once', async () => {
    const { ann, ben, framesTo, ports } = await createMuted(600);
    const until = new Date(ports.clock.now() + 600_000).toISOString();
    expect(framesTo(ann)).toEqual([{ type: 'muted', conversation, until }]);
    expect(framesTo(ben.v2)).toEqual([]);
  });

  test('says, answers, edits and reacts there nothing, and is told how long yet', async () => {
    const { ann, ben, ask, own, other, hush, heardBy } = await createMuted(600);
    hush();
    const commands = [
      { ...how, content: 'Hi' },
      { ...how, content: 'Hi', reply_to: other },
      { type: 'edit', conversation, id: own, content: 'Changed' },
      { type: 'react', conversation, id: other, emoji: '👍' },
    ];
    for (const [place, command] of commands.entries()) {
      const left = 600 - (place + 1);
      expect(await ask(ann, command)).toMatchObject({
        ...refused,
        error: `Muted: ${left} s left`,
        retry_after_ms: left * 1_000,
      });
    }
    expect(heardBy(ben.v1)).toEqual([]);
  });

  test('is told of to nobody while typing there, and told nothing of that', async () => {
    const { ann, ben, ask, hush, framesTo } = await createMuted();
    hush();
    expect(await ask(ann, { type: 'typing', conversation })).toMatchObject({ type: 'ack' });
    expect(framesTo(ben.v2)).toEqual([]);
  });

  test('may still take back what was said, and reactions', async () => {
    const { ann, ask, own, other } = await createMuted();
    expect(await ask(ann, { type: 'unreact', conversation, id: other, emoji: '👍' })).toMatchObject({
      type: 'ack',
    });
    expect(await ask(ann, { type: 'delete', conversation, id: own })).toMatchObject({ type: 'ack' });
  });

  test('speaks elsewhere as ever', async () => {
    const { ann, ask } = await createMuted();
    for (const command of elsewhere.filter(({ type }) => type !== how.type)) {
      expect(await ask(ann, command)).toMatchObject({ type: 'ack' });
    }
  });

  test('hears and reads as ever', async () => {
    const { ann, ben, ask, say, hush, framesTo } = await createMuted();
    hush();
    await ask(ben.v2, { ...how, content: 'News' });
    expect(framesTo(ann)).toEqual([expect.objectContaining({ type: 'message', content: 'News' })]);
    await say(ben.v2, 'More', how);
    expect(await ask(ann, { type: 'history', conversation })).toMatchObject({ type: 'history' });
  });

  test('speaks again when the time is over', async () => {
    const { ann, ask, ports } = await createMuted(60);
    ports.clock.advance(58_000);
    expect(await ask(ann, { ...how, content: 'Hi' })).toMatchObject({ ...refused, error: 'Muted: 1 s left' });
    expect(await ask(ann, { ...how, content: 'Hi' })).toMatchObject({ type: 'ack' });
  });

  test('speaks again as soon as an admin says so, and is told', async () => {
    const { admin, ann, ask, hush, framesTo } = await createMuted();
    hush();
    await ask(admin, { type: 'mute', target: 'ann', seconds: 0, ...scope });
    expect(framesTo(ann)).toEqual([{ type: 'muted', conversation, until: null }]);
    expect(await ask(ann, { ...how, content: 'Hi' })).toMatchObject({ type: 'ack' });
  });

  test('stays so on a new connection, and on those of v1', async () => {
    const { connect, send, heardBy } = await createMuted();
    const again = await connect('ann');
    await send(again, { ...how, content: 'Hi' });
    expect(heardBy(again)).toEqual([expect.stringMatching(/^error: Muted: \d+ s left$/)]);
  });

  test('is written down: whom, where, until when and why', async () => {
    const { admin, ask, ports } = await createTalk();
    await ask(admin, { type: 'mute', target: 'ann', seconds: 60, reason: 'Calm down', ...scope });
    const until = new Date(ports.clock.now() + 60_000).toISOString();
    const { items } = await ask(admin, { type: 'audit', ...scope });
    expect(items).toMatchObject([
      { by: 'admin', act: 'mute', target: 'ann', conversation, until, reason: 'Calm down' },
    ]);
  });
});

describe('a mute', () => {
  test('costs a message not one call more, nor a round', async () => {
    const { ports, rounds } = countRounds(createMemoryPorts());
    const { admin, ann, ask } = await createTalk(ports);
    const costOf = async (command: object) => {
      const before = [rounds.calls(), rounds.passed()] as const;
      await ask(ann, command);
      return [rounds.calls() - before[0], rounds.passed() - before[1]];
    };
    const say = { type: 'lobby', content: 'Hi' };
    const usual = await costOf(say);
    await ask(admin, { type: 'mute', target: 'ann', seconds: 600, group_name: 'devs' });
    expect(await costOf(say)).toEqual(usual);
  });

  test('of a group says nothing of a group that has another id', async () => {
    const { admin, ann, ask } = await createTalk();
    await ask(ann, { type: 'join', group_name: 'ops' });
    await ask(admin, { type: 'mute', target: 'ann', seconds: 600, group_name: 'ops' });
    expect(await ask(ann, { type: 'group', group_name: 'devs', content: 'Hi' })).toMatchObject({
      type: 'ack',
    });
  });

  test('is done once by its ref, for as long as it was said at first', async () => {
    const { admin, ann, ask, send, framesTo, ports } = await createTalk();
    const frame = { type: 'mute', ref: 'once', target: 'ann', seconds: 60 };
    for (const wait of [0, 30_000]) {
      ports.clock.advance(wait);
      await send(admin, frame);
    }
    const [first, ...others] = framesTo(ann).map(({ until }) => until);
    for (const other of others) expect(other).toBe(first);
    ports.clock.advance(30_000);
    expect(await ask(ann, { type: 'lobby', content: 'Hi' })).toMatchObject({ type: 'ack' });
  });

  test('is nobody’s but an admin’s, of nobody who never came, and not of oneself', async () => {
    const { admin, ben, ask } = await createTalk();
    const mute = (from: string, more: object) =>
      ask(from, { type: 'mute', target: 'ann', seconds: 60, ...more });
    expect(await mute(ben.v2, {})).toMatchObject({ code: 'not_allowed' });
    expect(await mute(ben.v2, { group_name: 'devs', isAdmin: true })).toMatchObject({ code: 'not_allowed' });
    expect(await mute(admin, { target: 'nobody' })).toMatchObject({ code: 'user_not_found' });
    expect(await mute(admin, { target: 'admin' })).toMatchObject({ code: 'invalid_field' });
    expect(await mute(admin, { group_name: 'nowhere' })).toMatchObject({ code: 'group_not_found' });
    for (const seconds of [-1, 1.5, 31_536_001, '60', null])
      expect(await mute(admin, { seconds })).toMatchObject({ code: 'invalid_field' });
    for (const reason of ['', ' ', 'a\nb', 'x'.repeat(501), 5])
      expect(await mute(admin, { reason })).toMatchObject({ code: 'invalid_field' });
    expect((await ask(admin, { type: 'audit' })).items).toEqual([]);
  });

  test('hides nothing, and is no block: who is muted is in nobody’s lists', async () => {
    const { admin, ann, ben, ask } = await createTalk();
    await ask(admin, { type: 'mute', target: 'ann', seconds: 600 });
    expect(await ask(admin, { type: 'blocks' })).toMatchObject({ items: [] });
    expect(await ask(ann, { type: 'whisper', target: 'admin', content: 'Why?' })).toMatchObject({
      type: 'ack',
    });
    expect(await ask(ben.v2, { type: 'users', search: 'ann' })).toMatchObject({ items: [{ user: 'ann' }] });
  });
});

test('an owner who is muted in their group says nothing there by what it is said to be, and may take that back', async () => {
  const chat = createChatUnderTest();
  const signedIn = {
    user: 'admin',
    tokenExpiresAt: chat.ports.clock.now() + HOUR_MS,
    isAdmin: true,
  } as const;
  const ann = await chat.connect('ann', { protocol: 'v2' });
  const admin = await chat.connect('admin', { protocol: 'v2', signedIn });
  const group_name = 'devs';
  const give = async (from: string, command: object) => {
    await chat.send(from, command);
    chat.ports.clock.advance(1_000);
    return chat.framesTo(from);
  };
  await give(ann, { type: 'create', group_name, title: 'Developers', about: 'Who builds it' });
  await give(admin, { type: 'mute', target: 'ann', seconds: 600, group_name });
  chat.framesTo(ann);
  for (const change of [{ title: 'Hi' }, { about: 'Hi' }, { title: null, about: 'Hi', history: 'full' }])
    expect(await give(ann, { type: 'describe', group_name, ...change })).toMatchObject([refused]);
  expect(chat.ports.undelivered.all()).toEqual([]);
  for (const change of [{ title: null }, { about: null, history: 'full' }])
    expect(await give(ann, { type: 'describe', group_name, ...change })).toMatchObject([
      { type: 'described' },
    ]);
  await give(admin, { type: 'mute', target: 'ann', seconds: 0, group_name });
  chat.framesTo(ann);
  expect(await give(ann, { type: 'describe', group_name, title: 'Hi' })).toMatchObject([
    { type: 'described' },
  ]);
});
