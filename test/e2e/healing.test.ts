import { describe, expect, test } from '@jest/globals';
import type { FaultPlan } from '../../local/faults/fault-plan.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { readRows, untilRows } from './rows.ts';
import { connectV2, type FrameClient } from './v2-client.ts';

// The deployed rule is a minute's, and an event is its function's alone for 20 s.
const chat = startChatUnderTest({ faults: {}, scheduleEveryMs: 1_000 });

/** A function dies once so many of its DynamoDB calls have been answered, and before it learns of the last. */
const dyingAfter = (afterCalls: number): FaultPlan => ({
  routes: { rules: [{ routes: ['$default'], times: 1, action: 'crash', afterCalls }] },
});

const undelivered = async () =>
  (await readRows(chat.stack, 'Messages')).filter((row) => row.startsWith('undelivered:'));

async function untilFrame(client: FrameClient, isMeant: (frame: Record<string, unknown>) => boolean) {
  for (;;) {
    const frame = await client.next();
    if (isMeant(frame)) return frame;
  }
}

describe('a message whose function dies between its write and its posts', () => {
  test('of the lobby reaches who is there, over v1 and v2, without anybody’s asking', async () => {
    const [from, other] = [chat.name('from'), chat.name('other')];
    const sender = await chat.connect(from);
    const v1 = await chat.connect(other);
    const v2 = await connectV2(chat.stack.webSocketUrl, { token: await chat.stack.token(chat.name('new')) });
    try {
      // The reads of the audience and of blocks, and then the write.
      await chat.stack.setFaults(dyingAfter(3));
      sender.send({ type: 'lobby', content: 'Anybody?' });
      expect(await sender.next()).toMatch(/"message": "Internal server error"/);
      expect((await chat.stack.calls()).struck['routes.rules[0]']).toBe(1);
      expect(await undelivered()).toHaveLength(1);

      expect(await v1.next()).toBe(`(Lobby): ${from}: Anybody?`);
      expect(await untilFrame(v2, ({ type }) => type === 'message')).toMatchObject({
        conversation: 'lobby',
        from,
        content: 'Anybody?',
      });
      expect(await sender.next()).toBe(`(Lobby): ${from}: Anybody?`);
      await untilRows(undelivered, (rows) => rows.length === 0);
    } finally {
      await v2.close();
    }
  }, 60_000);
});
