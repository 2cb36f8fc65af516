import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../chat/run-request.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { loseDeliveries } from './lose-deliveries.ts';

const MINUTE_MS = 60_000;

/** `ann` and `ben`, each with a connection of v1 and one of v2. */
async function createPair(blockPolicy: 'notify' | 'silent' = 'notify') {
  const losing = loseDeliveries(blockPolicy);
  const chat = createChatUnderTest(losing.ports);
  const { ports } = chat;
  const ann = { v1: await chat.connect('ann'), v2: await chat.connect('ann', { protocol: 'v2' }) };
  const ben = { v1: await chat.connect('ben'), v2: await chat.connect('ben', { protocol: 'v2' }) };
  const heard = () => ({
    ann: [chat.heardBy(ann.v1), chat.framesTo(ann.v2).map(({ type }) => type)],
    ben: [chat.heardBy(ben.v1), chat.framesTo(ben.v2).map(({ type }) => type)],
  });
  /** Gives commands while all is well, a second apart. What is heard of them is passed over. */
  async function well(...commands: readonly (readonly [from: string, command: object])[]) {
    for (const [from, command] of commands) {
      await chat.send(from, command);
      ports.clock.advance(1_000);
    }
    heard();
  }
  async function sweep(after = MINUTE_MS): Promise<void> {
    ports.clock.advance(after);
    await runRequest(ports, { type: 'sweep' });
    expect(ports.undelivered.all()).toEqual([]);
  }
  const lose = (from: string, command: object) => losing.lose(() => chat.send(from, command));
  const waiting = async () => {
    const found: string[] = [];
    for await (const { type } of ports.waiting.list('ben')) found.push(type);
    return found;
  };
  const leave = (user: string, { v1, v2 }: typeof ben) =>
    ports.subscriptions.removeAll(
      [v1, v2].map((connectionId) => ({ channel: `user:${user}`, connectionId })),
    );
  return { ...chat, ann, ben, heard, well, lose, sweep, waiting, leave };
}

const nothing = [[], []];
const add = { type: 'add', target: 'ben' };
const block = { type: 'block', target: 'ben' };

describe('a friend request whose function died over it', () => {
  const toAnn = [['(Friend request to ben)'], ['friend_request']];

  test('is told by a sweep to all devices of both', async () => {
    const { ann, heard, lose, sweep, waiting } = await createPair();
    await lose(ann.v1, add);
    expect(heard()).toEqual({ ann: nothing, ben: nothing });
    await sweep();
    expect(heard()).toEqual({ ann: toAnn, ben: [['(Friend request from ann)'], ['friend_request']] });
    expect(await waiting()).toEqual([]);
  });

  test('waits for who is away', async () => {
    const { ann, ben, heard, lose, sweep, waiting, leave } = await createPair();
    await lose(ann.v1, add);
    await leave('ben', ben);
    await sweep();
    expect(heard().ann).toEqual(toAnn);
    expect(await waiting()).toEqual(['friend_request']);
  });

  test('is told to nobody who needn’t answer it any more', async () => {
    const { ann, heard, lose, well, sweep, waiting } = await createPair();
    await lose(ann.v1, add);
    await well([ann.v1, { type: 'unfriend', target: 'ben' }]);
    await sweep();
    expect(heard()).toEqual({ ann: toAnn, ben: nothing });
    expect(await waiting()).toEqual([]);
  });

  test('is told to its sender alone where a block hid it', async () => {
    const { ann, ben, heard, lose, well, sweep, waiting } = await createPair('silent');
    await well([ben.v1, { type: 'block', target: 'ann' }]);
    await lose(ann.v1, add);
    await sweep();
    expect(heard()).toEqual({ ann: toAnn, ben: nothing });
    expect(await waiting()).toEqual([]);
  });
});

