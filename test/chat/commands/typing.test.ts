import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { TYPING_AUDIENCE_MAX, TYPING_EVERY_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { countRounds } from '../count-rounds.ts';

const inLobby = { type: 'typing', conversation: 'lobby' };
const told = (conversation: string) => [{ type: 'typing', conversation, user: 'ann' }];

async function createRoom(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const v2 = { protocol: 'v2' } as const;
  const ann = await chat.connect('ann', v2);
  const phone = await chat.connect('ann', v2);
  const ben = await chat.connect('ben', v2);
  const v1 = await chat.connect('cem');
  return { ...chat, ann, phone, ben, v1 };
}

describe('that somebody is typing', () => {
  test('is told to who would hear the message, in v2, and not to oneself', async () => {
    const { send, framesTo, heardBy, ann, phone, ben, v1 } = await createRoom();
    await send(ann, { ...inLobby, ref: 't1' });
    expect(framesTo(ben)).toEqual(told('lobby'));
    expect(framesTo(ann)).toEqual([{ type: 'ack', ref: 't1' }]);
    expect([framesTo(phone), heardBy(v1)]).toEqual([[], []]);
    await send(ann, { type: 'typing', conversation: 'whisper:ben' });
    expect(framesTo(ben)).toEqual(told('whisper:ann'));
  });

  test('is told to the members of a group alone', async () => {
    const { send, framesTo, connect, ann, ben } = await createRoom();
    const outside = await connect('dan', { protocol: 'v2' });
    for (const member of [ann, ben]) await send(member, { type: 'join', group_name: 'devs' });
    for (const connection of [ben, outside]) framesTo(connection);
    await send(ann, { type: 'typing', conversation: 'group:devs' });
    expect(framesTo(ben)).toEqual(told('group:devs'));
    expect(framesTo(outside)).toEqual([]);
    await send(outside, { type: 'typing', conversation: 'group:devs', ref: 't' });
    expect(framesTo(outside)).toMatchObject([{ type: 'error', code: 'not_a_member' }]);
  });

  test('is told once in two seconds of a conversation, and acknowledged each time', async () => {
    const { send, framesTo, ann, ben, ports } = await createRoom();
    for (const ref of ['t1', 't2']) await send(ann, { ...inLobby, ref });
    expect(framesTo(ann)).toHaveLength(2);
    expect(framesTo(ben)).toHaveLength(1);
    ports.clock.advance(TYPING_EVERY_MS);
    await send(ann, inLobby);
    expect(framesTo(ben)).toHaveLength(1);
  });

  test.each([
    ['the typing one', { type: 'block', target: 'ann' }, 'ben'],
    ['the other', { type: 'block', target: 'ben' }, 'ann'],
  ])('is not told in a whisper where a block of %s stands', async (_whom, block, by) => {
    const { send, framesTo, ann, ben } = await createRoom();
    await send(by === 'ben' ? ben : ann, block);
    framesTo(ben);
    await send(ann, { type: 'typing', conversation: 'whisper:ben' });
    expect(framesTo(ben)).toEqual([]);
  });

  test('is not told to who blocks the typing one', async () => {
    const { send, framesTo, connect, ann, ben } = await createRoom();
    const dan = await connect('dan', { protocol: 'v2' });
    await send(ben, { type: 'block', target: 'ann' });
    framesTo(ben);
    await send(ann, inLobby);
    expect(framesTo(ben)).toEqual([]);
    expect(framesTo(dan)).toEqual(told('lobby'));
  });

  test('is not told before a large audience, of which nothing is read any more', async () => {
    const { ports, rounds } = countRounds(createMemoryPorts());
    const { send, framesTo, connect, ann, ben } = await createRoom(ports as never);
    for (let more = 0; more < TYPING_AUDIENCE_MAX; more++) await connect(`user${more}`, { protocol: 'v2' });
    await send(ann, inLobby);
    ports.clock.advance(TYPING_EVERY_MS);
    const before = rounds.passed();
    await send(ann, inLobby);
    expect(rounds.passed() - before).toBeLessThanOrEqual(1);
    expect(framesTo(ben)).toEqual([]);
  });

  test('closes nobody who can’t be reached, and tries once', async () => {
    const { send, ann, ports } = await createRoom();
    let posts = 0;
    const { post } = ports.posts;
    ports.posts.post = async (connectionId, frame) => {
      if (!frame.includes('typing')) return post(connectionId, frame);
      posts++;
      throw new Error('unreachable');
    };
    await send(ann, inLobby);
    expect(posts).toBe(1);
    expect(ports.posts.closed).toEqual([]);
  });

  test('writes nothing', async () => {
    const { send, ann, ports } = await createRoom();
    const taken: string[] = [];
    ports.rateBuckets.take = async (name) => {
      taken.push(name);
      return 0;
    };
    await send(ann, inLobby);
    expect(taken).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
    expect(ports.log.entriesOf('lobby')).toEqual([]);
  });
});
