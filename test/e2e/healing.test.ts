import { beforeAll, describe, expect, test } from '@jest/globals';
import { RECIPIENTS_PER_FUNCTION } from '../../chat/delivery/deliver.ts';
import type { FaultPlan } from '../../local/faults/fault-plan.ts';
import { type ChatUnderTest, startChatUnderTest } from './chat-under-test.ts';
import { leaveGhosts } from './ghosts.ts';
import { readRows, untilRows } from './rows.ts';
import { connectV2 } from './v2-client.ts';

// The deployed rule is a minute's, and an event is its function's alone for 20 s; what another function is asked for, for 40 s.
// So that is asked for first, in a chat of its own, and the other is waited for meanwhile.
// One environment a function: what it has been asked before decides how many calls it makes until it dies.
const chat = startChatUnderTest({ faults: {}, scheduleEveryMs: 1_000, maxConcurrency: 1 });
const forgetful = startChatUnderTest({ faults: {}, scheduleEveryMs: 1_000 });

/** A function dies once so many of its DynamoDB calls have been answered, and before it learns of the last. */
const dyingAfter = (afterCalls: number): FaultPlan => ({
  routes: { rules: [{ routes: ['$default'], times: 1, action: 'crash', afterCalls }] },
});

const undelivered = async ({ stack }: ChatUnderTest) =>
  (await readRows(stack, 'Messages')).filter((row) => row.startsWith('undelivered:'));

let dropped: Awaited<ReturnType<typeof dropRequests>>;
beforeAll(async () => {
  dropped = await dropRequests(forgetful);
}, 180_000);

/** Has functions ask others for the end of a large audience and for what waits, while Lambda drops all that it is asked. */
async function dropRequests(chat: ChatUnderTest) {
  const [from, to, away] = [chat.name('from'), chat.name('to'), chat.name('away')];
  const sender = await chat.connect(from);
  const listener = await chat.connect(to);
  await (await chat.connect(away)).close();
  await untilRows(chat.connectionRows, (rows) => !rows.some((row) => row.startsWith(`user:${away} `)));
  sender.send({ type: 'whisper', target: away, content: 'waited' });
  await untilRows(
    () => readRows(chat.stack, 'Messages'),
    (rows) => rows.some((row) => row.startsWith(`waiting:${away} `)),
  );
  await leaveGhosts(chat.stack, RECIPIENTS_PER_FUNCTION);
  // Sweeps as well, for as long as that takes.
  await chat.stack.setFaults({ invocations: { rules: [{ action: 'lose' }] } });
  const back = await chat.connect(away);
  sender.send({ type: 'lobby', content: 'is anybody there?' });
  const lobby = `(Lobby): ${from}: is anybody there?`;
  expect(await sender.next()).toBe(lobby);
  // The message's own function is done, and the two others never begin.
  await untilRows(
    () => undelivered(chat),
    (rows) => rows.length === 2 && rows.every((row) => row.includes('.')),
  );
  await chat.stack.setFaults({});
  return { listener, back, lobby, whisper: `(Whisper from ${from}): waited` };
}

describe('what a function stored and died over, before its first post', () => {
  test('reaches who is there over v1 and v2, in the lobby, in a group, as a whisper and as a friend request, without anybody’s asking', async () => {
    const [from, to, group] = [chat.name('from'), chat.name('to'), chat.name('devs')];
    const sender = await chat.connect(from);
    const v1 = await chat.connect(to);
    const v2 = await connectV2(chat.stack.webSocketUrl, { token: await chat.stack.token(to) });

    /** Has the sender say something, while all is well or while its function dies. */
    async function say(command: Record<string, unknown>, afterCalls?: number): Promise<void> {
      await chat.stack.setFaults(afterCalls === undefined ? {} : dyingAfter(afterCalls));
      sender.send(command);
      const answer = await sender.next();
      expect(answer.includes('Internal server error')).toBe(afterCalls !== undefined);
    }

    try {
      for (const member of [sender, v1]) {
        member.send({ type: 'join', group_name: group });
        await member.next();
      }
      await sender.next();
      const inGroup = { type: 'group', group_name: group };
      const whisper = { type: 'whisper', target: to };
      const elsewhere = await chat.connect(from);
      // The write comes behind what is read of the audience and of blocks; of the membership; of both parties; of a request,
      // behind the request itself and beside another look at blocks. That an environment has been there before saves it other calls.
      await say({ type: 'lobby', content: 'lobby, lost' }, 3);
      await say({ ...inGroup, content: 'group, told' });
      await say({ ...inGroup, content: 'group, lost' }, 4);
      sender.send({ ...whisper, content: 'whisper, told' });
      expect(await v1.next()).toBe(`(Group ${group}): ${from}: group, told`);
      expect(await v1.next()).toBe(`(Whisper from ${from}): whisper, told`);
      await say({ ...whisper, content: 'whisper, lost' }, 4);
      await say({ type: 'add', target: to }, 9);
      await chat.stack.setFaults({});
      expect(await undelivered(chat)).toHaveLength(4);

      const lost = [
        `(Friend request from ${from})`,
        `(Group ${group}): ${from}: group, lost`,
        `(Lobby): ${from}: lobby, lost`,
        `(Whisper from ${from}): whisper, lost`,
      ];
      expect(await v1.nextSorted(4)).toEqual(lost);
      await untilRows(
        () => undelivered(chat),
        (rows) => rows.length === 0,
      );
      const told = v2.received.filter(({ type }) => type === 'message').map(({ content }) => content);
      expect(told.toSorted()).toEqual([
        'group, lost',
        'group, told',
        'lobby, lost',
        'whisper, lost',
        'whisper, told',
      ]);
      expect(v2.received.filter(({ type }) => type === 'friend_request')).toHaveLength(1);
      // The sender's other device has its copies; the one that whispered sees none of its whispers.
      const request = `(Friend request to ${to})`;
      const copies = (await elsewhere.nextSorted(6)).filter((text) => text.includes('lost'));
      expect(copies).toHaveLength(3);
      expect(await sender.nextSorted(3)).toEqual([request, ...lost.slice(1, 3)]);
    } finally {
      await v2.close();
    }
  }, 120_000);
});

describe('what a function asked another for, and Lambda dropped without a word', () => {
  test('is done by a sweep: the end of a large audience is told, and what waited is handed over', async () => {
    const { listener, back, lobby, whisper } = dropped;
    expect(await listener.next()).toBe(lobby);
    expect(await back.nextSorted(2)).toEqual([lobby, whisper]);
    await untilRows(
      () => undelivered(forgetful),
      (rows) => rows.length === 0,
    );
  }, 180_000);
});
