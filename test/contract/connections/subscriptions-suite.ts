import { describe, expect, test } from '@jest/globals';
import type { Subscription } from '../../../chat/ports/connections/subscriptions.ts';
import { collect } from '../collect.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

const HOUR_MS = 60 * 60 * 1_000;

export function describeSubscriptions(stores: () => Stores): void {
  describe('subscriptions', () => {
    function subscription(channel: string, more: Partial<Subscription> = {}): Subscription {
      const connectedAt = stores().clock.now() - 1_234;
      const tokenExpiresAt = stores().clock.now() + HOUR_MS;
      const connectionId = freshName('connection');
      return { channel, connectionId, user: 'user1', protocol: 'v1', connectedAt, tokenExpiresAt, ...more };
    }

    async function readPages(channel: string, consistent = true): Promise<(readonly Subscription[])[]> {
      return collect(stores().subscriptions.pages(channel, { consistent }));
    }

    async function audienceOf(channel: string, consistent = true): Promise<Subscription[]> {
      return sorted((await readPages(channel, consistent)).flat());
    }

    const sorted = (subscriptions: readonly Subscription[]) =>
      subscriptions.toSorted((one, other) => (one.connectionId < other.connectionId ? -1 : 1));

    test.each([true, false])('finds in a channel what was put (consistent: %p)', async (consistent) => {
      const [channel, other] = [freshName('group:'), freshName('group:')];
      const first = subscription(channel);
      const second = subscription(channel, { user: 'user2', version: 'v7' });
      await stores().subscriptions.put([first, second, subscription(other)]);
      expect(await audienceOf(channel, consistent)).toEqual(sorted([first, second]));
    });

    test('finds nobody in a channel without subscriptions', async () => {
      expect(await audienceOf('group:empty')).toEqual([]);
    });

    test('accepts an empty list', async () => {
      await expect(stores().subscriptions.put([])).resolves.toBeUndefined();
    });

    test('replaces the subscription of the same channel and connection', async () => {
      const old = subscription(freshName('group:'), { version: 'v1' });
      const { version: _, ...fresh } = { ...old, tokenExpiresAt: old.tokenExpiresAt + 1 };
      await stores().subscriptions.put([old]);
      await stores().subscriptions.put([fresh]);
      expect(await audienceOf(old.channel)).toEqual([fresh]);
    });

    test('puts more subscriptions at once than one batch holds', async () => {
      const channel = freshName('group:');
      const many = Array.from({ length: 61 }, () => subscription(channel));
      await stores().subscriptions.put(many);
      expect(await audienceOf(channel)).toEqual(sorted(many));
    });

    test('reads an audience of more than one page, each subscription once', async () => {
      const channel = freshName('group:');
      // DynamoDB ends a page at 1 MB, so versions are as long as no real one is.
      const version = 'v'.repeat(40_000);
      const many = Array.from({ length: 60 }, () => subscription(channel, { version }));
      await stores().subscriptions.put(many);
      const pages = await readPages(channel);
      expect(pages.length).toBeGreaterThan(1);
      expect(sorted(pages.flat())).toEqual(sorted(many));
    });

    test('reads an audience by connection id, and of it those in between alone', async () => {
      const channel = freshName('group:');
      const rows = ['A=', 'B=', 'a=', 'b=', 'b=0'].map((connectionId) =>
        subscription(channel, { connectionId }),
      );
      await stores().subscriptions.put(rows.toReversed());
      expect((await readPages(channel)).flat()).toEqual(rows);
      const between = { from: 'B=', to: 'b=' };
      const pages = await collect(stores().subscriptions.pages(channel, { consistent: true, between }));
      expect(pages.flat()).toEqual(rows.slice(1, 4));
    });

    test('keeps when a connection was heard, and makes no row of it', async () => {
      const row = subscription(freshName('user:'));
      await stores().subscriptions.put([row]);
      await stores().subscriptions.hear(row, 1_234);
      await stores().subscriptions.hear({ ...row, connectionId: 'nobody' }, 1_234);
      expect(await audienceOf(row.channel)).toEqual([{ ...row, heardAt: 1_234 }]);
    });

    test('removes one subscription, whatever its version', async () => {
      const channel = freshName('group:');
      const [leaving, staying] = [subscription(channel, { version: 'v1' }), subscription(channel)];
      await stores().subscriptions.put([leaving, staying]);
      await stores().subscriptions.removeAll([leaving]);
      expect(await audienceOf(channel)).toEqual([staying]);
    });

    test('removes a subscription that has the version', async () => {
      const { channel, connectionId, ...rest } = subscription(freshName('group:'), { version: 'v1' });
      await stores().subscriptions.put([{ channel, connectionId, ...rest }]);
      await stores().subscriptions.removeVersion({ channel, connectionId }, 'v1');
      expect(await audienceOf(channel)).toEqual([]);
    });

    test.each(['v2', undefined])('keeps one of version %p when version v1 is removed', async (version) => {
      const kept = subscription(freshName('group:'), version === undefined ? {} : { version });
      await stores().subscriptions.put([kept]);
      await stores().subscriptions.removeVersion(kept, 'v1');
      expect(await audienceOf(kept.channel)).toEqual([kept]);
    });

    test('finds no fault in removing what is not there, nothing at all, or one twice', async () => {
      const nobody = { channel: 'group:empty', connectionId: 'nobody' };
      await expect(stores().subscriptions.removeVersion(nobody, 'v1')).resolves.toBeUndefined();
      await expect(stores().subscriptions.removeAll([])).resolves.toBeUndefined();
      await expect(stores().subscriptions.removeAll([nobody, nobody])).resolves.toBeUndefined();
    });

    test('removes more subscriptions at once than one batch holds', async () => {
      const channel = freshName('group:');
      const many = Array.from({ length: 61 }, () => subscription(channel));
      const staying = subscription(channel);
      await stores().subscriptions.put([...many, staying]);
      await stores().subscriptions.removeAll([...many, ...many.slice(0, 3)]);
      expect(await audienceOf(channel)).toEqual([staying]);
    });

    test('leaves out the rows of sockets that API Gateway must have closed', async () => {
      const channel = freshName('group:');
      const now = stores().clock.now();
      const open = subscription(channel, { connectedAt: now - 2 * HOUR_MS + 60_000 });
      const closed = subscription(channel, { connectedAt: now - 3 * HOUR_MS });
      await stores().subscriptions.put([open, closed]);
      expect(await audienceOf(channel)).toEqual([open]);
    });

    test('leaves out rows that expire while nobody removes them', async () => {
      const channel = freshName('group:');
      await stores().subscriptions.put([subscription(channel)]);
      stores().clock.advance(3 * HOUR_MS);
      expect(await audienceOf(channel)).toEqual([]);
    });

    test('keeps rows whose token has expired: the reader decides about those', async () => {
      const expired = subscription(freshName('group:'), { tokenExpiresAt: stores().clock.now() - 1 });
      await stores().subscriptions.put([expired]);
      expect(await audienceOf(expired.channel)).toEqual([expired]);
    });

    test.each(AWKWARD_NAMES)('keeps the channel of %s apart from others', async (name) => {
      const row = subscription(`user:${name}`, { user: name, connectionId: name });
      await stores().subscriptions.put([row]);
      expect(await audienceOf(row.channel)).toEqual([row]);
      await stores().subscriptions.removeAll([row]);
      expect(await audienceOf(row.channel)).toEqual([]);
    });
  });
}
