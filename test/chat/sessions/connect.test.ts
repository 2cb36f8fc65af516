import { describe, expect, test } from '@jest/globals';
import type { Membership } from '../../../chat/ports/groups/groups.ts';
import { connectSignedIn } from '../../../chat/sessions/connect.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../memory/chat-ports.ts';
import type { ChatError } from '../../../protocol/errors.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

describe('a connection with a token', () => {
  const subject = { issuer: 'https://issuer.example', subject: 'user1' };
  const devs: Membership = { user: 'user1', group: 'devs', groupId: 'g1', version: 'v1' };

  function createWorld(overrides: Partial<MemoryPorts> = {}) {
    const ports = createMemoryPorts(overrides);
    const now = ports.clock.now();
    const signedIn = { user: 'user1', tokenExpiresAt: now + HOUR_MS };
    const connection = { connectionId: 'c1', connectedAt: now, protocol: 'v1', signedIn } as const;
    return { ports, connection, connect: () => connectSignedIn(ports, connection, subject) };
  }

  async function versionsIn({ subscriptions }: MemoryPorts, channel: string) {
    const found: (string | undefined)[] = [];
    for await (const page of subscriptions.pages(channel, { consistent: true })) {
      found.push(...page.map(({ version }) => version));
    }
    return found;
  }

  /** Has something happen right behind the n-th read of the memberships, and not be in it. */
  function afterRead(ports: MemoryPorts, count: number, happen: () => Promise<unknown>): void {
    const { memberships } = ports.groups;
    let reads = 0;
    ports.groups.memberships = async (user) => {
      const read = await memberships(user);
      if (++reads === count) await happen();
      return read;
    };
  }

  test('is recorded, and hears its user, the lobby and its groups', async () => {
    const { ports, connection, connect } = createWorld();
    await ports.groups.addMember(devs);
    await connect();
    expect(await ports.connections.get('c1')).toEqual(connection);
    expect(await versionsIn(ports, 'user:user1')).toEqual([undefined]);
    expect(await versionsIn(ports, 'lobby')).toEqual([undefined]);
    expect(await versionsIn(ports, 'group:g1')).toEqual(['v1']);
  });

  test('is findable as its user’s before the memberships are read, so that a join finds it', async () => {
    const { ports, connect } = createWorld();
    let subscribedBefore: unknown;
    const { memberships } = ports.groups;
    ports.groups.memberships = async (user) => {
      subscribedBefore ??= await versionsIn(ports, 'user:user1');
      return memberships(user);
    };
    await connect();
    expect(subscribedBefore).toEqual([undefined]);
  });

  test('does not stay in a group that its user leaves between the two reads', async () => {
    const { ports, connect } = createWorld();
    await ports.groups.addMember(devs);
    afterRead(ports, 1, () => ports.groups.removeMember(devs));
    await connect();
    expect(await versionsIn(ports, 'group:g1')).toEqual([]);
  });

  test('hears a group that its user joins over another connection meanwhile', async () => {
    const chat = createChatUnderTest();
    const other = await chat.connect('user1');
    // The join finds this connection by its user, so there is nothing for it to read again.
    afterRead(chat.ports, 1, () => chat.send(other, { type: 'join', group_name: 'devs' }));
    const connection = await chat.connect('user1');
    chat.heardBy(connection);
    await chat.send(other, { type: 'group', group_name: 'devs', content: 'Hi' });
    expect(chat.heardBy(connection)).toEqual(['(Group devs): user1: Hi']);
  });

  test('has the newer version of a group that its user leaves and joins between the two reads', async () => {
    const { ports, connect } = createWorld();
    await ports.groups.addMember(devs);
    afterRead(ports, 1, async () => {
      await ports.groups.removeMember(devs);
      await ports.groups.addMember({ ...devs, version: 'v2' });
    });
    await connect();
    expect(await versionsIn(ports, 'group:g1')).toEqual(['v2']);
  });

  test('goes on reading while memberships go on changing', async () => {
    const { ports, connect } = createWorld();
    await ports.groups.addMember(devs);
    const ops = { ...devs, group: 'ops', groupId: 'g2' };
    afterRead(ports, 1, () => ports.groups.addMember(ops));
    afterRead(ports, 2, () => ports.groups.removeMember(ops));
    await connect();
    expect(await versionsIn(ports, 'group:g1')).toEqual(['v1']);
    expect(await versionsIn(ports, 'group:g2')).toEqual([]);
  });

  test('is refused and leaves no rows when the name belongs to another subject', async () => {
    const { ports, connect } = createWorld();
    await ports.users.bind('user1', { ...subject, subject: 'another' }, 0);
    await expect(connect()).rejects.toMatchObject({ code: 'invalid_token' });
    expect(await ports.connections.get('c1')).toBeUndefined();
    expect(await versionsIn(ports, 'user:user1')).toEqual([]);
    expect(await versionsIn(ports, 'lobby')).toEqual([]);
  });

  test('asks for what waits, which is posted by another invocation', async () => {
    const { ports, connect } = createWorld();
    const id = idOfTime(ports.clock.now());
    await ports.waiting.put('user1', { type: 'blocked', id, from: 'user2', to: 'user1' }, 0);
    await connect();
    expect(ports.deliverRequests.drainUsers()).toEqual(['user1']);
    expect(ports.posts.attemptsOf('c1')).toEqual([]);
  });

  test('looks for what waits only once it is subscribed', async () => {
    const { ports, connect } = createWorld();
    let subscribedBefore: unknown;
    ports.waiting.any = async () => {
      subscribedBefore = await versionsIn(ports, 'user:user1');
      return false;
    };
    await connect();
    expect(subscribedBefore).toEqual([undefined]);
  });

  test('has nothing under way any more when it fails, whatever failed first', async () => {
    const { ports, connect } = createWorld();
    let isPut = false;
    const { put } = ports.connections;
    ports.subscriptions.put = () => Promise.reject(new Error('no rows'));
    ports.connections.put = async (connection) => {
      await new Promise(setImmediate);
      await put(connection);
      isPut = true;
    };
    await expect(connect()).rejects.toThrow('no rows');
    expect(isPut).toBe(true);
  });

  test('is refused before anything is written when its user opens too many', async () => {
    const limits = { ...createMemoryPorts().limits, signInsPerHour: 4 };
    const { ports, connect } = createWorld({ limits });
    for (let count = 0; count < 4; count++) await connect();
    await ports.connections.remove('c1');
    await expect(connect()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 15 * 60_000 });
    expect(await ports.connections.get('c1')).toBeUndefined();
    ports.clock.advance(15 * 60_000);
    await connect();
    expect(await ports.connections.get('c1')).toBeDefined();
  });

  test('that is refused again and again costs no write any more', async () => {
    const limits = { ...createMemoryPorts().limits, signInsPerHour: 1 };
    const { ports, connect } = createWorld({ limits });
    await connect();
    const waits = async () => {
      try {
        await connect();
      } catch (error) {
        return (error as ChatError).code;
      }
      return undefined;
    };
    expect(await waits()).toBe('rate_limited');
    ports.rateBuckets.take = () => Promise.reject(new Error('It was asked'));
    expect(await waits()).toBe('rate_limited');
  });
});
