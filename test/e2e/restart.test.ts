import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type RunningStack, startStack } from '../../local/start-stack.ts';
import { assemblies } from './assemblies.ts';
import { type ChatClient, connectClient } from './chat-client.ts';
import { dynamodbOptions } from './chat-under-test.ts';
import { readRows, untilRows } from './rows.ts';

async function run(
  dataDirectory: string,
  scenario: (stack: RunningStack, connect: (user: string) => Promise<ChatClient>) => Promise<void>,
  database: ReturnType<typeof dynamodbOptions>,
): Promise<void> {
  const stack = await startStack({ assembly: assemblies.open.outputDirectory, dataDirectory, ...database });
  try {
    await scenario(stack, async (user) => connectClient(stack.webSocketUrl, await stack.token(user)));
  } finally {
    await stack.stop();
  }
}

test('a restart keeps people, groups, friends, blocks and what waits, and leaves no connection', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'chat-restart-'));
  const database = dynamodbOptions();
  let oldToken = '';
  try {
    await run(
      dataDirectory,
      async (stack, connect) => {
        oldToken = await stack.token('user1');
        await (await connect('away')).close();
        const [one, two, three] = [await connect('user1'), await connect('user2'), await connect('user3')];
        await untilRows(
          () => readRows(stack, 'Connections'),
          (rows) => !rows.some((row) => row.startsWith('user:away ')),
        );
        one.send({ type: 'join', group_name: 'devs' });
        expect(await one.next()).toBe('(Group devs): user1 joined');
        one.send({ type: 'add', target: 'user2' });
        expect([await one.next(), await two.next()]).toEqual([
          '(Friend request to user2)',
          '(Friend request from user1)',
        ]);
        two.send({ type: 'accept', target: 'user1' });
        expect(await two.next()).toBe('(Friends): user1 and user2 are now friends');
        expect(await one.next()).toBe('(Friends): user1 and user2 are now friends');
        three.send({ type: 'block', target: 'user1' });
        expect(await three.next()).toBe('(Block): user1 blocked');
        expect(await one.next()).toBe('(Block): user3 blocked you');
        const elsewhere = await connect('user2');
        two.send({ type: 'whisper', target: 'away', content: 'for later' });
        expect(await elsewhere.next()).toBe('(Whisper to away): for later');
        // Sockets are still open: stopping closes them.
      },
      database,
    );
    await run(
      dataDirectory,
      async (stack, connect) => {
        expect(await readRows(stack, 'Connections')).toEqual([]);
        const one = await connectClient(stack.webSocketUrl, oldToken);
        one.send({ type: 'group', group_name: 'devs', content: 'still here' });
        expect(await one.next()).toBe('(Group devs): user1: still here');
        one.send({ type: 'add', target: 'user2' });
        expect(await one.next()).toBe('error: Already friends: user2');
        one.send({ type: 'whisper', target: 'user3', content: 'x' });
        expect(await one.next()).toBe('error: user3 blocked you');
        expect(await (await connect('away')).next()).toBe('(Whisper from user2): for later');
      },
      database,
    );
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
});
