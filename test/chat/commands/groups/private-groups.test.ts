import { describe, expect, test } from '@jest/globals';
import { idOfTime } from '../../../../protocol/events/event-id.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

const group_name = 'devs';
const conversation = 'group:devs';

/** `ann` in a private group of hers, or in none; `ben` beside it. */
async function createScene(kind: 'private' | 'open' | 'none') {
  const chat = createChatUnderTest();
  const [ann, ben] = [
    await chat.connect('ann', { protocol: 'v2' }),
    await chat.connect('ben', { protocol: 'v2' }),
  ];
  if (kind !== 'none') await chat.send(ann, { type: 'create', group_name, kind });
  await chat.send(ann, { type: 'group', group_name, content: 'Hello' });
  const [said] = chat.framesTo(ann).filter(({ type }) => type === 'message');
  const id = String(said?.id ?? idOfTime(chat.ports.clock.now()));
  return { ...chat, ann, ben, id };
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
  { type: 'bans', group_name },
  { type: 'members', group_name },
  { type: 'group_profiles', group_names: [group_name] },
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
  test('is for who isn’t in it as if there were none, in every command', async () => {
    const answersOf = async (kind: 'private' | 'none') => {
      const scene = await createScene(kind);
      const answers: object[] = [];
      for (const frame of attempts(scene.id)) {
        await scene.send(scene.ben, { ...frame, ref: `r${answers.length}` });
        answers.push(scene.framesTo(scene.ben));
      }
      return answers;
    };
    const hidden = await answersOf('private');
    expect(hidden).toEqual(await answersOf('none'));
    expect(hidden.flat().filter((frame) => 'code' in frame)).not.toHaveLength(0);
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
