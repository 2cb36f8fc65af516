import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { waitUntil } from '../wait-until.ts';
import { loseNetwork } from './lose-network.ts';
import { visit } from './open-page.ts';

/** How far below what is in sight the timeline goes on, in pixels. */
const TO_END =
  '(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector(".scroller"))';

/** Scrolls up, to where older messages are asked for. @returns where that is some frames later */
const SCROLL_UP = `(async () => {
  const box = document.querySelector('.scroller');
  box.scrollTop = 0;
  for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
  return box.scrollTop;
})()`;

/** How high the timeline is, where it is scrolled to, and the largest gap between the lines in sight, in pixels. */
const WHERE = `(async () => {
  for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  const box = document.querySelector('.scroller');
  let edge = box.getBoundingClientRect().top;
  let gap = 0;
  const lines = [...box.querySelectorAll('.message, .event, .day, .timeline-start')].map((line) => line.getBoundingClientRect());
  for (const line of lines.filter(({ bottom }) => bottom > edge).sort((a, b) => a.top - b.top)) {
    gap = Math.max(gap, line.top - edge);
    edge = Math.max(edge, line.bottom);
  }
  return { height: box.scrollHeight, top: box.scrollTop, gap };
})()`;

/**
 * Scrolls up until there is nothing older, now to the first message, now near to it. @returns of each time how far the
 * topmost message in sight has moved while others came before it, in pixels
 */
const WATCH_WHILE_OLDER_ONES_COME = `(async () => {
  const box = document.querySelector('.scroller');
  // What is measured in a frame moves in that frame, or the next.
  const frame = async () => {
    for (let count = 0; count < 3; count++) await new Promise(requestAnimationFrame);
  };
  const begins = () => box.innerText.startsWith('Beginning of the conversation');
  const moves = [];
  while (!begins()) {
    // From here nothing is loaded, but all above is measured. What is loaded from there can come in the very next frame.
    box.scrollTop = 650;
    await frame();
    if (Math.abs(box.scrollTop - 650) > 1 || box.innerText.startsWith('Loading')) continue;
    box.scrollTop = moves.length % 2 === 0 ? 0 : 300;
    const { top } = box.getBoundingClientRect();
    const rows = [...document.querySelectorAll('.message')].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
    const row = rows.find((one) => one.getBoundingClientRect().top >= top);
    const [text, at] = [row.querySelector('bdi').textContent, row.getBoundingClientRect().top];
    const height = box.scrollHeight;
    while (box.scrollHeight < height + 500 && !begins()) {
      // Where being offline took too long for the question.
      box.querySelector('.timeline-start button')?.click();
      await frame();
    }
    await frame();
    const now = [...document.querySelectorAll('.message')].find((one) => one.querySelector('bdi').textContent === text);
    moves.push(now ? now.getBoundingClientRect().top - at : Infinity);
  }
  return moves;
})()`;

