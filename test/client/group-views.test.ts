import { describe, expect, test } from '@jest/globals';
import { conversationList, groupProfile, pinnedMessages } from '../../client/index.ts';
import { createTestChat } from '../../testing/test-chat.ts';
import { connect } from './test-chat-clients.ts';

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
