import { describe, expect, test } from '@jest/globals';
import type { SenderCommandType } from '../../../chat/dispatch/command.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { countRounds } from '../count-rounds.ts';

const target = 'user3';
const group_name = 'devs';

/** A command of each kind, by somebody who blocks a noisy user. A kind without one doesn't compile. */
const frames: Readonly<Record<SenderCommandType, object>> = {
  whisper: { target, content: 'hi' },
  lobby: { content: 'hi' },
  group: { group_name, content: 'hi' },
  edit: { conversation: 'lobby', id: idOfTime(1), content: 'hi' },
  delete: { conversation: 'lobby', id: idOfTime(1) },
  react: { conversation: 'lobby', id: idOfTime(1), emoji: '👍' },
  unreact: { conversation: 'lobby', id: idOfTime(1), emoji: '👍' },
  pin: { conversation: 'group:ours', id: idOfTime(1) },
  unpin: { conversation: 'group:ours', id: idOfTime(1) },
  join: { group_name: 'ops' },
  leave: { group_name },
  create: { group_name: 'ops' },
  describe: { group_name: 'ours', title: 'Ours' },
  role: { group_name: 'ours', target: 'noisy', role: 'moderator' },
  invite: { group_name: 'ours', target },
  decline_invite: { group_name: 'theirs' },
  disband: { group_name: 'ours' },
  kick: { group_name: 'ours', target: 'noisy', ban: true },
  unban: { group_name: 'ours', target: 'noisy' },
  add: { target },
  accept: { target },
  decline: { target },
  unfriend: { target },
  block: { target },
  unblock: { target: 'noisy' },
  profile: { display_name: 'Ann' },
  presence: { show: 'invisible' },
  notify: { conversation: 'lobby', level: 'none' },
  sync: { cursors: { lobby: idOfTime(0), 'group:devs': idOfTime(0) } },
  history: { conversation: 'lobby' },
  read: { conversation: 'lobby', upto: idOfTime(1) },
  reactions: { conversation: 'lobby', ids: [idOfTime(1)] },
  reactors: { conversation: 'lobby', id: idOfTime(1), emoji: '👍' },
  typing: { conversation: 'lobby' },
  pins: { conversation: 'group:ours' },
  export: {},
  erase: { name: 'user1' },
  ping: {},
  here: {},
  conversations: {},
  friends: {},
  requests: {},
  bans: { group_name: 'ours' },
  blocks: {},
  groups: {},
  members: { group_name },
  group_profiles: { group_names: [group_name, 'ours'] },
  invitations: {},
  profiles: { users: ['noisy', target] },
  presences: { users: ['noisy', target] },
  users: { search: 'noi' },
  audit: {},
  ban: { target: 'noisy' },
  mute: { target: 'noisy', seconds: 60 },
  report: { conversation: 'lobby', id: idOfTime(1), reason: 'Spam' },
  reports: { group_name: 'ours' },
  resolve_report: { report: idOfTime(1) },
};

/** @returns the calls that a command makes of somebody who blocks who said so much */
async function countCalls(type: SenderCommandType, messages: number): Promise<number> {
  const memory = createMemoryPorts();
  const { ports, rounds } = countRounds(memory);
  const chat = createChatUnderTest(ports);
  const asker = await chat.connect('user1', { protocol: 'v2' });
  const noisy = await chat.connect('noisy');
  await chat.connect(target);
  for (const one of [asker, noisy]) await chat.send(one, { type: 'join', group_name });
  await chat.send(asker, { type: 'create', group_name: 'ours' });
  await chat.send(noisy, { type: 'join', group_name: 'ours' });
  await chat.send(asker, { type: 'block', target: 'noisy' });
  const { groupId = '' } = (await memory.groups.find(group_name)) ?? {};
  for (let count = 1; count <= messages; count++) {
    const id = idOfTime(chat.ports.clock.now() + count);
    const said = { id, from: 'noisy', content: `${count}` };
    await memory.log.append({ conversation: 'lobby', event: { type: 'lobby', ...said } });
    const event = { type: 'group', group: group_name, ...said } as const;
    await memory.log.append({ conversation: `group:${groupId}`, event });
  }
  chat.ports.clock.advance(60_000);
  const before = rounds.calls();
  await chat.send(asker, { type, ...frames[type] });
  return rounds.calls() - before;
}

describe('behind 10,000 messages of somebody whom one blocks', () => {
  test.each(Object.keys(frames) as SenderCommandType[])(
    '%s makes no more than a few calls more',
    async (type) => {
      const [few, many] = [await countCalls(type, 0), await countCalls(type, 10_000)];
      // Of the lobby and a group each: a second look for the newest, three pages of what is unread, whom each of them hides.
      expect(many - few).toBeLessThanOrEqual(18);
    },
  );
});
