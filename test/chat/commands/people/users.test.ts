import { describe, expect, test } from '@jest/globals';
import { SEARCHES_AT_ONCE } from '../../../../protocol/limits.ts';
import { createChatUnderTest, HOUR_MS } from '../../chat-under-test.ts';

const v2 = { protocol: 'v2' } as const;

async function createRoom(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const [ann, ben] = [await chat.connect('ann', v2), await chat.connect('ben', v2)];
  for (const user of ['anna', 'Anton', 'zed']) await chat.connect(user, v2);
  const call = (display_name: string | null, connection = ann) =>
    chat.send(connection, { type: 'profile', display_name });
  async function ask(search: string, more = {}): Promise<Record<string, unknown>> {
    await chat.send(ben, { type: 'users', ref: 'u', search, ...more });
    chat.ports.clock.advance(5_000);
    return chat.framesTo(ben).at(-1) ?? {};
  }
  const found = async (search: string) => {
    const { items = [] } = (await ask(search)) as { items?: { user: string }[] };
    return items.map(({ user }) => user);
  };
  return { ...chat, ann, ben, call, ask, found };
}

describe('a search', () => {
  test('finds who is called so, by the name or the display name, whatever the case', async () => {
    const { call, ask, found } = await createRoom();
    await call('Zoe Lee');
    expect(await found('AN')).toEqual(['ann', 'anna', 'Anton']);
    expect(await ask('zo')).toEqual({
      type: 'list',
      ref: 'u',
      of: 'users',
      items: [{ user: 'ann', rev: expect.any(String), display_name: 'Zoe Lee' }],
      next: null,
    });
    expect(await found('zoe  l')).toEqual([]);
    expect(await found('lee')).toEqual([]);
  });

  test('shows once who is found by both', async () => {
    const { call, found } = await createRoom();
    for (const name of ['Anne', 'ann', 'ANN', `ann${'a'.repeat(40)}`]) {
      await call(name);
      expect(await found('an')).toEqual(['ann', 'anna', 'Anton']);
    }
    expect(await found(`ann${'a'.repeat(39)}`)).toEqual(['ann']);
    expect(await found(`ann${'a'.repeat(39)}b`)).toEqual([]);
  });

  test('shows nobody by a display name that is gone', async () => {
    const { call, found, ports } = await createRoom();
    await call('Zoe');
    await call('Yve');
    expect([await found('zo'), await found('yv')]).toEqual([[], ['ann']]);
    await call(null);
    expect(await found('yv')).toEqual([]);
    for (const beginning of ['zo', 'yv']) {
      expect((await ports.directory.search(beginning, { limit: 10 })).items).toEqual([]);
    }
  });

  test('goes on behind each page, also where some of it isn’t shown', async () => {
    const { call, ask } = await createRoom();
    await call('Anne');
    const got: string[] = [];
    let after: unknown;
    for (let pages = 0; pages < 10; pages++) {
      const page = await ask('an', { limit: 1, ...(after !== undefined && { after }) });
      got.push(...(page.items as { user: string }[]).map(({ user }) => user));
      after = page.next;
      if (after === null) break;
    }
    expect(got).toEqual(['ann', 'anna', 'Anton']);
  });

  test('ends a page where a frame does, and goes on there', async () => {
    const { connect, send, ask } = await createRoom();
    for (let index = 0; index < 80; index++) {
      const connection = await connect(`many${index}`, v2);
      await send(connection, { type: 'profile', avatar_url: `https://a.example/${'x'.repeat(480)}` });
    }
    const got = new Set<string>();
    let after: unknown;
    for (let pages = 0; pages < 10 && after !== null; pages++) {
      const page = await ask('many', after === undefined ? {} : { after });
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(32_000);
      for (const { user } of page.items as { user: string }[]) got.add(user);
      after = page.next;
    }
    expect(got.size).toBe(80);
  });

  test('may be made so often at once, and no more', async () => {
    const { send, ben, framesTo } = await createRoom();
    for (let count = 0; count <= SEARCHES_AT_ONCE * 2; count++) {
      await send(ben, { type: 'users', ref: `u${count}`, search: 'an' });
    }
    const codes = framesTo(ben).map(({ type, code }) => code ?? type);
    // An environment lets a fifth through unasked, which it counts with the next.
    expect(codes.filter((code) => code === 'list').length).toBeLessThanOrEqual(SEARCHES_AT_ONCE + 2);
    expect(codes.at(-1)).toBe('rate_limited');
  });
});

