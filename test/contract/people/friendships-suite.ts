import { describe, expect, test } from '@jest/globals';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeFriendships(stores: () => Stores): void {
  // The pair's item is kept under whichever name sorts first, so either may be who asks.
  describe.each(['first', 'last'])('friendships, when the asker’s name sorts %s', (place) => {
    const [id, laterId, ending, laterEnding] = [1, 2, 3, 4].map((minute) =>
      idAt(1_767_225_600_000 + minute * 60_000),
    ) as [string, string, string, string];
    const shown = { evenHidden: false };
    const either = { evenHidden: true };

    function strangers() {
      const pair = freshName('pair');
      const [asker, answerer] = place === 'first' ? [`${pair}.a`, `${pair}.b`] : [`${pair}.b`, `${pair}.a`];
      return { asker, answerer };
    }

    async function asked(hidden = false) {
      const { asker, answerer } = strangers();
      await stores().friendships.request({ from: asker, to: answerer, id, hidden });
      return { asker, answerer };
    }

    async function friends() {
      const pair = await asked();
      await stores().friendships.accept({ ...pair, id }, shown);
      return pair;
    }

    async function expectBothFind(one: string, other: string, expected: unknown) {
      expect(await stores().friendships.find(one, other)).toEqual(expected);
      expect(await stores().friendships.find(other, one)).toEqual(expected);
    }

    test('finds nothing between strangers', async () => {
      const { asker, answerer } = strangers();
      await expectBothFind(asker, answerer, undefined);
    });

    test.each([true, false])('keeps a request (hidden: %p), whoever looks', async (hidden) => {
      const { asker, answerer } = strangers();
      const request = { from: asker, to: answerer, id, hidden };
      expect(await stores().friendships.request(request)).toBe(true);
      await expectBothFind(asker, answerer, { requestedBy: asker, state: 'requested', hidden });
    });

    test('refuses a second request from either side, and keeps the first', async () => {
      const { asker, answerer } = await asked();
      for (const [from, to] of [[asker, answerer] as const, [answerer, asker] as const]) {
        expect(await stores().friendships.request({ from, to, id: laterId, hidden: true })).toBe(false);
      }
      await expectBothFind(asker, answerer, { requestedBy: asker, state: 'requested', hidden: false });
    });

    test('makes the very same request again, as after a crash, but not for the other', async () => {
      const { asker, answerer } = await asked();
      const request = { from: asker, to: answerer, id, hidden: false };
      expect(await stores().friendships.request(request)).toBe(true);
      expect(await stores().friendships.request({ ...request, from: answerer, to: asker })).toBe(false);
      await expectBothFind(asker, answerer, { requestedBy: asker, state: 'requested', hidden: false });
    });

    test.each([shown, either])(
      'accepts again by the very same id, as after a crash (%j)',
      async (options) => {
        const pair = await asked();
        const answer = { ...pair, id: laterId };
        expect(await stores().friendships.accept(answer, options)).toBe(true);
        expect(await stores().friendships.accept(answer, options)).toBe(true);
        expect(await stores().friendships.accept({ ...pair, id }, options)).toBe(false);
        await expectBothFind(pair.asker, pair.answerer, {
          requestedBy: pair.asker,
          state: 'friends',
          hidden: false,
        });
      },
    );

    test('makes no request of one that has been accepted', async () => {
      const pair = await asked();
      await stores().friendships.accept({ ...pair, id }, shown);
      const request = { from: pair.asker, to: pair.answerer, id, hidden: false };
      expect(await stores().friendships.request(request)).toBe(false);
    });

    test('keeps one of two requests that cross', async () => {
      const { asker, answerer } = strangers();
      const outcomes = await Promise.all([
        stores().friendships.request({ from: asker, to: answerer, id, hidden: false }),
        stores().friendships.request({ from: answerer, to: asker, id, hidden: false }),
      ]);
      expect(outcomes.toSorted()).toEqual([false, true]);
    });

    test('turns an accepted request into a friendship, once', async () => {
      const pair = await asked();
      expect(await stores().friendships.accept({ ...pair, id }, shown)).toBe(true);
      expect(await stores().friendships.accept({ ...pair, id: laterId }, shown)).toBe(false);
      const friendship = { requestedBy: pair.asker, state: 'friends', hidden: false };
      await expectBothFind(pair.asker, pair.answerer, friendship);
    });

    test('does not let the asker accept', async () => {
      const { asker, answerer } = await asked();
      const answer = { asker: answerer, answerer: asker, id };
      expect(await stores().friendships.accept(answer, either)).toBe(false);
      await expectBothFind(asker, answerer, { requestedBy: asker, state: 'requested', hidden: false });
    });

    test('accepts nothing where nobody asked, and makes nothing of it', async () => {
      const pair = strangers();
      expect(await stores().friendships.accept({ ...pair, id }, either)).toBe(false);
      await expectBothFind(pair.asker, pair.answerer, undefined);
    });

    test('accepts a hidden request only when asked to, and shows the friendship then', async () => {
      const pair = await asked(true);
      expect(await stores().friendships.accept({ ...pair, id }, shown)).toBe(false);
      expect(await stores().friendships.accept({ ...pair, id }, either)).toBe(true);
      const friendship = { requestedBy: pair.asker, state: 'friends', hidden: false };
      await expectBothFind(pair.asker, pair.answerer, friendship);
    });

    test('refuses a request between friends', async () => {
      const { asker, answerer } = await friends();
      const again = { from: answerer, to: asker, id, hidden: false };
      expect(await stores().friendships.request(again)).toBe(false);
    });

    test('ends a declined request, once', async () => {
      const pair = await asked();
      expect(await stores().friendships.decline({ ...pair, id: ending })).toBe(true);
      expect(await stores().friendships.decline({ ...pair, id: laterEnding })).toBe(false);
      await expectBothFind(pair.asker, pair.answerer, undefined);
    });

    test('declines again by the very same id, as after a crash, for nobody else', async () => {
      const pair = await asked();
      for (let count = 0; count < 2; count++) {
        expect(await stores().friendships.decline({ ...pair, id: ending })).toBe(true);
        await expectBothFind(pair.asker, pair.answerer, undefined);
      }
      expect(await stores().friendships.decline({ ...strangers(), id: ending })).toBe(false);
    });

    test('ends a friendship again by the very same id, as after a crash', async () => {
      const { asker, answerer } = await friends();
      for (let count = 0; count < 2; count++) {
        expect(await stores().friendships.unfriend(answerer, asker, ending)).toBe(true);
        await expectBothFind(asker, answerer, undefined);
      }
    });

    const endings: [string, () => Promise<{ asker: string; answerer: string }>][] = [
      [
        'declined',
        async () => {
          const pair = await asked();
          await stores().friendships.decline({ ...pair, id: ending });
          return pair;
        },
      ],
      [
        'accepted, and the friendship over',
        async () => {
          const pair = await asked();
          await stores().friendships.accept({ ...pair, id: laterId }, shown);
          await stores().friendships.unfriend(pair.asker, pair.answerer, ending);
          return pair;
        },
      ],
    ];

    test.each(endings)(
      'makes no request again that has been %s: neither by its id nor by its answer’s',
      async (_how, make) => {
        const pair = await make();
        const request = { from: pair.asker, to: pair.answerer, id, hidden: false };
        expect(await stores().friendships.request(request)).toBe(false);
        for (const options of [shown, either]) {
          expect(await stores().friendships.accept({ ...pair, id: laterId }, options)).toBe(false);
        }
        await expectBothFind(pair.asker, pair.answerer, undefined);
      },
    );

    test.each(endings)('lets either ask anew when a request has been %s', async (_how, make) => {
      for (const isAsker of [true, false]) {
        const { asker, answerer } = await make();
        const [from, to] = isAsker ? [asker, answerer] : [answerer, asker];
        const again = { from, to, id: laterEnding, hidden: false };
        expect(await stores().friendships.request(again)).toBe(true);
        expect(await stores().friendships.request(again)).toBe(true);
        await expectBothFind(from, to, { requestedBy: from, state: 'requested', hidden: false });
        const answer = { asker: from, answerer: to, id: laterEnding };
        expect(await stores().friendships.accept(answer, shown)).toBe(true);
        await expectBothFind(from, to, { requestedBy: from, state: 'friends', hidden: false });
      }
    });

    test.each(endings)(
      'has nothing left to decline or to end when a request has been %s',
      async (_how, make) => {
        const { asker, answerer } = await make();
        const answer = { asker, answerer, id: laterEnding };
        expect(await stores().friendships.decline(answer)).toBe(false);
        expect(await stores().friendships.unfriend(asker, answerer, laterEnding)).toBe(false);
        await stores().friendships.end(asker, answerer);
        await expectBothFind(asker, answerer, undefined);
      },
    );

    test('neither declines nor ends where there is nothing, and makes nothing of it', async () => {
      const pair = strangers();
      expect(await stores().friendships.decline({ ...pair, id: ending })).toBe(false);
      expect(await stores().friendships.unfriend(pair.asker, pair.answerer, ending)).toBe(false);
      expect(
        await stores().friendships.request({ from: pair.asker, to: pair.answerer, id, hidden: false }),
      ).toBe(true);
    });

    test('declines neither a hidden request, nor one’s own, nor a friendship', async () => {
      const hidden = await asked(true);
      expect(await stores().friendships.decline({ ...hidden, id: ending })).toBe(false);
      const own = await asked();
      const answer = { asker: own.answerer, answerer: own.asker, id: ending };
      expect(await stores().friendships.decline(answer)).toBe(false);
      const made = await friends();
      expect(await stores().friendships.decline({ ...made, id: ending })).toBe(false);
      for (const pair of [hidden, own, made]) {
        expect(await stores().friendships.find(pair.asker, pair.answerer)).toBeDefined();
      }
    });

    test('ends a friendship whoever asks, once', async () => {
      const { asker, answerer } = await friends();
      expect(await stores().friendships.unfriend(answerer, asker, ending)).toBe(true);
      expect(await stores().friendships.unfriend(asker, answerer, laterEnding)).toBe(false);
      await expectBothFind(asker, answerer, undefined);
    });

    test.each([true, false])(
      'withdraws one’s own request (hidden: %s), once, and not the other’s',
      async (isHidden) => {
        const { asker, answerer } = await asked(isHidden);
        expect(await stores().friendships.unfriend(answerer, asker, ending)).toBe(false);
        expect(await stores().friendships.unfriend(asker, answerer, ending)).toBe(true);
        expect(await stores().friendships.unfriend(asker, answerer, ending)).toBe(true);
        expect(await stores().friendships.unfriend(asker, answerer, laterEnding)).toBe(false);
        await expectBothFind(asker, answerer, undefined);
        expect((await stores().friendships.list(asker, 'requested', { limit: 5 })).items).toEqual([]);
      },
    );

    test('ends a hidden request, whatever its id, says so each time that it is the same ending, and ends nothing else', async () => {
      const hidden = await asked(true);
      expect(await stores().friendships.endHidden({ ...hidden, id: '0' })).toBe(true);
      expect(await stores().friendships.endHidden({ ...hidden, id: '0' })).toBe(true);
      expect(await stores().friendships.endHidden({ ...hidden, id: laterEnding })).toBe(false);
      await expectBothFind(hidden.asker, hidden.answerer, undefined);
      const again = { from: hidden.asker, to: hidden.answerer, id: laterEnding, hidden: false };
      expect(await stores().friendships.request(again)).toBe(true);
      for (const pair of [hidden, await asked(), await friends(), { ...(await asked(true)) }]) {
        const [asker, answerer] = pair === hidden ? [pair.asker, pair.answerer] : [pair.answerer, pair.asker];
        expect(await stores().friendships.endHidden({ asker, answerer, id: laterEnding })).toBe(false);
        expect(await stores().friendships.find(asker, answerer)).toBeDefined();
      }
    });

    test.each([
      ['a request', () => asked()],
      ['a hidden request', () => asked(true)],
      ['a friendship', friends],
      ['nothing', async () => strangers()],
    ])('ends %s without a question, and tells what that was', async (_what, make) => {
      const { asker, answerer } = await make();
      const found = await stores().friendships.find(asker, answerer);
      expect(await stores().friendships.end(answerer, asker)).toEqual(found);
      await expectBothFind(asker, answerer, undefined);
    });

    test.each(AWKWARD_NAMES)('takes %s for a name like any other', async (name) => {
      const other = freshName('user');
      const [from, to] = place === 'first' ? [name, other] : [other, name];
      expect(await stores().friendships.request({ from, to, id, hidden: false })).toBe(true);
      await expectBothFind(from, to, { requestedBy: from, state: 'requested', hidden: false });
    });
  });
}
