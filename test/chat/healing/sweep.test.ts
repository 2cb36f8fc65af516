import { describe, expect, test } from '@jest/globals';
import { RECIPIENTS_PER_FUNCTION } from '../../../chat/delivery/deliver.ts';
import { publish } from '../../../chat/delivery/publish.ts';
import { HOLD_MS, type UndeliveredEvent } from '../../../chat/ports/messages/undelivered.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { failed } from '../../../memory/posts.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { loseDeliveries } from './lose-deliveries.ts';

const MINUTE_MS = 60_000;
const HELLO = { type: 'lobby', content: 'Hello' };
const heardOf = (user: string) => `(Lobby): ${user}: Hello`;

/** A chat in which functions die when they have stored what they were told to, and a clock that has sweeps made. */
function createHealingChat() {
  const losing = loseDeliveries();
  const chat = createChatUnderTest(losing.ports);
  const sweep = () => runRequest(chat.ports, { type: 'sweep' });
  return { ...chat, ...losing, sweep };
}

describe('a sweep', () => {
  test('delivers what its function stored and died over, to v1 and v2, the sender too', async () => {
    const { connect, lose, sweep, ports, heardBy, framesTo, ...chat } = createHealingChat();
    const [sender, v1] = [await connect('user1'), await connect('user2')];
    const v2 = await connect('user3', { protocol: 'v2' });
    await lose(() => chat.send(sender, HELLO));
    expect(heardBy(v1)).toEqual([]);

    ports.clock.advance(MINUTE_MS);
    await sweep();
    for (const connection of [sender, v1]) expect(heardBy(connection)).toEqual([heardOf('user1')]);
    expect(framesTo(v2)).toMatchObject([{ type: 'message', conversation: 'lobby', content: 'Hello' }]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('finds nothing of what was delivered', async () => {
    const { connect, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await chat.send(sender, HELLO);
    expect(ports.undelivered.all()).toEqual([]);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    expect(heardBy(other)).toEqual([heardOf('user1')]);
  });

  test('leaves what is young to its function', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await lose(() => chat.send(sender, HELLO));
    ports.clock.advance(HOLD_MS - 1);
    await sweep();
    expect(heardBy(other)).toEqual([]);
  });

  test('delivers once though two run at the same time', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await lose(() => chat.send(sender, HELLO));
    ports.clock.advance(MINUTE_MS);
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect(heardBy(other)).toEqual([heardOf('user1')]);
  });

  test('that dies is followed by another', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await lose(() => chat.send(sender, HELLO));
    ports.clock.advance(MINUTE_MS);
    await lose(sweep);
    expect(heardBy(other)).toEqual([]);
    ports.clock.advance(HOLD_MS);
    await sweep();
    expect(heardBy(other)).toEqual([heardOf('user1')]);
  });

  test('heeds a block that came after the message, and leaves it in history', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [sender, blocker] = [await connect('user1'), await connect('user2')];
    const third = await connect('user3');
    await lose(() => chat.send(sender, HELLO));
    await chat.send(blocker, { type: 'block', target: 'user1' });
    for (const connection of [sender, blocker]) heardBy(connection);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    expect(heardBy(blocker)).toEqual([]);
    expect(heardBy(third)).toEqual([heardOf('user1')]);
  });

  test('tells a group’s members of now: not who left, and not who joined behind the message', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const all = await Promise.all(['user1', 'user2', 'user3', 'user4'].map((user) => connect(user)));
    const [sender = '', leaver = '', stayer = '', late = ''] = all;
    for (const member of [sender, leaver, stayer])
      await chat.send(member, { type: 'join', group_name: 'devs' });
    ports.clock.advance(1);
    await lose(() => chat.send(sender, { type: 'group', group_name: 'devs', content: 'Hi' }));
    ports.clock.advance(1);
    await chat.send(leaver, { type: 'leave', group_name: 'devs' });
    await chat.send(late, { type: 'join', group_name: 'devs' });
    for (const connection of all) heardBy(connection);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    for (const member of [sender, stayer]) expect(heardBy(member)).toEqual(['(Group devs): user1: Hi']);
    for (const other of [leaver, late]) expect(heardBy(other)).toEqual([]);
  });

  test('ends a leaving: who has left hears of it, and nothing more of the group', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [leaver, stayer] = [await connect('user1'), await connect('user2')];
    for (const member of [leaver, stayer]) await chat.send(member, { type: 'join', group_name: 'devs' });
    ports.clock.advance(1);
    await lose(() => chat.send(leaver, { type: 'leave', group_name: 'devs' }));
    for (const connection of [leaver, stayer]) heardBy(connection);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    expect(heardBy(leaver)).toEqual(['(Group devs): user1 left']);
    expect(heardBy(stayer)).toEqual(['(Group devs): user1 left']);
    await chat.send(stayer, { type: 'group', group_name: 'devs', content: 'Gone?' });
    expect(heardBy(leaver)).toEqual([]);
  });

  test('posts nothing past the deadline, and closes who was there', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await lose(() => chat.send(sender, HELLO));
    ports.clock.advance(MINUTE_MS);
    const later = await connect('user3');
    ports.clock.advance(DELIVERY_DEADLINE_MS - MINUTE_MS);
    await sweep();
    for (const connection of [sender, other, later]) expect(heardBy(connection)).toEqual([]);
    expect(ports.posts.closed.toSorted()).toEqual([sender, other].toSorted());
    expect(ports.undelivered.all()).toEqual([]);
    expect(ports.logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'A delivery came too late' }),
    );
  });

  test('posts nothing that could arrive past the deadline: so shortly before it, it closes who was there', async () => {
    const { connect, lose, sweep, ports, heardBy, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await lose(() => chat.send(sender, HELLO));
    ports.clock.advance(DELIVERY_DEADLINE_MS - 3_000);
    await sweep();
    expect(heardBy(other)).toEqual([]);
    expect(ports.posts.closed.toSorted()).toEqual([sender, other].toSorted());
  });

  test('leaves to the next whom it can’t close, which closes nobody who has come back since', async () => {
    const { connect, lose, sweep, ports, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await lose(() => chat.send(sender, HELLO));
    const { close } = ports.posts;
    ports.posts.close = (connectionId) =>
      connectionId === other ? Promise.resolve(failed) : close(connectionId);
    ports.clock.advance(DELIVERY_DEADLINE_MS);
    await sweep();
    expect(ports.posts.closed).toEqual([sender]);
    const back = await connect('user1');
    ports.posts.close = close;
    ports.clock.advance(MINUTE_MS);
    await sweep();
    expect(ports.posts.closed).toContain(other);
    expect(ports.posts.closed).not.toContain(back);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('closes past the deadline who came before it was stored, long after its id, by a retry of its ref', async () => {
    const { connect, sweep, ports } = createHealingChat();
    const id = idOfTime(ports.clock.now());
    const early = await connect('user1');
    ports.clock.advance(MINUTE_MS);
    const later = await connect('user2');
    const heldUntil = ports.clock.now() + HOLD_MS;
    const event = { type: 'lobby', id, from: 'user3', content: 'Hi' } as const;
    await ports.log.append({ conversation: 'lobby', event, mark: { heldUntil } });
    ports.clock.advance(HOLD_MS);
    await connect('user4');
    ports.clock.advance(DELIVERY_DEADLINE_MS - MINUTE_MS);
    await sweep();
    expect(ports.posts.closed.toSorted()).toEqual([early, later].toSorted());
  });

  test('forgets what was never stored, and not what is stored just then', async () => {
    const { sweep, ports } = createHealingChat();
    const now = ports.clock.now();
    const lobby = (id: string): UndeliveredEvent => ({ id, conversation: 'lobby', heldUntil: now });
    const never = idOfTime(now);
    const again = idOfTime(now + 1);
    ports.clock.advance(MINUTE_MS);
    ports.undelivered.put(lobby(never));
    ports.undelivered.put(lobby(again));
    const { find } = ports.log;
    const racing = {
      ...ports,
      log: {
        ...ports.log,
        async find(conversation: string, id: string) {
          const found = await find(conversation, id);
          const event = { type: 'lobby', id: again, from: 'user1', content: 'again' } as const;
          if (id === again)
            await ports.log.append({ conversation, event, mark: { heldUntil: now + 2 * MINUTE_MS } });
          return found;
        },
      },
    };
    await runRequest(racing, { type: 'sweep' });
    expect(ports.undelivered.all().map(({ id }) => id)).toEqual([again]);
    await sweep();
  });

  test('goes on where one event can’t be delivered, which stays for the next, and is told', async () => {
    const { connect, lose, ports, heardBy, ...chat } = createHealingChat();
    const [sender, other] = [await connect('user1'), await connect('user2')];
    await chat.send(sender, { type: 'join', group_name: 'devs' });
    heardBy(sender);
    await lose(() => chat.send(sender, { type: 'group', group_name: 'devs', content: 'Hi' }));
    await lose(() => chat.send(sender, HELLO));
    ports.clock.advance(MINUTE_MS);
    const broken = {
      ...ports,
      log: {
        ...ports.log,
        async find(conversation: string, id: string) {
          if (conversation !== 'lobby') throw new Error('throttled');
          return ports.log.find(conversation, id);
        },
      },
    };
    await runRequest(broken, { type: 'sweep' });
    expect(heardBy(other)).toEqual([heardOf('user1')]);
    expect(ports.undelivered.all()).toHaveLength(1);
    expect(ports.logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'An event is still undelivered' }),
    );
  });
});

