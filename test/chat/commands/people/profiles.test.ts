import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../../memory/chat-ports.ts';
import { PROFILE_CHANGES_PER_DAY } from '../../../../protocol/limits.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

const v2 = { protocol: 'v2' } as const;

async function createRoom(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const ann = await chat.connect('ann', v2);
  const phone = await chat.connect('ann', v2);
  const ben = await chat.connect('ben', v2);
  const change = (fields: object, connection = ann) => chat.send(connection, { type: 'profile', ...fields });
  /** How ben sees them. */
  async function ask(users: readonly string[], known?: object): Promise<Record<string, unknown>> {
    await chat.send(ben, { type: 'profiles', ref: 'p', users, ...(known && { known }) });
    return chat.framesTo(ben).at(-1) ?? {};
  }
  const seen = async (...users: string[]) => (await ask(users)).items as { user: string; rev: string }[];
  return { ...chat, ann, phone, ben, change, ask, seen };
}

describe('a profile', () => {
  test('has what its user last said of it, and nothing of what was cleared', async () => {
    const { change, seen, ann, framesTo, send } = await createRoom();
    await send(ann, {
      type: 'profile',
      ref: 'p1',
      display_name: ' Ann  Lee ',
      avatar_url: 'https://a.example/1',
    });
    expect(framesTo(ann)).toEqual([{ type: 'ack', ref: 'p1' }]);
    await change({ about: 'Hi\r\nyou', avatar_url: null });
    expect(await seen('ann')).toEqual([
      { user: 'ann', rev: expect.any(String), display_name: 'Ann  Lee', about: 'Hi\nyou' },
    ]);
  });

  test('keeps what two devices say at once of different fields', async () => {
    const { change, seen, phone } = await createRoom();
    await Promise.all([change({ display_name: 'Ann' }), change({ about: 'Hi' }, phone)]);
    expect(await seen('ann')).toMatchObject([{ display_name: 'Ann', about: 'Hi' }]);
  });

  test('that is written by five others meanwhile is refused for now, and has none of it', async () => {
    const { change, seen, ann, framesTo, ports } = await createRoom();
    ports.profiles.write = async () => false;
    await change({ display_name: 'Ann' });
    expect(framesTo(ann)).toMatchObject([{ type: 'error', code: 'internal', retryable: true }]);
    expect(await seen('ann')).toEqual([{ user: 'ann', rev: '' }]);
  });

  test('is changed once under a ref, however often that comes', async () => {
    const { change, seen } = await createRoom();
    await change({ ref: 'r1', display_name: 'Ann' });
    const before = await seen('ann');
    await change({ display_name: 'Anna' });
    await change({ ref: 'r1', display_name: 'Ann' });
    expect(before).toMatchObject([{ display_name: 'Ann' }]);
    expect(await seen('ann')).toMatchObject([{ display_name: 'Anna' }]);
  });

  test('that nothing is said of is refused, and names a field', async () => {
    const { change, ann, framesTo } = await createRoom();
    await change({});
    expect(framesTo(ann)).toMatchObject([
      {
        code: 'invalid_field',
        error: 'Missing field: display_name (or avatar_url, or about: at least one of them)',
      },
    ]);
  });

  test('is changed so often a day, and at once', async () => {
    const { change, ann, framesTo, ports } = await createRoom();
    for (let count = 0; count <= PROFILE_CHANGES_PER_DAY; count++) {
      await change({ ref: `r${count}`, about: `${count}` });
      ports.clock.advance(1_000);
    }
    const codes = framesTo(ann).map(({ type, code }) => code ?? type);
    expect(codes.filter((code) => code !== 'ack')).toEqual(['rate_limited']);
    expect(codes.at(-1)).toBe('rate_limited');
  });
});

describe('profiles', () => {
  test('come in the order asked; who never signed in is left out', async () => {
    const { ask, change } = await createRoom();
    await change({ display_name: 'Ann' });
    expect(await ask(['nobody', 'ben', 'ann', '__proto__'])).toMatchObject({
      type: 'list',
      of: 'profiles',
      items: [
        { user: 'ben', rev: '' },
        { user: 'ann', display_name: 'Ann' },
      ],
      next: null,
    });
  });

  test('that one has come without what is in them', async () => {
    const { ask, change, seen } = await createRoom();
    await change({ display_name: 'Ann' });
    const [{ rev } = { rev: '' }] = await seen('ann');
    const known = { ann: rev, ben: '', other: rev };
    expect((await ask(['ann', 'ben'], known)).items).toEqual([
      { user: 'ann', rev },
      { user: 'ben', rev: '' },
    ]);
    await change({ about: 'Hi' });
    expect((await ask(['ann'], known)).items).toMatchObject([{ display_name: 'Ann', about: 'Hi' }]);
  });

  test('that don’t fit a frame come by the next question, from the first that is missing on', async () => {
    const { ask, connect, send } = await createRoom();
    const users = Array.from({ length: 60 }, (_, index) => `user${index}`);
    for (const user of users) {
      const connection = await connect(user, v2);
      await send(connection, { type: 'profile', about: '漢'.repeat(500) });
    }
    const got: unknown[] = [];
    let rest = users;
    for (let asked = 0; rest.length > 0 && asked < 10; asked++) {
      const { items, next } = (await ask(rest)) as { items: { user: string }[]; next: string | null };
      expect(Buffer.byteLength(JSON.stringify({ items, next }))).toBeLessThan(32_000);
      got.push(...items.map(({ user }) => user));
      rest = next === null ? [] : rest.slice(rest.indexOf(next));
    }
    expect(got).toEqual(users);
  });

  test('of a hundred count as four commands', async () => {
    const limits = { ...createMemoryPorts().limits, commandsPerSecond: 1, commandBurst: 5 };
    const { ask } = await createRoom({ limits });
    const hundred = Array.from({ length: 100 }, (_, index) => `user${index}`);
    expect(await ask(hundred)).toMatchObject({ type: 'list' });
    expect(await ask(['ann'])).toMatchObject({ type: 'list' });
    expect(await ask(['ann'])).toMatchObject({ code: 'rate_limited' });
  });
});
