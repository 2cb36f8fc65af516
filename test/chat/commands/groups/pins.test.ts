import { describe, expect, test } from '@jest/globals';
import { PINS_MAX } from '../../../../protocol/limits.ts';
import { DAY_MS } from '../../../contract/stores.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

const group_name = 'devs';
const conversation = 'group:devs';
const v2 = { protocol: 'v2' } as const;

/** `ann` owns a group in which `ben` and `cat` are too. */
async function createDevs() {
  const chat = createChatUnderTest();
  const [ann, ben, cat] = [
    await chat.connect('ann', v2),
    await chat.connect('ben', v2),
    await chat.connect('cat', v2),
  ];
  await chat.send(ann, { type: 'create', group_name });
  for (const one of [ben, cat]) await chat.send(one, { type: 'join', group_name });
  const ask = async (connection: string, frame: object): Promise<Record<string, unknown>> => {
    chat.framesTo(connection);
    await chat.send(connection, { ref: `r${++asked}`, ...frame });
    return chat.framesTo(connection).find(({ ref }) => ref === `r${asked}`) ?? {};
  };
  let asked = 0;
  const say = async (connection: string, content: string) =>
    String((await ask(connection, { type: 'group', group_name, content })).id);
  const pin = (id: string, by = ann) => ask(by, { type: 'pin', conversation, id });
  const pinned = async (viewer: string, more = {}) => {
    const { items } = await ask(viewer, { type: 'pins', conversation, ...more });
    return (items as { message: { content: string } }[]).map(({ message }) => message.content);
  };
  return { ...chat, ann, ben, cat, ask, say, pin, pinned };
}

describe('a pinned message', () => {
  test('is shown as it is now, and no more once it is deleted', async () => {
    const { ben, cat, say, pin, pinned, ask } = await createDevs();
    const id = await say(ben, 'We meet at ten.');
    await pin(id);
    await ask(ben, { type: 'edit', conversation, id, content: 'We meet at nine.' });
    expect(await pinned(cat)).toEqual(['We meet at nine.']);
    await ask(ben, { type: 'delete', conversation, id });
    expect(await pinned(cat)).toEqual([]);
  });

  test('is hidden from who blocks its author, who isn’t told of it either', async () => {
    const { ann, ben, cat, send, say, pin, pinned, framesTo } = await createDevs();
    await send(cat, { type: 'block', target: 'ben' });
    const id = await say(ben, 'Hello');
    framesTo(cat);
    await pin(id);
    expect(framesTo(cat)).toEqual([]);
    expect(await pinned(cat)).toEqual([]);
    expect(await pinned(ann)).toEqual(['Hello']);
  });

  test('is told to who blocks who pinned it', async () => {
    const { ben, cat, send, say, pin, framesTo } = await createDevs();
    await send(cat, { type: 'block', target: 'ann' });
    const id = await say(ben, 'Hello');
    framesTo(cat);
    await pin(id);
    expect(framesTo(cat)).toMatchObject([{ type: 'pinned', of: id, by: 'ann' }]);
  });

  test('is not seen by who joined behind it, in no way', async () => {
    const { ann, connect, send, say, pin, pinned, ask, framesTo, ports } = await createDevs();
    const id = await say(ann, 'Before');
    ports.clock.advance(1_000);
    const dan = await connect('dan', v2);
    await send(dan, { type: 'join', group_name });
    framesTo(dan);
    await pin(id);
    expect(framesTo(dan)).toEqual([]);
    expect(await pinned(dan)).toEqual([]);
    for (const frame of [{ type: 'history', conversation }, { type: 'sync' }, { type: 'conversations' }])
      expect(JSON.stringify(await ask(dan, frame))).not.toContain(id);
    expect(await ask(dan, { type: 'pin', conversation, id })).toMatchObject({ code: 'not_allowed' });
  });

  test('tells nothing to a v1 client', async () => {
    const { connect, send, say, ann, pin, heardBy } = await createDevs();
    const old = await connect('dan');
    await send(old, { type: 'join', group_name });
    const id = await say(ann, 'Hello');
    heardBy(old);
    await pin(id);
    expect(heardBy(old)).toEqual([]);
  });

  test('stands in history, and in a sync, as something that somebody did', async () => {
    const { ann, cat, say, pin, ask } = await createDevs();
    const id = await say(ann, 'Hello');
    await pin(id);
    const { events } = await ask(cat, { type: 'history', conversation });
    expect(events).toMatchObject([{ type: 'pinned', of: id, by: 'ann' }, { id }, { type: 'joined' }]);
    expect((await ask(cat, { type: 'sync' })).events).toContainEqual(
      expect.objectContaining({ type: 'pinned', of: id }),
    );
  });

  test('is put there by owners and moderators alone', async () => {
    const { ann, ben, say, pin, pinned, ask } = await createDevs();
    const id = await say(ben, 'Hello');
    expect(await pin(id, ben)).toMatchObject({
      code: 'not_allowed',
      error: 'Not allowed: pin (for owners and moderators)',
    });
    await ask(ann, { type: 'role', group_name, target: 'ben', role: 'moderator' });
    expect(await pin(id, ben)).toMatchObject({ type: 'ack' });
    expect(await pinned(ann)).toEqual(['Hello']);
    await ask(ann, { type: 'role', group_name, target: 'ben', role: 'member' });
    expect(await ask(ben, { type: 'unpin', conversation, id })).toMatchObject({ code: 'not_allowed' });
  });

  test('of a conversation that is no group there is none', async () => {
    const { ann, ask } = await createDevs();
    const { id } = await ask(ann, { type: 'lobby', content: 'Hello' });
    for (const type of ['pin', 'unpin', 'pins'])
      for (const name of ['lobby', 'whisper:ben'])
        expect(await ask(ann, { type, conversation: name, id })).toMatchObject({
          error: 'Invalid field: conversation (group:<name>)',
        });
  });
});

describe('of pinned messages', () => {
  test('a group has so many, of which those that are gone make room', async () => {
    const { ann, say, pin, pinned, ask, ports } = await createDevs();
    const ids: string[] = [];
    for (let place = 0; place <= PINS_MAX; place++) {
      ports.clock.advance(10_000);
      ids.push(await say(ann, `${place}`));
    }
    for (const id of ids.slice(0, PINS_MAX)) {
      ports.clock.advance(10_000);
      expect(await pin(id)).toMatchObject({ type: 'ack' });
    }
    const last = ids.at(-1) ?? '';
    expect(await pin(last)).toMatchObject({ error: `Too many pins: at most ${PINS_MAX}` });
    await ask(ann, { type: 'delete', conversation, id: ids[3] });
    expect(await pin(last)).toMatchObject({ type: 'ack' });
    expect((await pinned(ann)).slice(0, 2)).toEqual([`${PINS_MAX}`, `${PINS_MAX - 1}`]);
    expect(await pinned(ann)).toHaveLength(PINS_MAX);
  });

  test('those that are kept no longer are shown no more', async () => {
    const { ann, connect, say, pin, pinned, ports } = await createDevs();
    await pin(await say(ann, 'Hello'));
    ports.clock.advance(31 * DAY_MS);
    expect(await pinned(await connect('ann', v2))).toEqual([]);
  });
});