describe('a message to a very large audience', () => {
  test('is held for as long as it is fanned out, and over then', async () => {
    const { ports } = createHealingChat();
    const startedAt = ports.clock.now();
    const heldFor: number[] = [];
    const held = {
      ...ports,
      // So slow that it takes half a minute.
      quota: { callsPerSecond: 100, burst: 100 },
      deliverRequests: {
        send: async () => {
          const [event] = ports.undelivered.all();
          heldFor.push((event?.heldUntil ?? 0) - ports.clock.now());
        },
      },
    };
    const row = (place: number) => ({
      channel: 'lobby',
      connectionId: `c${place}`,
      user: `u${place}`,
      protocol: 'v1' as const,
      connectedAt: 0,
      tokenExpiresAt: Number.MAX_SAFE_INTEGER,
    });
    const { delivery } = await publish(held, {
      channel: 'lobby',
      event: { type: 'lobby', id: idOfTime(startedAt), from: 'user1', content: 'Hi' },
      author: 'user1',
      audience: [Array.from({ length: RECIPIENTS_PER_FUNCTION * 6 }, (_, place) => row(place))],
      blockers: new Set(),
    });
    await delivery;
    expect(ports.clock.now() - startedAt).toBeGreaterThan(HOLD_MS);
    expect(heldFor).toHaveLength(5);
    for (const left of heldFor) expect(left).toBeGreaterThan(HOLD_MS / 2);
    // The parts that others were asked to post to are over when those have.
    const left = ports.undelivered.all();
    expect(left).toHaveLength(5);
    for (const part of left) expect(part).toHaveProperty('part');
  });
});
