import { describe, expect, test } from '@jest/globals';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, DAY_MS, freshName, RETENTION_DAYS, type Stores } from '../stores.ts';

export function describeEverBlocked(stores: () => Stores): void {
  describe('whom a user has ever blocked', () => {
    const idIn = (milliseconds: number) => idAt(stores().clock.now() + milliseconds);

    interface Pair {
      readonly blocker: string;
      readonly blocked: string;
    }

    /** @returns the block, by its event's id */
    async function block(pair: Partial<Pair> = {}, id = idIn(0)) {
      const names = { blocker: freshName('user'), blocked: freshName('user'), ...pair };
      await stores().blocks.add({ ...names, id, since: idIn(5_000) });
      return { ...names, id };
    }

    const end = ({ blocker, blocked }: Pair, at = 1_000) =>
      stores().blocks.remove({ blocker, blocked, id: idIn(at) });
    const forget = (pair: Pair & { id: string }) => stores().blocks.forget(pair);
    const everBlockedBy = async (user: string) => [...(await stores().blocks.everBlockedBy(user)).names];

    test('is nobody at first, and all of them are known of who has signed in', async () => {
      const user = freshName('user');
      await stores().users.bind(user, { issuer: 'https://issuer.example', subject: user }, 0);
      expect(await stores().blocks.everBlockedBy(user)).toEqual({ names: new Set(), isComplete: true });
      const { blocked } = await block({ blocker: user });
      expect(await stores().blocks.everBlockedBy(user)).toEqual({
        names: new Set([blocked]),
        isComplete: true,
      });
    });

    test('are those whose block stands or has ended, and not by whom they are blocked', async () => {
      const first = await block();
      const { blocker } = first;
      const second = await block({ blocker });
      await block({ blocked: blocker });
      await end(first);
      const names = [first.blocked, second.blocked].sort();
      expect((await everBlockedBy(blocker)).sort()).toEqual(names);
    });

    test('are also those with whom a block looked for in vain: it stood already', async () => {
      const first = await block();
      await block(first, idIn(1));
      expect(await everBlockedBy(first.blocker)).toEqual([first.blocked]);
    });

    test('are no longer those whose block has hidden nothing for as long as messages are kept', async () => {
      const ended = await block();
      const { blocker } = ended;
      const standing = await block({ blocker });
      await end(ended);
      await forget(ended);
      expect((await everBlockedBy(blocker)).sort()).toEqual([ended.blocked, standing.blocked].sort());
      stores().clock.advance(RETENTION_DAYS * DAY_MS + 1_000);
      expect(await everBlockedBy(blocker)).toEqual([standing.blocked]);
    });

    test('is still who is blocked again, in whatever order an end and a new block are written', async () => {
      const ended = await block();
      const { blocker } = ended;
      await end(ended);
      await block(ended, idIn(2_000));
      await forget(ended);
      const again = await block({ blocker });
      await end(again);
      await forget(again);
      await block(again, idIn(2_000));
      stores().clock.advance(RETENTION_DAYS * DAY_MS + 1_000);
      expect((await everBlockedBy(blocker)).sort()).toEqual([ended.blocked, again.blocked].sort());
    });

    test('is nobody whom a user has only asked after', async () => {
      const [user, other] = [freshName('user'), freshName('user')];
      await stores().blocks.intervals(user, [other]);
      await forget({ blocker: user, blocked: other, id: idIn(0) });
      expect(await everBlockedBy(user)).toEqual([]);
    });

    test('is told all the same of more than one read brings, by what it doesn’t know', async () => {
      const blocker = freshName('user');
      const subject = { issuer: 'https://issuer.example', subject: blocker };
      await stores().users.bind(blocker, subject, 0);
      const blocked = Array.from({ length: 230 }, () => freshName('user'));
      await Promise.all(blocked.map((name) => block({ blocker, blocked: name })));
      const { names, isComplete } = await stores().blocks.everBlockedBy(blocker);
      expect(names.size === blocked.length || !isComplete).toBe(true);
    });

    test.each(AWKWARD_NAMES)('may be %s, like anybody', async (name) => {
      const other = freshName('user');
      await block({ blocker: other, blocked: name });
      expect(await everBlockedBy(other)).toEqual([name]);
      await block({ blocker: name, blocked: other });
      expect(await everBlockedBy(name)).toContain(other);
    });
  });
}
