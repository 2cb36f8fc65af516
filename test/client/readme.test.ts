import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { type ChatClient, eachItem, invitations } from '../../client/index.ts';
import { createTestChat } from '../../testing/test-chat.ts';
import { connect } from './test-chat-clients.ts';

const readme = await readFile(new URL('../../client/README.md', import.meta.url), 'utf8');

const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<Record<string, unknown>>;

/** Runs the example of a part of the README. @param names what it is given @param results what it names that is wanted */
function runExample(title: string, names: Record<string, unknown>, results: readonly string[] = []) {
  const [, part = ''] = readme.split(`\n## ${title}\n`);
  const [, example = ''] = /```js\n(.*?)```/s.exec(part.split('\n## ')[0] ?? '') ?? [];
  expect(example).not.toBe('');
  return new AsyncFunction(...Object.keys(names), `${example}; return { ${results.join(', ')} };`)(
    ...Object.values(names),
  );
}

const untilRefused = (client: ChatClient) =>
  new Promise<void>((resolve) => {
    client.on('state', ({ state }) => state === 'refused' && resolve());
  });

test('invitations are taken up as the README of the client shows', async () => {
  const chat = createTestChat();
  const [client, other] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
  await client.create('crew', { kind: 'private', title: 'The crew' });
  await expect(other.join('crew')).rejects.toMatchObject({ code: 'group_not_found' });
  const told = new Promise((resolve) => {
    other.on('event', (event) => event.type === 'invited' && resolve(event.from));
  });
  await runExample('Invitations', { client, other, invitations });
  expect(await told).toBe('user1');
  await chat.settled();
  expect(other.groupNames).toEqual(['crew']);
});

test('order is kept as it shows, in a group by the option group_name', async () => {
  const chat = createTestChat();
  const [client, other] = [
    await connect(chat, 'admin'),
    await connect(chat, 'user2', { report: () => undefined }),
  ];
  await client.create('devs');
  await other.join('devs');
  const third = await connect(chat, 'user3');
  await third.join('devs');
  const { id = '' } = await other.group('devs', 'Buy now');
  await third.report('group:devs', id, 'Rude');
  const { keptOut, banned, done, reported } = await runExample('Keeping order', { client }, [
    'keptOut',
    'banned',
    'done',
    'reported',
  ]);
  expect(keptOut).toMatchObject([{ user: 'user2', by: 'admin', reason: 'Spam', until: expect.any(String) }]);
  expect(banned).toMatchObject([{ user: 'user2', by: 'admin', reason: 'Spam' }]);
  expect(done).toMatchObject([{ act: 'unban' }, { act: 'ban' }, { act: 'mute', reason: 'Calm down' }]);
  expect(reported).toMatchObject([{ by: 'user3', reason: 'Rude', message: { from: 'user2' } }]);
  await client.mute('user2', 0);
  const [lifted] = (await client.audit()).items;
  expect(lifted).toMatchObject({ act: 'mute', until: lifted?.ts });
});

test('what is kept of one is exported and erased as it shows, which ends as it says', async () => {
  const chat = createTestChat();
  const client = await connect(chat, 'user1', { report: () => undefined });
  const shown: string[] = [];
  await runExample('Who is banned or erased', { client, show: (text: string) => shown.push(text) });
  const refused = untilRefused(client);
  await client.lobby('Hello');
  const { kept } = await runExample("One's own data", { client, eachItem }, ['kept']);
  expect(JSON.stringify(kept)).toContain('Hello');
  await refused;
  expect(client.lastFailure).toMatchObject({ code: 'erased' });
  expect(shown).toEqual(['Your account is deleted.']);
});

test('a ban is told as it shows, for how long where it ends, and is over by connect', async () => {
  const chat = createTestChat();
  const admin = await connect(chat, 'admin');
  const client = await connect(chat, 'user1', { report: () => undefined });
  const shown: string[] = [];
  await runExample('Who is banned or erased', { client, show: (text: string) => shown.push(text) });
  for (const seconds of [3_600, undefined]) {
    const refused = untilRefused(client);
    await admin.ban('user1', { seconds });
    await refused;
    await admin.unban('user1');
    client.connect();
    await client.ready();
  }
  expect(shown).toEqual([expect.stringMatching(/^Banned for 3\d\d\d s yet$/), 'Banned']);
});

test('an admin answers a report from a group as the page of the protocol says, without being in it', async () => {
  const chat = createTestChat();
  const [admin, owner, other] = [
    await connect(chat, 'admin'),
    await connect(chat, 'user1'),
    await connect(chat, 'user2', { report: () => undefined }),
  ];
  await owner.create('garden');
  await owner.create('crew', { kind: 'private' });
  await owner.invite('crew', 'user2');
  for (const group of ['garden', 'crew']) {
    await other.join(group);
    const { id = '' } = await other.group(group, 'Buy now');
    await owner.report(`group:${group}`, id, 'Spam');
  }
  const { items } = await admin.reports();
  const [inCrew = '', inGarden = ''] = items.map(({ message }) => message.id);
  expect(items.map(({ conversation }) => conversation)).toEqual(['group:crew', 'group:garden']);
  await admin.mute('user2', 60, { group_name: 'garden' });
  await admin.delete('group:garden', inGarden);
  await admin.kick('garden', 'user2');
  for (const attempt of [
    () => admin.join('crew'),
    () => admin.delete('group:crew', inCrew),
    () => admin.mute('user2', 60, { group_name: 'crew' }),
    () => admin.kick('crew', 'user2'),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'group_not_found' });
  const refused = untilRefused(other);
  await admin.ban('user2');
  await refused;
});
