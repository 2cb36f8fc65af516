import { describe, expect, test } from '@jest/globals';
import type { Connection } from '../../../chat/ports/connections/connections.ts';
import { AWKWARD_NAMES, freshName, type Stores } from '../stores.ts';

export function describeConnections(stores: () => Stores): void {
  describe('connections', () => {
    const signedIn = { user: 'user1', tokenExpiresAt: 1_795_348_800_123 };

    async function open(more: Partial<Connection> = {}): Promise<Connection> {
      const connectionId = freshName('connection');
      const connection = { connectionId, connectedAt: 1_795_345_200_001, protocol: 'v1', ...more } as const;
      await stores().connections.put(connection);
      return connection;
    }

    test('finds an unauthenticated connection as it was put', async () => {
      const connection = await open();
      expect(await stores().connections.get(connection.connectionId)).toEqual(connection);
    });

    test('finds a signed-in connection as it was put', async () => {
      const connection = await open({ signedIn });
      expect(await stores().connections.get(connection.connectionId)).toEqual(connection);
    });

    test('finds nothing that was never put', async () => {
      expect(await stores().connections.get('connection-never-put')).toBeUndefined();
    });

    test('replaces the record of the same connection', async () => {
      const { signedIn: _, ...connection } = await open({ signedIn });
      await stores().connections.put(connection);
      expect(await stores().connections.get(connection.connectionId)).toEqual(connection);
    });

    test('signs an unauthenticated connection in', async () => {
      const connection = await open();
      expect(await stores().connections.signIn(connection.connectionId, signedIn)).toBe(true);
      expect(await stores().connections.get(connection.connectionId)).toEqual({ ...connection, signedIn });
    });

    test('lets one frame wait for a sign-in, and another for the next one', async () => {
      const { connectionId } = await open();
      const { awaitSignIn, signIn, get } = stores().connections;
      expect(await awaitSignIn(connectionId)).toBe(true);
      expect(await get(connectionId)).toMatchObject({ isWaiting: true });
      expect(await awaitSignIn(connectionId)).toBe(false);
      await signIn(connectionId, signedIn);
      expect(await get(connectionId)).not.toHaveProperty('isWaiting');
      expect(await awaitSignIn(connectionId)).toBe(true);
      expect(await awaitSignIn('connection-never-put')).toBe(false);
    });

    test('refreshes the expiry for the same user', async () => {
      const connection = await open({ signedIn });
      const fresh = { ...signedIn, tokenExpiresAt: signedIn.tokenExpiresAt + 1 };
      expect(await stores().connections.signIn(connection.connectionId, fresh)).toBe(true);
      expect(await stores().connections.get(connection.connectionId)).toEqual({
        ...connection,
        signedIn: fresh,
      });
    });

    test('keeps that somebody is an admin until the next token on that connection doesn’t say so', async () => {
      const admin = { ...signedIn, isAdmin: true } as const;
      const { connectionId } = await open({ signedIn: admin });
      const { get, signIn } = stores().connections;
      const signedInOn = async () => (await get(connectionId))?.signedIn;
      expect(await signedInOn()).toEqual(admin);
      await signIn(connectionId, signedIn);
      expect(await signedInOn()).toEqual(signedIn);
      await signIn(connectionId, admin);
      expect(await signedInOn()).toEqual(admin);
    });

    test('refuses to sign another user in, and leaves the record as it was', async () => {
      const connection = await open({ signedIn });
      const other = { ...signedIn, user: 'user2' };
      expect(await stores().connections.signIn(connection.connectionId, other)).toBe(false);
      expect(await stores().connections.get(connection.connectionId)).toEqual(connection);
    });

    test('signs exactly one of two users in who come at once', async () => {
      const { connectionId } = await open();
      const users = ['user1', 'user2'];
      const outcomes = await Promise.all(
        users.map((user) => stores().connections.signIn(connectionId, { ...signedIn, user })),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      const record = await stores().connections.get(connectionId);
      expect(record?.signedIn?.user).toBe(users[outcomes.indexOf(true)]);
    });

    test('gives a claimed connection to nobody else, and signs it in only for who claimed it', async () => {
      const connection = await open();
      const { connectionId } = connection;
      expect(await stores().connections.claim(connectionId, 'user1')).toBe(true);
      expect(await stores().connections.claim(connectionId, 'user2')).toBe(false);
      expect(await stores().connections.signIn(connectionId, { ...signedIn, user: 'user2' })).toBe(false);
      expect(await stores().connections.get(connectionId)).toEqual({ ...connection, claimedBy: 'user1' });
      expect(await stores().connections.claim(connectionId, 'user1')).toBe(true);
      expect(await stores().connections.signIn(connectionId, signedIn)).toBe(true);
      expect(await stores().connections.get(connectionId)).toEqual({ ...connection, signedIn });
    });

    test('tells of a removed record who had claimed it', async () => {
      const connection = await open();
      await stores().connections.claim(connection.connectionId, 'user1');
      const removed = await stores().connections.remove(connection.connectionId);
      expect(removed).toEqual({ ...connection, claimedBy: 'user1' });
      expect(await stores().connections.claim(connection.connectionId, 'user1')).toBe(false);
    });

    test('never brings a removed connection back to life by a sign-in', async () => {
      const { connectionId } = await open();
      await stores().connections.remove(connectionId);
      expect(await stores().connections.signIn(connectionId, signedIn)).toBe(false);
      expect(await stores().connections.get(connectionId)).toBeUndefined();
    });

    test('tells what a removed record was, and nothing when it was gone already', async () => {
      const connection = await open({ signedIn });
      expect(await stores().connections.remove(connection.connectionId)).toEqual(connection);
      expect(await stores().connections.remove(connection.connectionId)).toBeUndefined();
      expect(await stores().connections.get(connection.connectionId)).toBeUndefined();
    });

    test('removes many records at once, also some that are gone already', async () => {
      const many = await Promise.all(Array.from({ length: 30 }, () => open({ signedIn })));
      const staying = await open();
      const ids = many.map(({ connectionId }) => connectionId);
      await stores().connections.removeAll([...ids, 'connection-never-put']);
      await stores().connections.removeAll([]);
      const left = await Promise.all(ids.map((id) => stores().connections.get(id)));
      expect(left.filter(Boolean)).toEqual([]);
      expect(await stores().connections.get(staying.connectionId)).toEqual(staying);
    });

    test.each([...AWKWARD_NAMES, 'dGVzdA=='])(
      'keeps the connection and the user %s apart from others',
      async (name) => {
        const connection = await open({ connectionId: name, signedIn: { ...signedIn, user: name } });
        expect(await stores().connections.get(name)).toEqual(connection);
        expect(await stores().connections.remove(name)).toEqual(connection);
      },
    );
  });
}