describe('what a crash leaves behind', () => {
  test('before the profile was written is never shown, and the next search a while later removes it', async () => {
    const { call, found, ports, framesTo, ann } = await createRoom();
    const { write } = ports.profiles;
    ports.profiles.write = () => Promise.reject(new Error('The function died'));
    await call('Zoe');
    ports.profiles.write = write;
    expect(framesTo(ann)).toMatchObject([{ code: 'internal' }]);
    expect(await found('zo')).toEqual([]);
    expect((await ports.directory.search('zo', { limit: 10 })).items).toHaveLength(1);
    ports.clock.advance(HOUR_MS / 2);
    expect(await found('zo')).toEqual([]);
    expect((await ports.directory.search('zo', { limit: 10 })).items).toEqual([]);
  });

  test('of the display name before is not shown either', async () => {
    const { call, found, ports, framesTo, ann } = await createRoom();
    await call('Zoe');
    const { remove } = ports.directory;
    ports.directory.remove = () => Promise.reject(new Error('The table is on fire'));
    await call('Yve');
    ports.directory.remove = remove;
    expect(framesTo(ann).map(({ type }) => type)).toEqual([]);
    expect([await found('zo'), await found('yv')]).toEqual([[], ['ann']]);
    await call('Zoe');
    expect([await found('zo'), await found('yv')]).toEqual([['ann'], []]);
  });

  test('doesn’t take a name away that is set again', async () => {
    const { call, found, ports } = await createRoom();
    await call('Zoe');
    const { write } = ports.profiles;
    ports.profiles.write = () => Promise.reject(new Error('The function died'));
    await call('Yve');
    ports.profiles.write = write;
    ports.clock.advance(HOUR_MS / 2);
    await call('Yve');
    expect([await found('yv'), await found('zo')]).toEqual([['ann'], []]);
  });
});

describe('who blocks one', () => {
  test.each([
    ['notify', ['anna', 'Anton']],
    ['silent', ['ann', 'anna', 'Anton']],
  ] as const)('under the policy %s: a search shows %j', async (blockPolicy, shown) => {
    const { found, send, ann } = await createRoom({ blockPolicy });
    await send(ann, { type: 'block', target: 'ben' });
    expect(await found('an')).toEqual(shown);
    await send(ann, { type: 'unblock', target: 'ben' });
    expect(await found('an')).toEqual(['ann', 'anna', 'Anton']);
  });
});

describe('where the operator lets one search', () => {
  test('nobody, it is refused', async () => {
    const { ask } = await createRoom({ directoryScope: 'off' });
    expect(await ask('an')).toMatchObject({
      type: 'error',
      code: 'not_allowed',
      error: 'Not allowed: users (the operator lets nobody search)',
      retryable: false,
    });
  });

  test('one’s friends, nobody else is found', async () => {
    const { ask, found, call, send, ann, ben } = await createRoom({ directoryScope: 'friends' });
    await call('Zoe');
    expect(await found('an')).toEqual([]);
    await send(ann, { type: 'add', target: 'ben' });
    expect(await found('an')).toEqual([]);
    await send(ben, { type: 'accept', target: 'ann' });
    expect([await found('AN'), await found('zo'), await found('ze')]).toEqual([['ann'], ['ann'], []]);
    expect(await ask('zo')).toMatchObject({ items: [{ user: 'ann', display_name: 'Zoe' }], next: null });
    await send(ann, { type: 'unfriend', target: 'ben' });
    expect(await found('an')).toEqual([]);
  });

  test.each(['block', 'unfriend'])(
    'one’s friends, a friend who does %s is found no more, under silent',
    async (type) => {
      const { found, send, ann, ben } = await createRoom({
        directoryScope: 'friends',
        blockPolicy: 'silent',
      });
      await send(ann, { type: 'add', target: 'ben' });
      await send(ben, { type: 'accept', target: 'ann' });
      expect(await found('an')).toEqual(['ann']);
      await send(ann, { type, target: 'ben' });
      expect(await found('an')).toEqual([]);
    },
  );

  test('one’s friends, they are looked for a page at a time', async () => {
    const { ask, connect, send, ben } = await createRoom({ directoryScope: 'friends' });
    for (const user of ['fay', 'fee', 'fox']) {
      const friend = await connect(user, v2);
      await send(friend, { type: 'add', target: 'ben' });
      await send(ben, { type: 'accept', target: user });
    }
    expect(await ask('fo', { limit: 2 })).toMatchObject({ items: [], next: 'fee' });
    expect(await ask('fo', { limit: 2, after: 'fee' })).toMatchObject({
      items: [{ user: 'fox' }],
      next: null,
    });
  });
});
