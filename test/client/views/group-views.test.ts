import { describe, expect, test } from '@jest/globals';
import { conversationList, groupMembers, groupProfile, pinnedMessages } from '../../../client/index.ts';
import { readPendingCommand } from '../../../client/requests/pending-command.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';

const conversation = 'group:devs';

/** `user1`, who owns a group, and `user2`, who is in it. */
async function start(kind: 'open' | 'private' = 'open') {
  const chat = createTestChat();
  const owner = await connect(chat, 'user1', { report: () => undefined });
  const member = await connect(chat, 'user2', { report: () => undefined });
  await owner.create('devs', { kind });
  if (kind === 'open') await member.join('devs');
  await chat.settled();
  return { chat, owner, member };
}

describe('the profile of a group', () => {
  test('is followed by who is in it: what it is called, and who may do what', async () => {
    const { chat, owner, member } = await start();
    const view = groupProfile(member, 'devs');
    await chat.settled();
    expect(view.value).toMatchObject({ kind: 'open', owners: ['user1'] });
    await owner.describe('devs', { title: 'Developers' });
    await owner.role('devs', 'user2', 'owner');
    await chat.settled();
    expect(view.value).toMatchObject({ title: 'Developers', owners: ['user1', 'user2'] });
    await owner.leave('devs');
    await chat.settled();
    expect(view.value).toMatchObject({ owners: ['user2'] });
    expect(groupProfile(member, 'devs')).toBe(view);
  });

  test('is fetched again with the next connection', async () => {
    const { chat, owner, member } = await start();
    const view = groupProfile(member, 'devs');
    await chat.settled();
    chat.disconnect('user2');
    await owner.describe('devs', { title: 'Developers' });
    chat.reconnect('user2');
    await member.ready();
    await chat.settled();
    expect(view.value).toMatchObject({ title: 'Developers' });
  });

  test('is none of a private one that one isn’t in', async () => {
    const { chat, owner, member } = await start('private');
    const [of, not] = [groupProfile(owner, 'devs'), groupProfile(member, 'devs')];
    await chat.settled();
    expect([of.value?.kind, not.value]).toEqual(['private', undefined]);
  });
});

describe('the pinned messages of a group', () => {
  test('are followed as they are pinned, changed, deleted and unpinned', async () => {
    const { chat, owner, member } = await start();
    const view = pinnedMessages(member, conversation);
    const contents = async () => {
      await chat.settled();
      return view.value.items.map(({ message }) => message.content);
    };
    const { id: one = '' } = await member.group('devs', 'One');
    const { id: two = '' } = await member.group('devs', 'Two');
    await owner.pin(conversation, one);
    await owner.pin(conversation, two);
    expect(await contents()).toEqual(['Two', 'One']);
    await member.edit(conversation, one, 'First');
    expect(await contents()).toEqual(['Two', 'First']);
    await member.delete(conversation, two);
    expect(await contents()).toEqual(['First']);
    await owner.unpin(conversation, one);
    expect(await contents()).toEqual([]);
    expect(pinnedMessages(member, conversation)).toBe(view);
  });
});

describe('a group that is disbanded', () => {
  test('is none of one’s groups and conversations any more, for who is there and who comes back', async () => {
    const { chat, owner, member } = await start();
    const away = await connect(chat, 'user3', { report: () => undefined });
    await away.join('devs');
    const list = conversationList(member);
    await chat.settled();
    expect(list.items.map(({ conversation }) => conversation)).toContain('group:devs');
    chat.disconnect('user3');
    await owner.disband('devs');
    await chat.settled();
    expect([owner.groupNames, member.groupNames]).toEqual([[], []]);
    expect(list.items.map(({ conversation }) => conversation)).not.toContain('group:devs');
    chat.reconnect('user3');
    await away.ready();
    await chat.settled();
    expect(away.groupNames).toEqual([]);
    await expect(member.group('devs', 'Hello?')).rejects.toMatchObject({ code: 'group_not_found' });
  });
});

describe('who is kicked', () => {
  test('has the group in no list any more, as with a leave, on devices that are there and that come back', async () => {
    const { chat, owner, member } = await start();
    const away = await connect(chat, 'user3', { report: () => undefined });
    await away.join('devs');
    const list = conversationList(member);
    const own = groupMembers(member, 'devs');
    const shown = member.timeline(conversation);
    const others = groupMembers(owner, 'devs');
    await Promise.all([own.more(), others.more()]);
    await owner.group('devs', 'Hello');
    await chat.settled();
    expect(others.value.users).toEqual(['user1', 'user2', 'user3']);
    chat.disconnect('user3');
    for (const user of ['user2', 'user3']) await owner.kick('devs', user, { ban: true, reason: 'Spam' });
    await owner.group('devs', 'Better');
    await chat.settled();
    expect(others.value.users).toEqual(['user1']);
    expect(member.groupNames).toEqual([]);
    expect(own.value.users).toEqual([]);
    expect(list.items.map((item) => item.conversation)).not.toContain(conversation);
    expect(shown.events.at(-1)).toMatchObject({ type: 'left', user: 'user2', by: 'user1', banned: true });
    expect(shown.events).not.toContainEqual(expect.objectContaining({ content: 'Better' }));
    chat.reconnect('user3');
    await away.ready();
    await chat.settled();
    expect(away.groupNames).toEqual([]);
    await expect(member.join('devs')).rejects.toMatchObject({ code: 'banned', isRetryable: false });
  });

  test('may come back when the ban has ended', async () => {
    const { chat, owner, member } = await start();
    await owner.kick('devs', 'user2', { ban: true, seconds: 60, reason: 'Spam' });
    await expect(member.join('devs')).rejects.toMatchObject({
      code: 'banned',
      retryAfterMs: expect.any(Number),
    });
    expect((await owner.bans({ group_name: 'devs' })).items).toMatchObject([
      { user: 'user2', by: 'user1', reason: 'Spam' },
    ]);
    await owner.unban('user2', { group_name: 'devs' });
    await member.join('devs');
    await chat.settled();
    expect(member.groupNames).toEqual(['devs']);
  });
});

test.each([
  { type: 'kick', group_name: 'devs', target: 'user2' },
  { type: 'kick', group_name: 'devs', target: 'user2', ban: true, seconds: 60, reason: 'Spam' },
  { type: 'unban', target: 'user2', group_name: 'devs' },
])('what keeps order in a group is read from a store as it was kept: %j', (command) => {
  const text = JSON.stringify({ ref: 'r1', command, createdAt: 1 });
  expect(readPendingCommand(text, 2)).toMatchObject({ ref: 'r1', command });
});
