import { expect, test } from '@jest/globals';
import { groupChannel, LOBBY_CHANNEL } from '../../../chat/ports/subscriptions.ts';
import type { ChangeType } from '../../../protocol/commands.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const toGroup = { group_name: 'devs' };

/** Each command as it would be sent; undefined where it is for two people and no audience hears it. */
const toAudience: Readonly<Record<ChangeType, object | undefined>> = {
  lobby: { content: 'hi' },
  group: { ...toGroup, content: 'hi' },
  join: toGroup,
  leave: toGroup,
  whisper: undefined,
  add: undefined,
  accept: undefined,
  decline: undefined,
  unfriend: undefined,
  block: undefined,
  unblock: undefined,
};

const heard = Object.entries(toAudience).flatMap(([type, fields]) => (fields ? [{ type, ...fields }] : []));

test.each(heard)('$type is held to the posts that its audience costs', async (command) => {
  const chat = createChatUnderTest();
  const [member, other] = [await chat.connect('member'), await chat.connect('other')];
  await chat.send(member, { type: 'join', ...toGroup });
  const group = await chat.ports.groups.find('devs');
  const sender = command.type === 'join' ? other : member;
  // One message is let through, however many it goes to; that was the user's share of the quota for some time.
  for (const frame of [{ type: 'lobby', content: 'first' }, command]) {
    for (const channel of [LOBBY_CHANNEL, groupChannel(group?.groupId ?? '')]) {
      chat.ports.audienceSizes.set(channel, 1_000_000);
    }
    await chat.send(sender, frame);
  }
  expect(chat.heardBy(sender).at(-1)).toBe('error: Slow down');
});
