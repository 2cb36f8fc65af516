import { describe, expect, test } from '@jest/globals';
import type { PageRange } from '../../../chat/ports/page.ts';
import { directoryKey, foldText } from '../../../chat/ports/people/directory.ts';
import { followPages } from '../follow-pages.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeDirectory(stores: () => Stores): void {
  describe('the directory', () => {
    /** Texts that no other test finds. */
    const freshText = () => `${freshName('q').replace('q.', '')} text`;
    const rowOf = (text: string, user: string, rev: string) => ({
      ...directoryKey(text, user),
      name: user,
      rev,
    });

    const find = async (text: string) => {
      const search = (range: PageRange) => stores().directory.search(foldText(text), range);
      return (await followPages(search, ({ place }) => place, 3)).flat();
    };
    const usersFound = async (text: string) => (await find(text)).map(({ name }) => name);

    test('finds who has signed in by how the name begins, whatever the case', async () => {
      const user = freshName('Zoe');
      await stores().users.bind(user, { issuer: 'https://issuer.example', subject: user }, 0);
      const row = { ...directoryKey(user, user), name: user };
      expect(await find(user.slice(0, -1))).toContainEqual(row);
      expect(await find(user.toLowerCase())).toEqual([row]);
      expect(await find(user.toUpperCase())).toEqual([row]);
      expect(await find(`${user}x`)).toEqual([]);
    });

    test.each(AWKWARD_NAMES)('finds %s like any other', async (user) => {
      await stores().users.bind(user, { issuer: 'https://issuer.example', subject: user }, 0);
      expect(await usersFound(user)).toContain(user);
    });

    test('finds by a display name in any script, and folds what looks alike', async () => {
      const user = freshName('user');
      for (const text of ['Ångström', 'ﬁne', '李小龍', '👩‍💻 Ann', 'a:b', 'İstanbul']) {
        await stores().directory.put(rowOf(`${user} ${text}`, user, 'id1'));
      }
      expect(await usersFound(`${user.toUpperCase()} A\u030Angstr`)).toEqual([user]);
      expect(await usersFound(`${user} fi`)).toEqual([user]);
      expect(await usersFound(`${user} 李`)).toEqual([user]);
      expect(await find(user)).toHaveLength(6);
    });

    test('gives a page after the other, in one order', async () => {
      const text = freshText();
      // The last but one is what UTF-16 sorts behind the last.
      const endings = ['', ' ', '-', '1', 'A', 'z', 'é', '\uff21', '\ufb1f', '\u{1f600}'];
      for (const [index, ending] of endings.entries()) {
        await stores().directory.put(rowOf(text + ending, `user${index}`, 'id1'));
      }
      const all = await stores().directory.search(text, { limit: 100 });
      expect(all).toMatchObject({ hasMore: false });
      expect(all.items).toHaveLength(endings.length);
      const places = all.items.map(({ place }) => place);
      expect(places.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))).toEqual(
        places,
      );
      expect(await find(text)).toEqual(all.items);
    });

    test('goes on behind any text that a client may send', async () => {
      const text = freshText();
      await stores().directory.put(rowOf(text, 'user1', 'id1'));
      const behind = async (after: string) =>
        (await stores().directory.search(text, { after, limit: 10 })).items.length;
      expect(await behind('!')).toBe(1);
      expect(await behind(`${text} `)).toBe(1);
      expect(await behind(`${text} user1`)).toBe(0);
      expect(await behind('zzz')).toBe(0);
      expect(await behind('\u{10ffff}'.repeat(64))).toBe(0);
    });

    test('has one row of two users of one display name each', async () => {
      const text = freshText();
      for (const user of ['user2', 'user1']) await stores().directory.put(rowOf(text, user, 'id1'));
      expect(await usersFound(text)).toEqual(['user1', 'user2']);
    });

    test('leaves a row to the latest change that has put it', async () => {
      const text = freshText();
      for (const rev of ['id2', 'id3', 'id1']) await stores().directory.put(rowOf(text, 'user1', rev));
      expect(await find(text)).toEqual([rowOf(text, 'user1', 'id3')]);
      await stores().directory.remove({ ...directoryKey(text, 'user1'), rev: 'id2' });
      expect(await usersFound(text)).toEqual(['user1']);
      await stores().directory.remove({ ...directoryKey(text, 'user1'), rev: 'id3' });
      expect(await usersFound(text)).toEqual([]);
    });

    test('removes what isn’t there without a word, and no row of a name', async () => {
      const user = freshName('ida');
      await stores().directory.remove({ ...directoryKey(user, user), rev: 'id1' });
      await stores().users.bind(user, { issuer: 'https://issuer.example', subject: user }, 0);
      await stores().directory.remove({ ...directoryKey(user, user), rev: 'id1' });
      expect(await usersFound(user)).toContain(user);
    });
  });
}