describe('a change between two whose function died over it', () => {
  test('is told by a sweep to both, when they are friends now', async () => {
    const { ann, ben, heard, lose, well, sweep } = await createPair();
    await well([ann.v1, add]);
    await lose(ben.v1, { type: 'accept', target: 'ann' });
    await sweep();
    const told = [['(Friends): ann and ben are now friends'], ['friends']];
    expect(heard()).toEqual({ ann: told, ben: told });
  });

  test('is told to the other as a change alone, when a friendship has ended', async () => {
    const { ann, ben, heard, lose, well, sweep } = await createPair();
    await well([ann.v1, add], [ben.v1, { type: 'accept', target: 'ann' }]);
    await lose(ann.v1, { type: 'unfriend', target: 'ben' });
    await sweep();
    expect(heard()).toEqual({
      ann: [['(Friends): ben removed'], ['unfriended']],
      ben: [[], ['relation_changed']],
    });
  });

  test('is told to both, when one has blocked the other', async () => {
    const { ann, heard, lose, sweep } = await createPair();
    await lose(ann.v1, block);
    await sweep();
    expect(heard()).toEqual({
      ann: [['(Block): ben blocked'], ['blocked']],
      ben: [['(Block): ann blocked you'], ['blocked']],
    });
  });

  test.each([
    ['asked', 'while the block was being written, is told', [[], ['relation_changed']]],
    ['unfriended', 'while the block was being written, is told nothing', nothing],
  ])('as it was between the two: who %s %s', async (what, _, told) => {
    const { ports, ann, ben, heard, lose, well, sweep } = await createPair('silent');
    if (what === 'unfriended') await well([ann.v1, add], [ben.v1, { type: 'accept', target: 'ann' }]);
    const { add: addBlock } = ports.blocks;
    ports.blocks.add = async (block) => {
      // Behind what the block's function has read before.
      const request = { from: 'ben', to: 'ann', id: block.id, hidden: false };
      await (what === 'asked'
        ? ports.friendships.request(request)
        : ports.friendships.unfriend('ben', 'ann', block.id));
      return addBlock(block);
    };
    // The function dies over its posts, not over its writes.
    const { append } = ports.log;
    ports.log.append = async (entry) => {
      void append(entry);
      await new Promise(setImmediate);
    };
    await lose(ann.v1, block);
    await sweep();
    expect(heard().ben).toEqual(told);
  });

  test('is told to nobody whose block has ended since', async () => {
    const { ann, heard, lose, well, sweep, waiting } = await createPair();
    await lose(ann.v1, block);
    await well([ann.v1, { type: 'unblock', target: 'ben' }]);
    await sweep();
    expect(heard()).toEqual({ ann: [['(Block): ben blocked'], ['blocked']], ben: nothing });
    expect(await waiting()).toEqual([]);
  });

  test.each([
    ['strangers', [], nothing],
    ['friends', [add], [[], ['relation_changed']]],
  ] as const)(
    'shows nothing of a silent block that its end wouldn’t, between %s',
    async (_, before, told) => {
      const { ann, ben, heard, lose, well, sweep } = await createPair('silent');
      for (const command of before)
        await well([ann.v1, command], [ben.v1, { type: 'accept', target: 'ann' }]);
      await lose(ann.v1, block);
      await sweep();
      expect(heard()).toEqual({ ann: [['(Block): ben blocked'], ['blocked']], ben: told });
    },
  );

  test('is told to the other as a change, when a block has ended that they were told of', async () => {
    const { ann, heard, lose, well, sweep } = await createPair();
    await well([ann.v1, block]);
    await lose(ann.v1, { type: 'unblock', target: 'ben' });
    await sweep();
    expect(heard()).toEqual({
      ann: [['(Block): ben unblocked'], ['unblocked']],
      ben: [[], ['relation_changed']],
    });
  });

  test('is posted to nobody past the deadline: those who were there are closed', async () => {
    const { ports, ann, ben, heard, lose, sweep, waiting } = await createPair();
    await lose(ann.v1, add);
    await sweep(DELIVERY_DEADLINE_MS);
    expect(heard()).toEqual({ ann: nothing, ben: nothing });
    expect(ports.posts.closed.toSorted()).toEqual([ann.v1, ann.v2, ben.v1, ben.v2].toSorted());
    expect(await waiting()).toEqual(['friend_request']);
  });
});

describe('a change between two', () => {
  test('is over when both have been told, whatever it is', async () => {
    const { ports, ann, ben, well } = await createPair();
    await well([ann.v1, add]);
    await well([ben.v1, { type: 'accept', target: 'ann' }]);
    await well([ann.v1, { type: 'unfriend', target: 'ben' }]);
    await well([ann.v1, block]);
    await well([ann.v1, { type: 'unblock', target: 'ben' }]);
    expect(ports.log.entriesOf('whisper:ann|ben')).toHaveLength(3);
    expect(ports.undelivered.all()).toEqual([]);
  });
});
