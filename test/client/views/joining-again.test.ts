import { beforeEach, describe, expect, test } from '@jest/globals';
import { type ChatClient, timelineRows } from '../../../client/index.ts';
import type { SocketLike } from '../../../client/platform/socket.ts';
import { createTestChat, type TestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';

let chat: TestChat;
let owner: ChatClient;

beforeEach(async () => {
  chat = createTestChat();
  owner = await connect(chat, 'user1');
});

const say = (content: string) => owner.group('devs', content);

/** Whoever shows the group: the rows as they are, with all that was said before. */
async function shownBy(client: ChatClient): Promise<string[]> {
  await chat.settled();
  const view = timelineRows(client, 'group:devs');
  while (!view.value.isComplete && view.value.error === undefined) await view.older();
  return textsOf(client);
}

/** As they are, without asking for anything. */
const textsOf = (client: ChatClient): string[] =>
  timelineRows(client, 'group:devs').value.rows.map((row) => {
    if (row.status !== 'sent') return row.status;
    return row.event.type === 'message' ? row.event.content : `${row.event.type}`;
  });

async function follow(user: string, options = {}): Promise<ChatClient> {
  const client = await connect(chat, user, { report: () => undefined, ...options });
  timelineRows(client, 'group:devs').onChange(() => undefined);
  return client;
}

/** A device that can lose its network by itself. */
async function followOnDevice(
  user: string,
): Promise<{ client: ChatClient; goAway(): void; comeBack(): void }> {
  const { openSocket } = chat.optionsFor(user);
  let isAway = false;
  let socket: SocketLike | undefined;
  const client = await follow(user, {
    openSocket(...of: Parameters<NonNullable<typeof openSocket>>) {
      if (isAway) throw new Error('No network');
      socket = openSocket?.(...of);
      return socket;
    },
  });
  return {
    client,
    goAway() {
      isAway = true;
      socket?.close();
    },
    comeBack() {
      isAway = false;
    },
  };
}

describe('who joins a group', () => {
  test('is shown what was said before where the group has its full history', async () => {
    await owner.create('devs', { history: 'full' });
    await say('Before');
    const client = await follow('user2');
    await client.join('devs');
    await say('Behind');
    expect(await shownBy(client)).toEqual(['joined', 'Before', 'joined', 'Behind']);
  });

  test('is shown nothing of it elsewhere, though it has its full history later', async () => {
    await owner.create('devs');
    await say('Before');
    const client = await follow('user2');
    await client.join('devs');
    await owner.describe('devs', { history: 'full' });
    expect(await shownBy(client)).toEqual(['joined', 'described']);
    await client.leave('devs');
    await client.join('devs');
    expect(await shownBy(client)).toEqual(['joined', 'Before', 'joined', 'described', 'left', 'joined']);
  });
});

describe('who leaves a group and joins it again', () => {
  test.each([
    ['full', ['joined', 'joined', 'One', 'left', 'Two', 'joined', 'Three']],
    ['joining', ['joined', 'Three']],
  ] as const)('is shown of it what they may see then, with the history %s', async (history, expected) => {
    await owner.create('devs', { history });
    const client = await follow('user2');
    await client.join('devs');
    await say('One');
    await shownBy(client);
    await client.leave('devs');
    await chat.settled();
    expect(textsOf(client)).toEqual(['left']);
    await say('Two');
    await client.join('devs');
    await say('Three');
    expect(await shownBy(client)).toEqual(expected);
  });

  test.each([
    ['full', ['joined', 'joined', 'One', 'left', 'Two', 'joined', 'Three']],
    ['joining', ['joined', 'Three']],
  ] as const)(
    'is shown the same by a device that was away, with the history %s',
    async (history, expected) => {
      await owner.create('devs', { history });
      const client = await follow('user2');
      const phone = await followOnDevice('user2');
      await client.join('devs');
      await say('One');
      expect(await shownBy(phone.client)).toContain('One');
      phone.goAway();
      await client.leave('devs');
      await say('Two');
      await client.join('devs');
      await say('Three');
      const isBack = new Promise<void>((resolve) => {
        phone.client.on('state', ({ state }) => state === 'live' && resolve());
      });
      phone.comeBack();
      await isBack;
      expect(await shownBy(phone.client)).toEqual(expected);
    },
  );
});
