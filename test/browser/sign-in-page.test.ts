import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  askedBy,
  type RunningIssuer,
  redeem,
  startIssuer,
  toQuery,
} from '../local/identity/oidc/running-issuer.ts';
import { describeInChromium } from './in-chromium.ts';

/** What only a browser does: it holds forms to the page's policy, redirects included, and names their origin. */
describeInChromium('the sign-in page in a browser', (browser) => {
  let issuer: RunningIssuer;
  const pages: Server[] = [];

  beforeAll(async () => {
    issuer = await startIssuer();
  }, 60_000);
  afterAll(async () => {
    await issuer?.stop();
    for (const page of pages) {
      page.closeAllConnections();
      await new Promise((resolve) => page.close(resolve));
    }
  });

  /** A page on another port, under that name. @returns its address */
  async function servePage(host: string): Promise<string> {
    const server = createServer((_request, response) => response.end('back'));
    pages.push(server);
    const address = host === '[::1]' ? '::1' : '127.0.0.1';
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    return `http://${host}:${(server.address() as AddressInfo).port}/back`;
  }

  test.each(['127.0.0.1', 'localhost', '[::1]'])(
    'takes a name after a wrong one, and leads back to a page on %s',
    async (host) => {
      const redirect_uri = await servePage(host);
      const page = await browser().newPage();
      await page.goto(`${issuer.base}/oauth2/authorize?${toQuery(askedBy({ redirect_uri }))}`);
      await page.locator('#username:focus').waitFor();
      expect(await page.evaluate('getComputedStyle(document.querySelector("button")).fontWeight')).toBe(
        '600',
      );
      await page.keyboard.type('two words');
      await page.keyboard.press('Enter');
      await page.locator('#fault').waitFor();
      await page.getByLabel('Name').fill('user1');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`${redirect_uri}?**`);
      const back = new URL(page.url()).searchParams;
      expect(back.get('state')).toBe('the-state');
      const { body } = await redeem(issuer, back.get('code') ?? '', { redirect_uri });
      expect(body).toHaveProperty('access_token');
      await page.close();
    },
    60_000,
  );
});
