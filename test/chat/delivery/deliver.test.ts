import { describe, expect, test } from '@jest/globals';
import { type DeliveryOptions, deliver } from '../../../chat/delivery/deliver.ts';
import { LOBBY_CHANNEL, type Subscription } from '../../../chat/ports/connections/subscriptions.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { failed, gone, type PostScript, passing } from '../../../memory/posts.ts';
import { HOUR_MS } from '../chat-under-test.ts';

describe('a delivery', () => {
  const ports = () => createMemoryPorts();
  const id = '01KAMT5WX00007F000000F0000';
  const render = () => '{"message":"Hi"}';

  function recipient(
    { clock }: ReturnType<typeof ports>,
    connectionId: string,
    more: Partial<Subscription> = {},
  ): Subscription {
    const now = clock.now();
    const times = { connectedAt: now - HOUR_MS, tokenExpiresAt: now + HOUR_MS };
    return { channel: LOBBY_CHANNEL, connectionId, user: 'user1', protocol: 'v1', ...times, ...more };
  }

  /** @returns how many of an audience have the frame afterwards */
  async function deliverTo(
    world: ReturnType<typeof ports>,
    pages: Subscription[][],
    more: Partial<DeliveryOptions> = {},
  ): Promise<number> {
    await deliver(world, pages, { id, render, author: 'author', skip: () => false, ...more });
    return pages.flat().filter(({ connectionId }) => world.posts.framesOf(connectionId).length > 0).length;
  }

  /** Delivers to `bad`, whose posts follow the script, and to `good`. */
  async function deliverBeside(script: PostScript, more: Partial<Subscription> = {}) {
    const world = ports();
    const [bad, good] = [recipient(world, 'bad', more), recipient(world, 'good')];
    await world.subscriptions.put([bad, good]);
    await world.connections.put({ connectionId: 'bad', connectedAt: bad.connectedAt, protocol: 'v1' });
    world.posts.script('bad', script);
    const startedAt = world.clock.now();
    const reached = await deliverTo(world, [[bad, good]]);
    expect(world.posts.framesOf('good')).toEqual([render()]);
    return { ...world, reached, startedAt, took: world.clock.now() - startedAt };
  }

  async function lobbyOf({ subscriptions }: Pick<ReturnType<typeof ports>, 'subscriptions'>) {
    const found: string[] = [];
    for await (const page of subscriptions.pages(LOBBY_CHANNEL, { consistent: true })) {
      found.push(...page.map(({ connectionId }) => connectionId));
    }
    return found;
  }

  test('counts the connections that have the frame', async () => {
    const world = ports();
    const pages = [[recipient(world, 'a'), recipient(world, 'b')], [recipient(world, 'c')]];
    expect(await deliverTo(world, pages)).toBe(3);
  });

  test('renders the frame once for a protocol, and not at all for nobody', async () => {
    const world = ports();
    const asked: string[] = [];
    const counting = (protocol: string) => {
      asked.push(protocol);
      return render();
    };
    await deliverTo(world, [[]], { render: counting });
    expect(asked).toEqual([]);
    const many = Array.from({ length: 120 }, (_, index) => recipient(world, `c${index}`));
    await deliverTo(world, [many], { render: counting });
    expect(asked).toEqual(['v1']);
  });

  test('has at most 100 posts in flight', async () => {
    const world = ports();
    let inFlight = 0;
    let most = 0;
    const many = Array.from({ length: 120 }, (_, index) => recipient(world, `c${index}`));
    for (const { connectionId } of many) {
      world.posts.script(connectionId, async () => {
        most = Math.max(most, ++inFlight);
        await new Promise(setImmediate);
        inFlight--;
        return { kind: 'done' };
      });
    }
    expect(await deliverTo(world, [many])).toBe(120);
    expect(most).toBe(100);
  });

  test('leaves out those who are skipped and those whose token has expired', async () => {
    const world = ports();
    const expired = recipient(world, 'expired', { tokenExpiresAt: world.clock.now() });
    const page = [recipient(world, 'a'), recipient(world, 'b'), expired];
    const skip = ({ connectionId }: Subscription) => connectionId === 'b';
    expect(await deliverTo(world, [page], { skip })).toBe(1);
    expect(['a', 'b', 'expired'].map((id) => world.posts.framesOf(id).length)).toEqual([1, 0, 0]);
  });

  test('removes the rows of a connection that has gone', async () => {
    const { connections, posts, reached, ...world } = await deliverBeside(() => gone);
    expect(reached).toBe(1);
    expect(posts.attemptsOf('bad')).toHaveLength(1);
    expect(await connections.get('bad')).toBeUndefined();
    expect(await lobbyOf(world)).toEqual(['good']);
    expect(posts.closed).toEqual([]);
  });

  test('takes a 410 of a young connection for one that is still opening', async () => {
    const { reached, clock, connections } = await deliverBeside(
      (earlier) => (earlier < 3 ? gone : { kind: 'done' }),
      {
        connectedAt: Date.UTC(2026, 10, 22, 12) - 29_000,
      },
    );
    expect(reached).toBe(2);
    expect(clock.now()).toBeGreaterThan(Date.UTC(2026, 10, 22, 12));
    expect(await connections.get('bad')).toBeDefined();
  });

  test('neither closes nor removes a young connection that does not open in time', async () => {
    const { reached, posts, connections, took, ...world } = await deliverBeside(() => gone, {
      connectedAt: Date.UTC(2026, 10, 22, 12),
    });
    expect(reached).toBe(1);
    expect(took).toBeLessThanOrEqual(8_000);
    expect(posts.closed).toEqual([]);
    expect(await connections.get('bad')).toBeDefined();
    expect(await lobbyOf(world)).toEqual(['bad', 'good']);
  });

  test('tries again after passing failures', async () => {
    const { reached, posts } = await deliverBeside((earlier) => (earlier < 4 ? passing : { kind: 'done' }));
    expect(reached).toBe(2);
    expect(posts.framesOf('bad')).toEqual([render()]);
    expect(posts.attemptsOf('bad')).toHaveLength(5);
  });

  test('waits as long as the service asks', async () => {
    const { posts, startedAt } = await deliverBeside((earlier) =>
      earlier === 0 ? { kind: 'transient', retryAfterMs: 3_000, cause: 'throttled' } : { kind: 'done' },
    );
    expect(posts.attemptsOf('bad')).toEqual([startedAt, startedAt + 3_000]);
  });

  test('pauses longer after each failure, up to two seconds', async () => {
    const { posts } = await deliverBeside(() => passing);
    const times = posts.attemptsOf('bad');
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses).toEqual([25, 50, 100, 200, 400, 800, 1_000, 1_000, 1_000, 1_000]);
  });

  test('closes whom it can’t reach until its deadline, 8 s after its start', async () => {
    const { reached, posts, took, logger } = await deliverBeside(() => passing);
    expect(reached).toBe(1);
    expect(posts.closed).toEqual(['bad']);
    expect(took).toBeLessThanOrEqual(8_000);
    expect(logger.entries).toMatchObject([{ level: 'warn', details: { recipients: 1 } }]);
  });

  test('closes at once whom it will never reach', async () => {
    const { reached, posts, took } = await deliverBeside(() => failed);
    expect(reached).toBe(1);
    expect(posts.closed).toEqual(['bad']);
    expect([posts.attemptsOf('bad').length, took]).toEqual([1, 0]);
  });

  test('does not let one recipient’s failure of ours keep the frame from the others', async () => {
    const { reached, logger } = await deliverBeside(() => Promise.reject(new Error('a bug')));
    expect(reached).toBe(1);
    expect(logger.entries).toHaveLength(1);
  });

  test('has posted to the pages before one that can’t be read when it fails', async () => {
    const world = ports();
    async function* pages() {
      yield [recipient(world, 'a'), recipient(world, 'slow')];
      throw new Error('unreadable');
    }
    world.posts.script('slow', async (earlier) => {
      await new Promise(setImmediate);
      return earlier === 0 ? passing : { kind: 'done' };
    });
    await expect(
      deliver(world, pages(), { id, render, author: 'author', skip: () => false }),
    ).rejects.toThrow('unreadable');
    expect(['a', 'slow'].map((id) => world.posts.framesOf(id).length)).toEqual([1, 1]);
  });
});