describeInChromium('the timeline of the page', (browser) => {
  // Two may say so much at once, whom fewer hear than many who say a part of it each.
  const chat = startChatUnderTest({ settings: { commandsPerSecond: '1000', commandBurst: '5000' } });

  /** The SDK's client of who reads and that of somebody else, in a group of theirs. */
  async function openGroup() {
    const [group, reader] = [chat.name('group'), chat.name('one')];
    const { client } = await connectSdk(chat.stack, reader);
    const { client: other } = await connectSdk(chat.stack, chat.name('author'));
    const authors = [client, other];
    for (const author of authors) await author.join(group);
    return { group, reader, client, authors };
  }

  test('shows what others write as text: no markup, no script, no link that runs something', async () => {
    const { client } = await connectSdk(chat.stack, chat.name('other'));
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    const texts = [
      '<img src=x onerror=alert(1)><script>alert(1)</script>',
      'javascript:alert(1) data:text/html,x',
      '\u202Eright to left\u2066 and back',
      'zero\u200Bwidth 👩‍👩‍👧‍👦',
      'https://example.com/a?b=c#d and mailto:a@example.com',
    ];
    for (const text of texts) await client.lobby(text);
    await one.page.getByRole('link', { name: 'https://example.com/a?b=c#d', exact: true }).waitFor();
    expect(await one.messages()).toEqual(texts);
    const links = one.page.locator('.message .text a');
    expect(
      await links.evaluateAll((all) => (all as unknown as Link[]).map((link) => link.getAttribute('href'))),
    ).toEqual(['https://example.com/a?b=c#d', 'mailto:a@example.com']);
    expect(await links.first().getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await one.page.locator('.message img, .message script').count()).toBe(0);
  });

  test('keeps what is in sight where it is while older messages come, and leads to the newest by a button, where it stays', async () => {
    const { group, reader, client, authors } = await openGroup();
    for (let count = 0; count < 130; count++)
      await authors[Math.floor(count / 4) % authors.length]?.group(
        group,
        `line ${count}${'\nmore'.repeat(count % 4)}`,
      );
    await client.group(group, `long${'\nmore'.repeat(40)}`);
    const one = await visit(browser(), chat.stack.url, reader);
    await one.page.evaluate((hash) => {
      location.hash = hash;
    }, `group:${group}`);
    await one.page.getByRole('button', { name: 'Show all of it' }).click();

    // One's own message pulls the view to the end once, not for as long as it is on its way.
    const restore = await loseNetwork(chat, one.page.context(), reader);
    await one.say('on its way');
    await one.page.locator('.is-pending').getByText('on its way').waitFor();
    expect(await one.page.evaluate(SCROLL_UP)).toBeLessThan(1);
    await restore();

    const moves = (await one.page.evaluate(WATCH_WHILE_OLDER_ONES_COME)) as number[];
    expect(moves.length).toBeGreaterThanOrEqual(3);
    expect(moves.filter((move) => Math.abs(move) > 1)).toEqual([]);
    // How far below the first message one is by then depends on how many came with it.
    await one.page.evaluate(SCROLL_UP);
    await one.page.locator('.message').getByText('line 0', { exact: true }).waitFor();

    await one.page.getByRole('button', { name: 'Newest' }).press('Enter');
    await one.page.getByRole('button', { name: 'Newest' }).waitFor({ state: 'detached' });
    await one.page.locator('.scroller:focus').waitFor();
    await client.group(group, 'the very last');
    await one.page.locator('.message').getByText('the very last').waitFor();
    await waitUntil(one.page, `${TO_END} < 2`);
    await one.page.getByRole('button', { name: 'Show less of it' }).waitFor({ state: 'attached' });
  });

  test('loads nothing more by coming back to a conversation, leaves no gap in it, and shows it where it was left', async () => {
    const { group, reader, authors } = await openGroup();
    for (let count = 0; count < 90; count++)
      await authors[count % 2]?.group(group, `line ${count}${'\nmore'.repeat(count % 4)}`);
    const one = await visit(browser(), chat.stack.url, reader);
    const comeBack = async () => {
      await one.goTo('lobby');
      await one.goTo(`group:${group}`);
      await one.page.locator('.message').first().waitFor();
      return (await one.page.evaluate(WHERE)) as { height: number; top: number; gap: number };
    };
    await one.goTo(`group:${group}`);
    await one.sees('line 88');
    const [first, second] = [await comeBack(), await comeBack()];
    expect(second).toEqual(first);
    // There is more that could have been loaded.
    expect(await one.page.locator('.timeline-start').textContent()).toBe('');
    expect(second.gap).toBeLessThan(2);

    await one.page.evaluate('document.querySelector(".scroller").scrollTop -= 700');
    const left = await one.page.evaluate(WHERE);
    expect(await comeBack()).toEqual(left);
  });

  test('takes a pasted megabyte without sending it, and says why', async () => {
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    await one.page.locator('#message').fill('x'.repeat(1_000_000));
    await one.page.getByText('That is too long to be sent').waitFor();
    expect(await one.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await one.page.locator('#message').press('Enter');
    expect(await one.page.locator('#message').inputValue()).toHaveLength(1_000_000);
  });

  test('finds what is searched for among what is loaded', async () => {
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    for (const text of ['apples', 'pears', 'more APPLES']) await one.say(text);
    await one.sees('more APPLES');
    await one.page.getByRole('button', { name: 'Search' }).click();
    await one.page.getByRole('searchbox').fill('apples');
    await one.page.locator('.message .text').getByText('pears').waitFor({ state: 'detached' });
    expect(await one.messages()).toEqual(expect.arrayContaining(['apples', 'more APPLES']));
    await one.page.getByRole('searchbox').press('Escape');
    await one.sees('pears');
    await one.page.locator('#message:focus').waitFor();
    // Enter leads to the newest one that was found, among what was said around it.
    await one.page.getByRole('button', { name: 'Search' }).click();
    await one.page.getByRole('searchbox').fill('apples');
    await one.page.getByRole('searchbox').press('Enter');
    await one.page.locator('.message:focus mark').getByText('APPLES', { exact: true }).waitFor();
    await one.sees('pears');
    await one.page.keyboard.press('Escape');
    await one.page.locator('.message mark').waitFor({ state: 'detached' });
    // What isn't there to be led to is told.
    await one.page.evaluate(() => {
      location.hash = 'lobby/01ARZ3NDEKTSV4RRFFQ69G5FAV';
    });
    await one.page.locator('.toast').getByText('That message can’t be seen any more.').waitFor();
    // From there one writes on.
    await one.page.locator('.message:focus').waitFor();
    await one.page.keyboard.type('plums');
    await one.page.keyboard.press('Enter');
    await one.sees('plums');
  });

  test('offers no way to the newest where all of it is in sight, as of what a search has led to', async () => {
    const { group, reader, client } = await openGroup();
    for (const text of ['apples', 'pears']) await client.group(group, text);
    const one = await visit(browser(), chat.stack.url, reader);
    await one.goTo(`group:${group}`);
    await one.sees('pears');
    await one.page.getByRole('button', { name: 'Search' }).click();
    await one.page.getByRole('searchbox').fill('apples');
    await one.page.getByRole('searchbox').press('Enter');
    await one.sees('pears');
    await one.page.getByRole('button', { name: 'Newest' }).waitFor({ state: 'detached' });
    // What comes then is followed.
    await client.group(group, `long${'\nmore'.repeat(28)}`);
    await client.group(group, 'the very last');
    await one.sees('the very last');
    await waitUntil(one.page, `${TO_END} < 2`);
  });
});

/** Of the page; the tests’ own code runs in Node. */
declare const location: { hash: string };
interface Link {
  getAttribute(name: string): string | null;
}
