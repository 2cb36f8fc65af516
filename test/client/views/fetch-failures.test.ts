import { describe, expect, test } from '@jest/globals';
import {
  type ChatClient,
  conversationList,
  groupMembers,
  groupProfile,
  invitations,
  relations,
  timelineRows,
} from '../../../client/index.ts';
import { type ClientUnderTest, startClient } from '../client-under-test.ts';
import { failure } from '../fake-chat.ts';

interface Shown {
  readonly isLoaded: boolean;
  readonly error: unknown;
}

interface Fetched {
  look(): Shown;
  retry(): void;
  onChange(listener: () => void): void;
}

const VIEWS: readonly (readonly [command: string, make: (client: ChatClient) => Fetched])[] = [
  [
    'friends',
    (client) => {
      const { friends } = relations(client);
      return { look: () => friends.value, retry: friends.refresh, onChange: friends.onChange };
    },
  ],
  [
    'members',
    (client) => {
      const members = groupMembers(client, 'devs');
      void members.more();
      return { look: () => members.value, retry: () => void members.more(), onChange: members.onChange };
    },
  ],
  [
    'conversations',
    (client) => {
      const list = conversationList(client);
      return { look: () => list, retry: list.retry, onChange: list.onChange };
    },
  ],
  [
    'history',
    (client) => {
      const rows = timelineRows(client, 'lobby');
      rows.onChange(() => undefined);
      void rows.older();
      const look = () => ({ isLoaded: rows.value.isComplete, error: rows.value.error });
      return { look, retry: () => void rows.older(), onChange: rows.onChange };
    },
  ],
];

const reconnect = async ({ chat, timers }: ClientUnderTest) => {
  chat.socket.drop();
  await timers.advance(5_000);
};

describe.each(VIEWS)('what is shown of %s', (command, make) => {
  async function startFailing() {
    const under = startClient();
    under.chat.answerAll(command, failure('too_large', { error: 'No' }));
    await under.goLive();
    const shown = make(under.client);
    await under.timers.advance(100);
    return { ...under, shown };
  }

  test('says why it could not be fetched, and is fetched when it is tried again', async () => {
    const { shown, chat, timers } = await startFailing();
    expect(shown.look()).toMatchObject({ isLoaded: false, error: { code: 'too_large' } });
    chat.intercept = () => false;
    const told: unknown[] = [];
    shown.onChange(() => told.push(shown.look().error));
    shown.retry();
    await timers.advance(100);
    expect(shown.look()).toMatchObject({ isLoaded: true, error: undefined });
    expect(told[0]).toBeUndefined();
  });

  test('says so when no answer comes in time', async () => {
    const under = startClient();
    under.chat.intercept = ({ type }) => type === command;
    await under.goLive();
    const shown = make(under.client);
    await under.timers.advance(31_000);
    expect(shown.look()).toMatchObject({ isLoaded: false, error: { code: 'timed_out' } });
  });

  test('is fetched by itself with the next connection', async () => {
    const under = await startFailing();
    under.chat.intercept = () => false;
    await reconnect(under);
    expect(under.shown.look()).toMatchObject({ isLoaded: true, error: undefined });
  });

  test('is asked for once for each try', async () => {
    const under = await startFailing();
    const before = under.chat.count(command);
    under.shown.look();
    make(under.client).look();
    await under.timers.advance(1_000);
    expect(under.chat.count(command) - before).toBeLessThan(2);
  });
});

test.each([
  ['friends', (client: ChatClient) => relations(client)],
  ['requests', (client: ChatClient) => relations(client)],
  ['blocks', (client: ChatClient) => relations(client)],
  ['invitations', (client: ChatClient) => invitations(client)],
  ['group_profiles', (client: ChatClient) => groupProfile(client, 'devs')],
  ['conversations', (client: ChatClient) => conversationList(client)],
])('%s is asked for once with each connection, the first among them', async (command, make) => {
  const under = startClient();
  make(under.client);
  await under.goLive();
  await under.timers.advance(1_000);
  expect(under.chat.count(command)).toBe(1);
  await reconnect(under);
  await under.timers.advance(1_000);
  expect(under.chat.count(command)).toBe(2);
});

test('a group’s members are fetched again when the answer came from before a gap', async () => {
  const under = startClient();
  const { client, chat, timers, goLive } = under;
  await goLive();
  void client.join('devs');
  await timers.advance(100);
  const members = groupMembers(client, 'devs');
  const asking = members.more();
  chat.store({ type: 'joined', conversation: 'group:devs', user: 'user1' } as never);
  chat.post(chat.log.at(-1));
  await timers.advance(1_000);
  await asking;
  expect(members.value).toMatchObject({ isLoaded: true, users: ['user2'] });
});
