import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../../chat/run-request.ts';
import { DELIVERY_DEADLINE_MS } from '../../../../protocol/limits.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

const MINUTE_MS = 60_000;

/** `ann`, who makes groups, and `ben`, who looks for them. */
async function createScene() {
  const chat = createChatUnderTest();
  const [ann, ben] = [
    await chat.connect('ann', { protocol: 'v2' }),
    await chat.connect('ben', { protocol: 'v2' }),
  ];
  const find = async (search: string, more = {}): Promise<Record<string, unknown>> => {
    chat.framesTo(ben);
    await chat.send(ben, { type: 'groups', search, ...more, ref: 'r1' });
    return chat.framesTo(ben).at(-1) ?? {};
  };
  const found = async (search: string) => {
    const names: string[] = [];
    for (let after: unknown; ; ) {
      const { items, next } = await find(search, { limit: 2, after });
      names.push(...(items as { group: string }[]).map(({ group }) => group));
      if (next === null) return names;
      after = next;
    }
  };
  const rows = async () => {
    const all = await Promise.all(
      ['de', 'be', 'ga'].map((folded) => chat.ports.groupDirectory.search(folded, { limit: 10 })),
    );
    return all.flatMap(({ items }) => items.map(({ place }) => place));
  };
  return { ...chat, ann, ben, find, found, rows };
}

describe('a search for groups', () => {
  test('finds open ones by name and title, each once, a page after the other', async () => {
    const { ann, send, found } = await createScene();
    await send(ann, { type: 'create', group_name: 'garden', title: 'Garden' });
    await send(ann, { type: 'create', group_name: 'gardeners', title: 'Gardens of all kinds' });
    await send(ann, { type: 'create', group_name: 'bees', title: 'Ｇardens and bees' });
    await send(ann, { type: 'create', group_name: 'garden-thieves', kind: 'private', title: 'Gardens' });
    await send(ann, { type: 'join', group_name: 'Garden.Club' });
    expect((await found('GARDEN')).toSorted()).toEqual(['Garden.Club', 'bees', 'garden', 'gardeners']);
    expect(await found('gardens')).toEqual(['gardeners', 'bees'].toSorted());
    expect(await found('thieves')).toEqual([]);
  });

  test('finds them as they are called now, and removes what led to another title', async () => {
    const { ann, send, found, rows, ports } = await createScene();
    await send(ann, { type: 'create', group_name: 'devs', title: 'Gardeners' });
    await send(ann, { type: 'describe', group_name: 'devs', title: 'Beekeepers' });
    expect([await found('garden'), await found('bee'), await found('dev')]).toEqual([[], ['devs'], ['devs']]);
    await send(ann, { type: 'describe', group_name: 'devs', title: null });
    ports.clock.advance(MINUTE_MS);
    expect([await found('bee'), await found('dev')]).toEqual([[], ['devs']]);
    expect(await rows()).toEqual(['devs devs']);
  });

  test('passes over what a crash has left behind, and removes it later', async () => {
    const { ann, send, found, rows, ports } = await createScene();
    const { create } = ports.groups;
    ports.groups.create = () => Promise.reject(new Error('Out of order'));
    await send(ann, { type: 'create', group_name: 'devs', title: 'Gardeners' });
    ports.groups.create = create;
    expect(await found('garden')).toEqual([]);
    expect(await rows()).toHaveLength(2);
    ports.clock.advance(11 * MINUTE_MS);
    expect([await found('garden'), await found('devs'), await rows()]).toEqual([[], [], []]);
  });

  test('finds none that is disbanded, and another that has its name', async () => {
    const { ann, ben, send, found, ports } = await createScene();
    await send(ann, { type: 'create', group_name: 'devs', title: 'Gardeners' });
    await send(ann, { type: 'disband', group_name: 'devs' });
    expect([await found('garden'), await found('devs')]).toEqual([[], []]);
    ports.clock.advance(DELIVERY_DEADLINE_MS);
    await runRequest(ports, { type: 'sweep' });
    await send(ben, { type: 'create', group_name: 'devs' });
    expect([await found('garden'), await found('devs')]).toEqual([[], ['devs']]);
  });
});
