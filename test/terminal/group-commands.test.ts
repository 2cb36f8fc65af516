import { afterEach, describe, expect, test } from '@jest/globals';
import { createTestChat } from '../../testing/test-chat.ts';
import { closeSessions, openSession } from './open-session.ts';

afterEach(closeSessions);

describe('the commands for groups', () => {
  test('invite to a group, list that, and decline or join', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await one.client.create('devs', { kind: 'private', title: 'Developers' });
    await expect(one.run('/invite user2')).rejects.toThrow('Which group?');
    await one.run('/invite user2 devs');
    expect(await two.run('/invitations')).toEqual([
      'HH:MM user1 invites you to #devs (Developers): /join devs or /decline-invite devs',
    ]);
    expect(await two.run('/decline-invite #devs')).toEqual(['You declined to join #devs.']);
    expect(await two.run('/invitations')).toEqual(['No invitation waits for you.']);
    await expect(two.run('/join devs')).rejects.toMatchObject({ code: 'group_not_found' });
    await one.run('/to #devs');
    await one.run('/invite @user2');
    await two.run('/join devs');
    expect(await two.run('/members')).toEqual(['In #devs: user1 (owner), user2 (you)']);
  });

  test('make a group, say what it is, and give a role in it', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await expect(one.run('/describe title Developers')).rejects.toThrow('Which group?');
    await one.run('/create devs');
    await expect(two.run('/create devs')).rejects.toMatchObject({ code: 'conflict' });
    await two.run('/join devs');
    expect(await two.run('/about')).toEqual([
      '#devs\nAnybody may join, and sees what is said from then on.\nOwners: user1',
    ]);
    await one.run('/describe title The developers');
    await one.run('/describe about Who builds it');
    await expect(one.run('/describe history all')).rejects.toThrow('The history is joining or full.');
    await one.run('/describe history full');
    await one.run('/role user2 moderator');
    expect(await two.run('/about')).toEqual([
      '#devs: The developers\nWho builds it\nAnybody may join, and sees what is said and was said before.\nOwners: user1\nModerators: user2',
    ]);
    expect(await two.run('/members')).toEqual(['In #devs: user1 (owner), user2 (you, moderator)']);
    await expect(two.run('/role user2 owner')).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(one.run('/role user2 king')).rejects.toThrow(
      'ROLE is owner, moderator, member, not "king".',
    );
    await one.run('/create secret private');
    await expect(two.run('/about secret')).rejects.toMatchObject({ code: 'group_not_found' });
  });

  test('pin the last message of a group as that was when it was typed, list that, and unpin', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await expect(one.run('/pin')).rejects.toThrow('Messages are pinned in groups');
    await one.run('/create devs');
    await two.run('/join devs');
    await two.run('We meet at ten');
    await chat.settled();
    await Promise.all([one.run('/pin'), two.run('later')]);
    expect(await two.run('/pins')).toEqual(['1. HH:MM user2: We meet at ten']);
    await expect(two.run('/unpin')).rejects.toMatchObject({ code: 'not_allowed' });
    await chat.settled();
    await one.run('/pin');
    expect(await two.run('/pins')).toEqual(['1. HH:MM user2: later\n2. HH:MM user2: We meet at ten']);
    await one.run('/pins');
    await two.run('earlier');
    await chat.settled();
    await one.run('/pin');
    // The second of those that were shown, though it is the third by now.
    await one.run('/unpin 2');
    expect(await two.run('/pins')).toEqual(['1. HH:MM user2: earlier\n2. HH:MM user2: later']);
    await one.run('/unpin');
    await one.run('/unpin');
    expect(await one.run('/pins')).toEqual(['Nothing is pinned in #devs.']);
    await expect(one.run('/unpin')).rejects.toThrow('No such message is pinned there');
  });
});
