import { expect, test } from '@jest/globals';
import { createChatUnderTest } from '../chat-under-test.ts';
import { sweepErasure } from '../sweep-erasure.ts';

type Frame = Record<string, unknown>;

/** Every call of a store that an erasure changes something by, beside what any sweep does. */
const WRITES = [
  'directory.remove',
  'users.clear',
  'users.free',
  'friendships.end',
  'blocks.erase',
  'groups.change',
  'groups.endMembership',
  'conversations.remember',
  'conversations.erase',
  'undelivered.put',
  'undelivered.note',
  'undelivered.remove',
  'waiting.remove',
  'waitingCounts.reset',
  'invitations.end',
  'log.append',
  'log.amend',
  'reactions.forget',
  'reactions.annotate',
  'refs.erase',
  'presences.erase',
] as const;

/** A chat in which somebody has a little of all, and has just been erased; from then on a call may fail once. */
async function createErased() {
  const chat = createChatUnderTest();
  const { ports } = chat;
  const [one, two] = [
    await chat.connect('user1', { protocol: 'v2' }),
    await chat.connect('user2', { protocol: 'v2' }),
  ];
  await chat.connect('user3');
  const by = async (connection: string, ...frames: Frame[]) => {
    for (const frame of frames) {
      await chat.send(connection, frame);
      ports.clock.advance(1_000);
    }
  };
  await by(
    one,
    { type: 'profile', ref: 'p', display_name: 'Ann Lee' },
    { type: 'lobby', content: 'secret' },
    { type: 'whisper', target: 'user2', content: 'secret' },
    { type: 'create', group_name: 'devs' },
    { type: 'add', target: 'user2' },
    { type: 'block', target: 'user3' },
  );
  await by(
    two,
    { type: 'lobby', content: 'mine' },
    { type: 'join', group_name: 'devs' },
    { type: 'create', group_name: 'ops', kind: 'private' },
    { type: 'invite', group_name: 'ops', target: 'user1' },
  );
  const said = ports.log.entriesOf('lobby').at(-1)?.event.id;
  await by(
    one,
    { type: 'group', group_name: 'devs', content: 'secret' },
    { type: 'react', conversation: 'lobby', id: said, emoji: '👍' },
  );
  await ports.waiting.put('user1', { type: 'whisper', id: said ?? '', from: 'user2', to: 'user1' }, 0);
  await by(one, { type: 'erase', name: 'user1' });
  const group = await ports.groups.find('devs');
  return { chat, two, logs: ['lobby', 'whisper:user1|user2', `group:${group?.groupId}`] };
}

const sweep = ({ ports }: ReturnType<typeof createChatUnderTest>, times: number) =>
  sweepErasure(ports, 'user1', times);

/** Has one call fail: before it does anything, or behind that. @returns whether it came to that */
function failOnce(
  ports: ReturnType<typeof createChatUnderTest>['ports'],
  call: (typeof WRITES)[number],
  isBehind: boolean,
): () => boolean {
  const [port = '', method = ''] = call.split('.');
  const store = ports[port as 'log'] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const original = store[method]?.bind(store);
  let isDone = false;
  store[method] = async (...given) => {
    if (isDone) return original?.(...given);
    isDone = true;
    if (isBehind) await original?.(...given);
    throw new Error('The function died');
  };
  return () => isDone;
}

const cases = WRITES.flatMap((call) => [
  { call, when: 'before', isBehind: false },
  { call, when: 'behind', isBehind: true },
]);

test.each(cases)(
  'an erasure that dies right $when $call is finished by later sweeps',
  async ({ call, isBehind }) => {
    const { chat, two, logs } = await createErased();
    const { ports } = chat;
    const hasFailed = failOnce(ports, call, isBehind);
    chat.framesTo(two);
    await sweep(chat, 6);
    expect(hasFailed()).toBe(true);

    const said = logs.flatMap((log) => ports.log.entriesOf(log).map(({ event }) => event));
    const own = said.filter((event) => 'content' in event && event.from === 'user1');
    expect(own).toHaveLength(3);
    expect(own.every((event) => 'content' in event && event.content === '' && event.isDeleted)).toBe(true);
    const [mine] = said.filter((event) => 'content' in event && event.from === 'user2');
    const place = { conversation: 'lobby', id: mine?.id ?? '' };
    expect(await ports.reactions.annotation(place, { consistent: true })).toMatchObject({ kinds: [] });
    expect(await ports.groups.find('devs')).toMatchObject({ owners: ['user2'] });
    expect(await ports.groups.memberships('user1')).toEqual([]);
    expect((await ports.friendships.others('user1', { limit: 10 })).items).toEqual([]);
    expect(await ports.blocks.between('user1', 'user3')).toMatchObject({ blocked: false });
    expect(await ports.invitations.list('user1')).toEqual([]);
    expect((await ports.conversations.list('user1', { limit: 10 })).items).toEqual([]);
    expect(await ports.waiting.any('user1')).toBe(false);
    expect(await ports.profiles.find('user1')).toEqual({ rev: '', entries: {} });
    expect(await ports.presences.find('user1')).toMatchObject({ rev: '' });
    expect(await ports.users.erasure('user1')).toMatchObject({ freedAt: expect.any(Number) });
    expect(
      chat.framesTo(two).filter(({ type, user }) => type === 'left' && user === 'user1').length,
    ).toBeGreaterThan(0);
    await sweep(chat, 2);
    expect(ports.undelivered.all()).toEqual([]);
  },
);

test('what was being written when it began is erased with the rest', async () => {
  const { chat } = await createErased();
  const { ports } = chat;
  await sweep(chat, 1);
  // Its function had been held up for as long as one may be before it stores anything.
  const id = ports.log.entriesOf('lobby').at(-1)?.event.id ?? '';
  const late = { type: 'lobby', id: `${id.slice(0, -1)}Z`, from: 'user1', content: 'secret' } as const;
  const { chat: other } = await createErased();
  await other.ports.log.append({ conversation: 'lobby', event: late });
  await sweep(other, 4);
  expect(other.ports.log.entriesOf('lobby').map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ id: late.id, content: '', isDeleted: true }),
  );
});

test('one that was written down, and never begun, comes to nothing', async () => {
  const chat = createChatUnderTest();
  const { ports } = chat;
  const one = await chat.connect('user1', { protocol: 'v2' });
  ports.users.beginErasing = async () => {
    throw new Error('The function died');
  };
  await chat.send(one, { type: 'erase', name: 'user1' });
  expect(ports.undelivered.all()).toHaveLength(1);
  await sweep(chat, 2);
  expect(ports.undelivered.all()).toEqual([]);
  expect(await ports.subscriptions.ofUser('user1')).toMatchObject({ isShut: false });
});

test('who signs in beside it is let in by neither: what was signed in is taken back', async () => {
  const chat = createChatUnderTest();
  const { ports } = chat;
  const one = await chat.connect('user1', { protocol: 'v2' });
  const { bind } = ports.users;
  // It has read the profile before that said anything of it.
  ports.users.bind = async (...given) => {
    const found = await bind(...given);
    await chat.send(one, { type: 'erase', name: 'user1' });
    return found;
  };
  await expect(chat.connect('user1', { protocol: 'v2' })).rejects.toThrow('Erased');
  const { connections } = await ports.subscriptions.ofUser('user1');
  expect(connections.map(({ connectionId }) => connectionId)).toEqual([one]);
});
