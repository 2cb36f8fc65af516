import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { findFaults } from './find-faults.ts';
import { type Visitor, visit } from './open-page.ts';

/** Chooses what may be done in a menu, once that is there. */
async function choose(page: Page, menu: string | RegExp, action: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

const closeDialog = async ({ page }: Visitor) => {
  await page.keyboard.press('Escape');
  await page.locator('.popup').waitFor({ state: 'detached' });
};

async function joinByName({ page }: Visitor, group: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Join a group').fill(group);
  await page.keyboard.press('Enter');
}

describeInChromium('who makes a group', (browser) => {
  const chat = startChatUnderTest();

  test('is told that a name is taken, also by one that they may not know of, and makes a private one', async () => {
    const { client } = await connectSdk(chat.stack, chat.name('other'));
    const [taken, group, open] = [chat.name('taken'), chat.name('secret'), chat.name('open')];
    await client.create(taken, { kind: 'private' });
    await client.create(open, { title: 'Vegetable patch' });
    const { page } = await visit(browser(), chat.stack.url, chat.name('one'), { bypassCSP: true });
    // An open one is found by its title.
    await page.keyboard.press('Control+k');
    await page.getByLabel('Join a group').fill('#vegetable p');
    await page.getByRole('button', { name: `Vegetable patch ${open}` }).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `${open} Vegetable patch` }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByLabel('Join a group').fill(taken);
    await page.keyboard.press('Enter');
    await page.getByText(`There is no group ${taken} that anybody may join.`).waitFor();
    await page.getByRole('button', { name: 'Make it…' }).click();
    await page.getByRole('button', { name: 'Make the group' }).click();
    await page.getByText('Another group has that name.').waitFor();
    const name = page.getByLabel('Name');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await findFaults(page)).toEqual([]);
    await name.fill(group);
    await page.getByLabel('Only who is invited').check();
    await page.getByRole('button', { name: 'Make the group' }).click();
    await page.getByRole('heading', { name: group }).waitFor();
    await expect(client.join(group)).rejects.toMatchObject({ code: 'group_not_found' });

    await choose(page, `Actions for ${group}`, 'About the group');
    await page.getByText('Private: only who is invited may join').waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.getByLabel('Title').fill('Developers');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.event').getByText('You changed what the group is said to be').waitFor();
    await page.getByRole('heading', { name: `${group} Developers` }).waitFor();
  });

  test('promotes who joins it, finds what they pin, and ends it for both', async () => {
    const names = [chat.name('one'), chat.name('other')] as const;
    const [one, other] = await Promise.all([
      visit(browser(), chat.stack.url, names[0], { bypassCSP: true }),
      visit(browser(), chat.stack.url, names[1]),
    ]);
    const group = chat.name('team');
    await one.page.keyboard.press('Control+k');
    await one.page.getByRole('button', { name: 'Make a group…' }).click();
    await one.page.getByLabel('Name').fill(group);
    await one.page.getByLabel('New members see what was said before').check();
    await one.page.getByRole('button', { name: 'Make the group' }).click();
    await one.page.getByRole('heading', { name: group }).waitFor();
    await one.say('Welcome, all');
    await other.page.evaluate(`location.hash = ${JSON.stringify(encodeURIComponent(`group:${group}`))}`);
    await other.page.getByRole('button', { name: 'Join' }).click();
    await other.sees('Welcome, all');
    await other.say('We meet at ten');
    await one.sees('We meet at ten');

    // Its last owner can't leave, and is told what to do.
    await choose(one.page, `Actions for ${group}`, 'Leave the group…');
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await one.page.getByText('make another member an owner first').first().waitFor();

    await choose(one.page, `Actions for ${group}`, 'Members');
    await choose(one.page, `Actions for ${names[1]}`, 'Make a moderator');
    await one.page.getByText('Moderator', { exact: true }).waitFor();
    expect(await findFaults(one.page)).toEqual([]);
    await closeDialog(one);

    await other.page.locator('.event').getByText(`${names[0]} made you a moderator`).waitFor();
    await other.page.getByRole('article').filter({ hasText: 'We meet at ten' }).hover();
    await choose(other.page, /^Actions for your message of/, 'Pin');
    await one.page.getByRole('button', { name: 'Pinned messages: 1' }).click();
    const pinned = one.page.getByRole('dialog', { name: 'Pinned messages' });
    await pinned.getByText('We meet at ten').waitFor();
    expect(await findFaults(one.page)).toEqual([]);
    await pinned.getByText('We meet at ten').click();
    await one.page.locator('article:focus').getByText('We meet at ten').waitFor();
    await one.page.getByRole('button', { name: `${names[1]} pinned a message` }).waitFor();

    await one.page.getByRole('button', { name: 'Pinned messages: 1' }).click();
    await pinned.getByRole('button', { name: `Unpin the message of ${names[1]}` }).click();
    await pinned.getByText('Nothing is pinned any more.').waitFor();
    await pinned.locator('ul:focus').waitFor({ state: 'attached' });
    await closeDialog(one);
    await other.page.getByRole('button', { name: 'Pinned messages: 1' }).waitFor({ state: 'detached' });

    await choose(one.page, `Actions for ${group}`, 'Disband the group…');
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Disband' }).click();
    await other.page.locator('.join').getByText(`${names[0]} disbanded ${group}.`).waitFor();
    expect(await other.page.locator('.join').getByRole('button').count()).toBe(0);
    // A group that isn't there is joined by nobody: it would be made, and nobody's.
    await other.page.evaluate(`location.hash = ${JSON.stringify(encodeURIComponent(`group:${group}x`))}`);
    await other.page.getByText(`There is no group ${group}x that anybody may join.`).waitFor();
    await other.page.getByRole('button', { name: 'Make it…' }).click();
    await other.page.getByRole('button', { name: 'Make the group' }).click();
    await other.page.locator('#message:focus').waitFor();
  });

  test('keeps order in it: mutes, deletes, removes, keeps out and lets in again; who it is done to is told why', async () => {
    const names = [chat.name('one'), chat.name('other')] as const;
    const [one, other] = await Promise.all([
      visit(browser(), chat.stack.url, names[0], { bypassCSP: true }),
      visit(browser(), chat.stack.url, names[1]),
    ]);
    const { client } = await connectSdk(chat.stack, names[0]);
    const group = chat.name('team');
    await client.create(group);
    await one.goTo(`group:${group}`);
    await other.page.evaluate(`location.hash = ${JSON.stringify(encodeURIComponent(`group:${group}`))}`);
    await other.page.getByRole('button', { name: 'Join' }).click();
    await other.say('Buy now');
    await one.sees('Buy now');

    const members = one.page.getByRole('dialog', { name: `Members of ${group}` });
    const chooseOf = async (action: string) => {
      await choose(one.page, `Actions for ${group}`, 'Members');
      await members.getByRole('button', { name: `Actions for ${names[1]}` }).click();
      await one.page.getByRole('menuitem', { name: action, exact: true }).click();
    };
    await chooseOf('Mute…');
    const mute = one.page.getByRole('dialog', { name: `Mute ${names[1]} in ${group}` });
    await mute.getByLabel('For how long').selectOption('10 minutes');
    await mute.getByLabel('Why').fill('Calm down');
    expect(await findFaults(one.page)).toEqual([]);
    await other.page.locator('#message').fill('But');
    await mute.getByRole('button', { name: 'Mute' }).click();
    await one.page.getByText(`${names[1]} is muted in ${group}.`).waitFor();
    const note = other.page.getByRole('status').getByText('You are muted here until');
    await note.waitFor();
    // What is written stays, and isn't sent.
    await other.page.locator('#message').press('Enter');
    expect(await other.page.locator('#message').inputValue()).toBe('But');
    expect(await other.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await members.getByRole('button', { name: `Actions for ${names[1]}` }).click();
    await one.page.getByRole('menuitem', { name: 'Mute…' }).click();
    await mute.getByRole('button', { name: 'Let them speak again' }).click();
    await note.waitFor({ state: 'detached' });
    await other.page.locator('#message').press('Enter');
    await other.sees('But');
    await mute.waitFor({ state: 'detached' });
    await closeDialog(one);

    const said = one.page.getByRole('article').filter({ hasText: 'Buy now' });
    const chooseAbout = async (action: string) => {
      await said.hover();
      await said.getByRole('button', { name: /^Actions for .*other.*’s message of/ }).click();
      await one.page.getByRole('menuitem', { name: action }).click();
    };
    await chooseAbout('Report…');
    const report = one.page.getByRole('dialog', { name: 'Report the message' });
    await report.getByLabel('Why').fill('Selling here');
    expect(await findFaults(one.page)).toEqual([]);
    await one.page.keyboard.press('Enter');
    await one.page.getByText('The message is reported.').waitFor();
    await report.waitFor({ state: 'detached' });

    await chooseAbout('Delete');
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await one.page.getByText('Message deleted by you').waitFor();
    await other.page.getByRole('article').getByText(`Message deleted by ${names[0]}`).waitFor();

    await chooseOf('Remove from the group…');
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await other.page.locator('.join').getByText(`${names[0]} removed you from ${group}.`).waitFor();
    // What follows in the list has the focus, or the list.
    await members.getByRole('link', { name: names[1] }).waitFor({ state: 'detached' });
    await members.locator(':focus').waitFor({ state: 'attached' });
    await closeDialog(one);
    await other.page.getByRole('button', { name: 'Join' }).click();
    await other.page.locator('#message').waitFor();

    await chooseOf('Keep out…');
    const ban = one.page.getByRole('dialog', { name: `Keep ${names[1]} out of ${group}` });
    await ban.getByLabel('Why').fill('Spam');
    await other.goTo('lobby');
    await ban.getByRole('button', { name: 'Keep out' }).click();
    await other.page.locator('.toast').getByText(`${names[0]} removed you from ${group}`).waitFor();
    await other.page.goBack();
    await other.page.locator('.join').getByText('and keeps you out.').waitFor();
    expect(await other.page.locator('.join').getByRole('button').count()).toBe(0);
    await joinByName(other, group);
    await other.page
      .getByRole('dialog', { name: 'New conversation' })
      .getByText('You are kept out of that group.')
      .waitFor();
    await closeDialog(other);
    await ban.waitFor({ state: 'detached' });
    await closeDialog(one);

    await choose(one.page, `Actions for ${group}`, 'Keeping order');
    const order = one.page.getByRole('dialog', { name: `Keeping order in ${group}` });
    await order.getByText(`You reported what ${names[1]} said in ${group}`).waitFor();
    await order.getByText('Buy now').waitFor();
    await order.getByText('Selling here').waitFor();
    expect(await findFaults(one.page)).toEqual([]);
    await order.getByRole('button', { name: `Explain… what ${names[0]} reported` }).press('Enter');
    const why = order.getByLabel('Why');
    await order.locator('input:focus').waitFor();
    expect(await findFaults(one.page)).toEqual([]);
    await why.fill('Talked to them');
    await why.press('Enter');
    await order.getByText('Nothing waits to be looked at.').waitFor();
    await order.locator('ul:focus').waitFor({ state: 'attached' });
    await order.getByRole('tab', { name: 'Audit' }).click();
    await order.getByText(`You resolved a report of what ${names[1]} said in ${group}`).waitFor();
    await order.getByText('Talked to them').waitFor();
    await order.getByText(`You deleted a message of ${names[1]} in ${group}`).waitFor();
    await order.getByText(`You muted ${names[1]} in ${group} until`).waitFor();
    await order.getByText('Calm down').waitFor();
    await order.getByRole('tab', { name: 'Kept out' }).click();
    await order.getByText('Spam').waitFor();
    expect(await findFaults(one.page)).toEqual([]);
    await order.getByRole('button', { name: `Let in again ${names[1]}` }).press('Enter');
    await order.getByText('Nobody is kept out.').waitFor();
    await order.locator('ul:focus').waitFor({ state: 'attached' });
    await joinByName(other, group);
    await other.page.locator('#message').waitFor();
  });

  test('has admins act on what is reported there, though they aren’t in it', async () => {
    const names = [chat.name('one'), chat.name('other')] as const;
    const [{ client: owner }, { client: other }, admin] = await Promise.all([
      connectSdk(chat.stack, names[0]),
      connectSdk(chat.stack, names[1]),
      visit(browser(), chat.stack.url, 'admin', { bypassCSP: true, viewport: { width: 320, height: 640 } }),
    ]);
    const group = chat.name('release');
    await owner.create(group);
    await other.join(group);
    const long = 'Buy now, and tell all of your friends.\n'.repeat(30);
    const { id = '' } = await other.group(group, long);
    const greeting = await owner.lobby('Hello from the lobby');
    await owner.report(`group:${group}`, id, 'Selling');
    await other.report('lobby', greeting.id ?? '', 'Just so');

    await admin.page.locator('button.account').click();
    await admin.page.getByRole('menuitem', { name: 'Keeping order' }).click();
    const order = admin.page.getByRole('dialog', { name: 'Keeping order' });
    const report = order.getByRole('listitem').filter({ hasText: 'Selling' });
    // All that can be done is in sight, however long the message was.
    const resolve = report.getByRole('button', { name: `Resolve what ${names[0]} reported` });
    await resolve.waitFor();
    expect((await report.boundingBox())?.height).toBeLessThan(300);
    expect(await findFaults(admin.page)).toEqual([]);
    await report.getByRole('button', { name: 'Show all' }).click();
    expect((await report.boundingBox())?.height).toBeGreaterThan(300);
    await report.getByRole('button', { name: 'Show less' }).click();

    await report.getByRole('button', { name: `Delete what ${names[1]} said` }).press('Enter');
    const deleted = new Promise((resolved) => other.on('event', (event) => resolved(event)));
    await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    expect(await deleted).toMatchObject({ type: 'deleted', of: id, by: 'admin' });
    await report.locator('button:focus', { hasText: 'Deleted' }).waitFor();
    await choose(admin.page, `Actions for what ${names[0]} reported`, 'Profile of the author');
    const profile = admin.page.getByRole('dialog', { name: 'Profile' });
    await profile.getByRole('button', { name: 'Ban…' }).waitFor();
    await admin.page.keyboard.press('Escape');
    await profile.waitFor({ state: 'detached' });
    await choose(admin.page, `Actions for what ${names[0]} reported`, 'Keep out…');
    const out = admin.page.getByRole('dialog', { name: `Keep ${names[1]} out of ${group}` });
    await out.getByRole('button', { name: 'Keep out' }).click();
    await out.waitFor({ state: 'detached' });
    await expect(other.join(group)).rejects.toMatchObject({ code: 'banned' });
    await resolve.click();
    await report.waitFor({ state: 'detached' });

    await choose(admin.page, `Actions for what ${names[1]} reported`, 'Go to the message');
    await admin.page.locator('article:focus').getByText('Hello from the lobby').waitFor();

    // Where they aren't they find it, too, and act by name.
    await admin.page.evaluate(`location.hash = ${JSON.stringify(encodeURIComponent(`group:${group}`))}`);
    await choose(admin.page, `Actions for ${group}`, 'Keeping order');
    const there = admin.page.getByRole('dialog', { name: `Keeping order in ${group}` });
    await there.getByRole('tab', { name: 'Kept out' }).click();
    await there.getByLabel('Somebody by name').fill(names[0]);
    await there.getByRole('button', { name: 'Keep out…' }).click();
    await admin.page
      .getByRole('dialog', { name: `Keep ${names[0]} out of ${group}` })
      .getByRole('button', { name: 'Keep out' })
      .click();
    // Its last owner can't be removed.
    await admin.page.getByRole('alert').getByText('owner').waitFor();
    expect(await findFaults(admin.page)).toEqual([]);
  });
});
