import { describe, expect, test } from '@jest/globals';
import { groupChannel } from '../../../chat/ports/connections/subscriptions.ts';
import type { Groups } from '../../../chat/ports/groups/groups.ts';
import { createMemoryGroups } from '../../../memory/groups/groups.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

describe('a group message', () => {
  const hi = { type: 'group', group_name: 'devs', content: 'Hi' };
  const heard = '(Group devs): user1: Hi';

  async function createDevs(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
    const chat = createChatUnderTest(overrides);
    const [one, two, outsider] = [
      await chat.connect('user1'),
      await chat.connect('user2'),
      await chat.connect('user3'),
    ];
    for (const member of [one, two]) await chat.send(member, { type: 'join', group_name: 'devs' });
    for (const connection of [one, two]) chat.heardBy(connection);
    return { chat, one, two, outsider };
  }

  test('reaches the members who are connected, the sender too', async () => {
    const { chat, one, two, outsider } = await createDevs();
    const another = await chat.connect('user2');
    await chat.send(one, hi);
    for (const connection of [one, two, another]) expect(chat.heardBy(connection)).toEqual([heard]);
    expect(chat.heardBy(outsider)).toEqual([]);
  });

  test('is logged under the group’s id', async () => {
    const { chat, one } = await createDevs();
    await chat.send(one, hi);
    const { groupId } = (await chat.ports.groups.find('devs')) ?? { groupId: '' };
    expect(chat.ports.log.entriesOf(groupChannel(groupId)).at(-1)?.event).toMatchObject({
      type: 'group',
      group: 'devs',
      from: 'user1',
      content: 'Hi',
    });
  });

  test('from somebody who is no member is refused', async () => {
    const { chat, one, outsider } = await createDevs();
    await chat.send(outsider, hi);
    expect(chat.heardBy(outsider)).toEqual(['error: Not a member: devs']);
    expect(chat.heardBy(one)).toEqual([]);
  });

  test('from somebody who has joined meanwhile by another device is refused: they would never see it in the history', async () => {
    const { chat, one, outsider } = await createDevs();
    const { groupId = '' } = (await chat.ports.groups.find('devs')) ?? {};
    const version = idOfTime(chat.ports.clock.now() + 1_000);
    await chat.ports.groups.addMember({ user: 'user3', group: 'devs', groupId, version });
    await chat.send(outsider, hi);
    expect(chat.heardBy(outsider)).toEqual(['error: Not a member: devs']);
    expect(chat.heardBy(one)).toEqual([]);
    chat.ports.clock.advance(2_000);
    await chat.send(outsider, hi);
    expect(chat.heardBy(one)).toEqual(['(Group devs): user3: Hi']);
  });

  test('to a group that nobody made is refused', async () => {
    const { chat, one } = await createDevs();
    await chat.send(one, { ...hi, group_name: 'ops' });
    expect(chat.heardBy(one)).toEqual(['error: Group not found: ops']);
  });

  test('does not reach a blocker', async () => {
    const { chat, one, two } = await createDevs();
    await chat.send(two, { type: 'block', target: 'user1' });
    for (const connection of [one, two]) chat.heardBy(connection);
    await chat.send(one, hi);
    expect(chat.heardBy(two)).toEqual([]);
    expect(chat.heardBy(one)).toEqual([heard]);
  });

  test('goes to today’s group, though this environment remembers another id for the name', async () => {
    const { chat, one, two, outsider } = await createDevs();
    await chat.send(outsider, { type: 'join', group_name: 'ops' });
    const ops = await chat.ports.groups.find('ops');
    chat.ports.groupIds.set('devs', ops?.groupId ?? '');
    await chat.send(one, hi);
    expect(chat.heardBy(two)).toEqual([heard]);
    expect(chat.heardBy(outsider)).toEqual(['(Group ops): user3 joined']);
  });

  test('is sent by a new member whose membership the cheap read does not show yet', async () => {
    const memory = createMemoryGroups();
    const groups: Groups = {
      ...memory,
      membership: async (user, group, options) =>
        options.consistent ? memory.membership(user, group, options) : undefined,
    };
    const { chat, one } = await createDevs({ groups });
    await chat.send(one, hi);
    expect(chat.heardBy(one)).toEqual([heard]);
  });
});
