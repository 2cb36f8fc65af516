import { afterEach, describe, expect, test } from '@jest/globals';
import type { ConnectionError } from '../../client/index.ts';
import { connectionFailureText } from '../../terminal/sentences/connection-failures.ts';
import { createTestChat } from '../../testing/test-chat.ts';
import { closeSessions, openSession } from './open-session.ts';

afterEach(closeSessions);

describe('the commands for order, and for what is kept of one', () => {
  test('keep order: mute, ban, let in again, and say what was done', async () => {
    const chat = createTestChat();
    const [admin, two] = [await openSession(chat, 'admin'), await openSession(chat, 'user2')];
    await admin.run('/mute user2 600 Calm down');
    await expect(two.run('/lobby What?')).rejects.toMatchObject({ code: 'muted' });
    await admin.run('/mute user2 0');
    await two.run('/lobby Sorry');
    await expect(two.run('/ban admin')).rejects.toMatchObject({ code: 'not_allowed' });
    await admin.run('/ban user2');
    await admin.run('/unban user2');
    const [told = ''] = await admin.run('/audit');
    expect(told.replaceAll(/until .*HH:MM/g, 'until then').split('\n')).toEqual([
      'HH:MM you unbanned user2',
      'HH:MM you banned user2',
      'HH:MM you let user2 speak again in lobby',
      'HH:MM you muted user2 in lobby until then (Calm down)',
    ]);
  });

  test.each([
    { line: '/mute user2 600 Spam', told: 'user2 is muted in the lobby until then.' },
    { line: '/mute user2 0', told: 'user2 may speak in the lobby again.' },
    { line: '/ban user2 600', told: 'user2 is banned until then.' },
    { line: '/ban user2', told: 'user2 is banned.' },
    { line: '/unban user2', told: 'user2 may come in again.', before: '/ban user2' },
    { line: '/kick user2 devs', told: 'user2 is removed from #devs.' },
    { line: '/keep-out user2 devs', told: 'user2 is kept out of #devs.' },
    { line: '/keep-out user3 devs 600', told: 'user3 is kept out of #devs until then.' },
    { line: '/let-in user3 devs', told: 'user3 may come into #devs again.', before: '/keep-out user3 devs' },
    { line: '/resolve-report 1', told: 'The report of what user2 said is resolved.', before: '/report Spam' },
  ])('say what was done, as nothing that is heard says it: $line', async ({ line, told, before }) => {
    const chat = createTestChat();
    const admin = await openSession(chat, 'admin');
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await openSession(chat, 'user3');
    await one.run('/create devs');
    await two.run('/join devs');
    await two.run('/lobby Buy now');
    if (before !== undefined) await admin.run(before);
    const [said = '', ...more] = await admin.run(line);
    expect(said.replace(/until .*HH:MM/, 'until then')).toBe(told);
    expect(more).toEqual([]);
  });

  test('say of who is removed from a group that one is in no more than the event does', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await one.run('/create devs');
    expect(await one.run('/keep-out user2')).toEqual(['user2 is kept out of #devs.']);
    await one.run('/let-in user2');
    for (const line of ['/kick user2', '/keep-out user2']) {
      await two.run('/join devs');
      expect(await one.run(line)).toEqual([]);
    }
    await one.run('/mute user2 0');
    expect(await one.run('/mute user2 60')).toEqual([
      expect.stringMatching(/^user2 is muted in #devs until /),
    ]);
  });

  test('take a number right behind the name for seconds, of a ban as of a mute, and the rest for the reason', async () => {
    const chat = createTestChat();
    const [admin] = [await openSession(chat, 'admin'), await openSession(chat, 'user2')];
    const { client } = admin;
    const bans = async (group_name?: string) =>
      (await client.bans({ group_name })).items.map(({ since, until, reason }) => [
        until === undefined ? undefined : Math.round((Date.parse(until) - Date.parse(since)) / 1_000),
        reason,
      ]);
    await admin.run('/ban user2 60 Spam again');
    expect(await bans()).toEqual([[60, 'Spam again']]);
    await admin.run('/ban @user2 Spam of 60 a day');
    expect(await bans()).toEqual([[undefined, 'Spam of 60 a day']]);
    await admin.run('/create devs');
    for (const [line, kept] of [
      ['/keep-out user2 60', [60, undefined]],
      ['/keep-out user2 120 Spam again', [120, 'Spam again']],
      ['/keep-out user2 devs', [undefined, undefined]],
      ['/keep-out user2 #devs Spam', [undefined, 'Spam']],
      ['/keep-out user2 devs 60 Spam', [60, 'Spam']],
    ] as const) {
      await admin.run(line);
      expect([line, await bans('devs')]).toEqual([line, [kept]]);
    }
    await expect(admin.run('/ban user2 60s spam')).rejects.toThrow('SECONDS is a number from 1 to 31536000');
    await expect(admin.run('/ban user2 0')).rejects.toThrow('not "0"');
    await expect(admin.run('/keep-out user2 devs -5')).rejects.toThrow('not "-5"');
  });

  test('list who is banned, and who is kept out of a group', async () => {
    const chat = createTestChat();
    const [admin] = [await openSession(chat, 'admin'), await openSession(chat, 'user2')];
    expect(await admin.run('/bans')).toEqual(['Nobody is banned.']);
    await admin.run('/create devs');
    expect(await admin.run('/bans devs')).toEqual(['Nobody is kept out of #devs.']);
    await admin.run('/ban user2');
    await admin.run('/keep-out user2 devs 60 Spam');
    expect(await admin.run('/bans')).toEqual(['HH:MM user2, by admin, for good']);
    const [kept = ''] = await admin.run('/bans #devs');
    expect(kept).toMatch(/^HH:MM user2, by admin, until .*HH:MM \(Spam\)$/);
    await admin.run('/let-in user2 devs');
    expect(await admin.run('/bans devs')).toEqual(['Nobody is kept out of #devs.']);
  });

  test('say in a group what was done there, and end it', async () => {
    const chat = createTestChat();
    const [one, two] = [await openSession(chat, 'user1'), await openSession(chat, 'user2')];
    await one.run('/create devs');
    await two.run('/join devs');
    await one.run('/role user2 moderator');
    await one.run('/kick user2');
    await one.run('/keep-out user2 60');
    const [told = ''] = await one.run('/audit');
    expect(told.replaceAll(/until .*HH:MM/g, 'until then').split('\n')).toEqual([
      'HH:MM you kept user2 out of #devs until then',
      'HH:MM you removed user2 from #devs',
      'HH:MM you made user2 a moderator in #devs',
    ]);
    await expect(two.run('/disband devs')).rejects.toMatchObject({ code: 'not_a_member' });
    await one.run('/disband devs');
    expect(await one.run('/groups')).toEqual(['You are in no group: /join GROUP.']);
  });

  test('report a message, list that, and say that it is done with', async () => {
    const chat = createTestChat();
    const [admin, two] = [await openSession(chat, 'admin'), await openSession(chat, 'user2')];
    await admin.run('/lobby Buy now');
    await two.run('/lobby Stop it');
    expect(await two.run('/report Spam')).toEqual(['Who keeps order is shown what admin said: Buy now']);
    await admin.run('/report Rude');
    await expect(two.run('/reports')).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await admin.run('/reports')).toEqual([
      '1. HH:MM admin in lobby (Rude): user2: Stop it\n2. HH:MM user2 in lobby (Spam): admin: Buy now',
    ]);
    await admin.run('/resolve-report 2 Sorry');
    expect(await admin.run('/reports')).toEqual(['1. HH:MM admin in lobby (Rude): user2: Stop it']);
    await expect(admin.run('/resolve-report 2')).rejects.toThrow('There is no such report');
    expect(await admin.run('/audit')).toEqual([
      'HH:MM you resolved a report of what you said in lobby (Sorry)',
    ]);
  });

  test('take back what was reported, by the number that was shown, also where another report has come since', async () => {
    const chat = createTestChat();
    const [admin, two] = [await openSession(chat, 'admin'), await openSession(chat, 'user2')];
    await two.run('/lobby Buy now');
    await admin.run('/report Spam');
    await admin.run('/reports');
    await admin.run('/lobby Stop it');
    await two.run('/report Rude');
    await admin.run('/delete-reported 1');
    await admin.run('/resolve-report 1');
    expect(await admin.run('/reports')).toEqual(['1. HH:MM user2 in lobby (Rude): admin: Stop it']);
    expect(await admin.run('/audit')).toEqual([
      'HH:MM you resolved a report of what user2 said in lobby\nHH:MM you deleted a message of user2 in lobby',
    ]);
  });

  test('erase all that is kept of one by one’s own name alone, and say then that nobody comes in by it', async () => {
    const chat = createTestChat();
    const one = await openSession(chat, 'user1');
    await expect(one.run('/erase user2')).rejects.toThrow('That is not your name: you are user1.');
    expect(one.client.state).toBe('live');
    const refused = new Promise<void>((resolve) =>
      one.client.on('state', ({ state }) => state === 'refused' && resolve()),
    );
    expect(await one.run('/erase user1')).toEqual([
      'Your account is deleted. What was kept of you is erased within minutes.',
    ]);
    await refused;
    const failure = one.client.lastFailure as ConnectionError;
    expect(connectionFailureText(failure, '')).toBe(
      'All that was kept of you is erased, and nobody comes in by your name.',
    );
  });

  test('tell who is banned for how long, as far as it ends', async () => {
    const chat = createTestChat();
    const [admin, user] = [await openSession(chat, 'admin'), await openSession(chat, 'user1')];
    const textOf = async () => {
      if (user.client.state !== 'refused')
        await new Promise<void>((resolve) =>
          user.client.on('state', ({ state }) => state === 'refused' && resolve()),
        );
      return connectionFailureText(user.client.lastFailure as ConnectionError, '');
    };
    const told = textOf();
    await admin.client.ban('user1', { seconds: 6 * 60 * 60 });
    expect(await told).toBe('An admin has banned you from this chat, for 6 hours yet.');
    await admin.client.unban('user1');
    user.client.connect();
    await user.client.ready();
    const toldAgain = textOf();
    await admin.client.ban('user1');
    expect(await toldAgain).toBe('An admin has banned you from this chat.');
  });
});
