import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../../memory/chat-ports.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { createChatUnderTest, HOUR_MS } from '../../chat-under-test.ts';
import { countRounds } from '../../count-rounds.ts';

const group_name = 'devs';
const conversation = 'group:devs';

/** `ann` in a private group of hers, or in none; `ben` beside it. */
async function createScene(kind: 'private' | 'open' | 'none', isAdmin = false) {
  const { ports, rounds } = countRounds(createMemoryPorts());
  const chat = createChatUnderTest(ports);
  const tokenExpiresAt = ports.clock.now() + HOUR_MS;
  const [ann, ben] = [
    await chat.connect('ann', { protocol: 'v2' }),
    await chat.connect('ben', {
      protocol: 'v2',
      signedIn: { user: 'ben', tokenExpiresAt, ...(isAdmin && { isAdmin }) },
    }),
  ];
  if (kind !== 'none') await chat.send(ann, { type: 'create', group_name, kind });
  await chat.send(ann, { type: 'group', group_name, content: 'Hello' });
  const [said] = chat.framesTo(ann).filter(({ type }) => type === 'message');
  const id = String(said?.id ?? idOfTime(chat.ports.clock.now()));
  return { ...chat, ann, ben, id, rounds };
}

/** All that somebody may try with a group by its name. */
const attempts = (id: string) => [
  { type: 'group', group_name, content: 'Hi' },
  { type: 'group', group_name, content: 'Hi', reply_to: id },
  { type: 'leave', group_name },
  { type: 'describe', group_name, title: 'Ours' },
  { type: 'role', group_name, target: 'ben', role: 'owner' },
  { type: 'role', group_name, target: 'ann', role: 'member' },
  { type: 'invite', group_name, target: 'ann' },
  { type: 'invite', group_name, target: 'nobody' },
  { type: 'decline_invite', group_name },
  { type: 'invitations' },
  { type: 'disband', group_name },
  { type: 'kick', group_name, target: 'ann' },
  { type: 'kick', group_name, target: 'ann', ban: true },
  { type: 'kick', group_name, target: 'nobody', ban: true },
  { type: 'unban', group_name, target: 'ann' },
  { type: 'unban', group_name, target: 'nobody' },
  { type: 'bans', group_name },
  { type: 'mute', group_name, target: 'ann', seconds: 60 },
  { type: 'mute', group_name, target: 'nobody', seconds: 60 },
  { type: 'audit', group_name },
  { type: 'notify', conversation, level: 'none' },
  { type: 'members', group_name },
  { type: 'group_profiles', group_names: [group_name] },
  { type: 'group_profiles', group_names: ['other', group_name], known: { [group_name]: id } },
  { type: 'groups', search: group_name },
  { type: 'export' },
  { type: 'whisper', target: 'ann', content: 'Hi', reply_to: id },
  { type: 'lobby', content: 'Hi', reply_to: id },
  { type: 'reactions', conversation: 'lobby', ids: [id] },
  { type: 'reactors', conversation: 'lobby', id, emoji: '👍' },
  { type: 'react', conversation: 'lobby', id, emoji: '👍' },
  { type: 'delete', conversation: 'lobby', id },
  { type: 'history', conversation: 'lobby', before: id },
  { type: 'edit', conversation, id, content: 'Ho' },
  { type: 'delete', conversation, id },
  { type: 'react', conversation, id, emoji: '👍' },
  { type: 'unreact', conversation, id, emoji: '👍' },
  { type: 'reactions', conversation, ids: [id] },
  { type: 'reactors', conversation, id, emoji: '👍' },
  { type: 'pin', conversation, id },
  { type: 'report', conversation, id, reason: 'Spam' },
  { type: 'reports', group_name },
  { type: 'resolve_report', report: id },
  { type: 'unpin', conversation, id },
  { type: 'pins', conversation },
  { type: 'history', conversation },
  { type: 'read', conversation, upto: id },
  { type: 'typing', conversation },
  { type: 'sync', cursors: { [conversation]: idOfTime(Date.UTC(2026, 0)) } },
  { type: 'conversations' },
  { type: 'groups' },
];

describe('a private group', () => {
  test.each([
    ['who isn’t in it', false],
    ['an admin who isn’t in it', true],
  ])('is for %s as if there were none, in every command and as long as it takes', async (_, isAdmin) => {
    const answersOf = async (kind: 'private' | 'none') => {
      const scene = await createScene(kind, isAdmin);
      const answers: object[] = [];
      for (const frame of attempts(scene.id)) {
        const before = scene.rounds.passed();
        scene.ports.clock.advance(2_000);
        await scene.send(scene.ben, { ...frame, ref: `r${answers.length}` });
        const seen = JSON.stringify({ frame, heard: scene.framesTo(scene.ben) });
        answers.push({ seen: seen.replaceAll(scene.id, 'id'), rounds: scene.rounds.passed() - before });
      }
      return answers;
    };
    const hidden = await answersOf('private');
    expect(hidden).toEqual(await answersOf('none'));
    expect(JSON.stringify(hidden)).toContain('group_not_found');
  });

  test('is one that nobody joins who isn’t invited, and of whom nobody is told', async () => {
    const { send, ann, ben, framesTo } = await createScene('private');
    await send(ben, { type: 'join', group_name });
    expect(framesTo(ben)).toMatchObject([{ code: 'group_not_found', error: 'Group not found: devs' }]);
    expect(framesTo(ann)).toEqual([]);
  });

  test('stays hidden from who has left it', async () => {
    const { send, ann, ben, ports, framesTo } = await createScene('open');
    await send(ben, { type: 'join', group_name });
    const group = await ports.groups.find(group_name);
    if (group) await ports.groups.change({ ...group, kind: 'private', rev: `${group.rev}Z` }, group.rev);
    await send(ben, { type: 'leave', group_name });
    framesTo(ben);
    for (const frame of [
      { type: 'history', conversation },
      { type: 'join', group_name },
    ])
      await send(ben, frame);
    expect(framesTo(ben)).toMatchObject([{ code: 'group_not_found' }, { code: 'group_not_found' }]);
    expect(framesTo(ann).map(({ type }) => type)).toEqual(['joined', 'left']);
  });

  test('takes back an owner who isn’t in it any more', async () => {
    const { send, ports, ben, framesTo } = await createScene('private');
    const group = await ports.groups.find(group_name);
    // As a promotion leaves it that ran beside a leaving.
    if (group)
      await ports.groups.change({ ...group, owners: ['ann', 'ben'], rev: `${group.rev}Z` }, group.rev);
    await send(ben, { type: 'join', group_name });
    expect(framesTo(ben)).toMatchObject([{ type: 'joined', user: 'ben' }]);
  });
});
