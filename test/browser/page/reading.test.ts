import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { visit } from './open-page.ts';

/** Scrolls up until there is nothing older. */
const SCROLL_TO_THE_BEGINNING = `(async () => {
  const box = document.querySelector('.scroller');
  while (!box.innerText.startsWith('This is where it begins.')) {
    box.scrollTop = 0;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  box.scrollTop = 0;
})()`;

describeInChromium('the timeline of the page', (browser) => {
  const chat = startChatUnderTest();

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

  test('loads what is older when one scrolls up, and leads to the newest by a button, where it stays', async () => {
    const [group, reader] = [chat.name('group'), chat.name('one')];
    const { client } = await connectSdk(chat.stack, reader);
    await client.join(group);
    // More than the first page of history, in messages of several heights.
    for (let count = 0; count < 70; count++)
      await client.group(group, `line ${count}${'\nmore'.repeat(count % 4)}`);
    const one = await visit(browser(), chat.stack.url, reader);
    await one.page.evaluate((hash) => {
      location.hash = hash;
    }, `group:${group}`);
    await one.page.getByText('line 69').first().waitFor();
    await one.page.evaluate(SCROLL_TO_THE_BEGINNING);
    await one.page.locator('.message').getByText('line 0', { exact: true }).waitFor();
    await one.page.getByRole('button', { name: 'Newest' }).click();
    await one.page.getByRole('button', { name: 'Newest' }).waitFor({ state: 'detached' });
    await client.group(group, 'the very last');
    await one.page.locator('.message').getByText('the very last').waitFor();
    const toEnd = '(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)';
    expect(await one.page.evaluate(`${toEnd}(document.querySelector('.scroller'))`)).toBeLessThan(2);
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
  });
});

/** Of the page; the tests’ own code runs in Node. */
declare const location: { hash: string };
interface Link {
  getAttribute(name: string): string | null;
}
