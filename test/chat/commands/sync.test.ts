import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { cursorWithin } from '../../../protocol/cursor.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import type { Synced } from '../../../protocol/frames/answers.ts';
import type { LoggedFrame } from '../../../protocol/frames/logged.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

const DAY_MS = 24 * HOUR_MS;

/** `user1` and `user2`, of whom the first speaks v2 and asks what it missed. */
async function createAsker(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  let one = await chat.connect('user1', { protocol: 'v2' });
  let two = await chat.connect('user2', { protocol: 'v2' });
  const { clock } = chat.ports;
  return {
    chat,
    /** Time passes, long enough for tokens to expire: both come back with new ones. */
    async later(milliseconds: number) {
      clock.advance(milliseconds);
      one = await chat.connect('user1', { protocol: 'v2' });
      two = await chat.connect('user2', { protocol: 'v2' });
    },
    say: (frame: object) => chat.send(two, frame),
    do: (frame: object) => chat.send(one, frame),
    async sync(cursors?: Record<string, string>): Promise<Synced> {
      await chat.send(one, { type: 'sync', ...(cursors && { cursors }) });
      return chat.framesTo(one).at(-1) as unknown as Synced;
    },
  };
}

const contents = ({ events }: { events: readonly LoggedFrame[] }) =>
  events.map((event) => ('content' in event ? event.content : event.type));
const lobby = (content: string) => ({ type: 'lobby', content });

describe('a sync', () => {
  test('moves no cursor back while there is more of another conversation', async () => {
    const limits = { ...createMemoryPorts().limits, pageItems: 2 };
    const { chat, do: act, say, sync } = await createAsker({ limits });
    for (const send of [act, say]) await send({ type: 'join', group_name: 'devs' });
    for (const content of ['one', 'two', 'three']) await say({ type: 'group', group_name: 'devs', content });
    const ahead = idOfTime(chat.ports.clock.now() + 1);
    const { cursors, more } = await sync({ lobby: cursorWithin(ahead, chat.ports.clock.now()) });
    expect([more, cursors.lobby?.split('.')[0]]).toEqual([true, ahead]);
  });

  test('without cursors begins two minutes ago, and gives cursors of now', async () => {
    const { chat, say, sync, later } = await createAsker();
    await say(lobby('long ago'));
    await later(HOUR_MS);
    await say(lobby('just now'));
    chat.ports.clock.advance(60_000);
    const synced = await sync();
    expect(contents(synced)).toEqual(['just now']);
    expect(synced).toMatchObject({
      cursors: { lobby: idOfTime(chat.ports.clock.now()), whispers: idOfTime(chat.ports.clock.now()) },
      more: false,
      recovered: { lobby: true, whispers: true },
      deadline_ms: 120_000,
    });
  });

  test('without cursors begins two minutes ago in a group, too, however much was said since the joining', async () => {
    const { chat, say, sync, later, do: act } = await createAsker();
    for (const send of [act, say]) await send({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'long ago' });
    await later(HOUR_MS);
    await say({ type: 'group', group_name: 'devs', content: 'just now' });
    const synced = await sync();
    expect(contents(synced)).toEqual(['just now']);
    expect(synced).toMatchObject({
      cursors: { 'group:devs': idOfTime(chat.ports.clock.now()) },
      recovered: { 'group:devs': true },
    });
  });

  test('gives of a group that was joined by another device, since one’s last sync, all since then', async () => {
    const { say, sync, later, do: act } = await createAsker();
    const { cursors } = await sync();
    await later(HOUR_MS);
    for (const send of [act, say]) await send({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'one' });
    await later(HOUR_MS);
    const { lobby: _, ...whispersOnly } = cursors;
    for (const known of [cursors, whispersOnly]) {
      expect(contents(await sync(known))).toEqual(['joined', 'joined', 'one']);
    }
  });

  test('passes nothing over of a group that was joined between two pages', async () => {
    const limits = { ...createMemoryPorts().limits, pageItems: 2 };
    const { say, sync, later, do: act } = await createAsker({ limits });
    const { cursors } = await sync();
    await later(HOUR_MS);
    for (const content of ['one', 'two', 'three']) await say(lobby(content));
    const first = await sync(cursors);
    for (const send of [act, say]) await send({ type: 'join', group_name: 'devs' });
    const told = contents(first);
    for (let page = first; page.more; told.push(...contents(page))) page = await sync(page.cursors);
    expect(told).toEqual(['one', 'two', 'three', 'joined', 'joined']);
  });

  test('says so where a group without a cursor may have had more than is kept', async () => {
    const { chat, say, sync, later, do: act } = await createAsker();
    const { cursors } = await sync();
    for (const send of [act, say]) await send({ type: 'join', group_name: 'devs' });
    await later(chat.ports.limits.retentionDays * DAY_MS + HOUR_MS);
    expect((await sync(cursors)).recovered).toEqual({ lobby: false, whispers: false, 'group:devs': false });
  });

  test('gives what came since the cursors, oldest first, lobby, groups and whispers together', async () => {
    const { say, sync, later, do: act } = await createAsker();
    await act({ type: 'join', group_name: 'devs' });
    await say({ type: 'join', group_name: 'devs' });
    await later(HOUR_MS);
    const { cursors } = await sync();
    await later(HOUR_MS);
    await say(lobby('one'));
    await say({ type: 'group', group_name: 'devs', content: 'two' });
    await say({ type: 'whisper', target: 'user1', content: 'three' });
    await act({ type: 'whisper', target: 'user2', content: 'four' });
    expect(contents(await sync(cursors))).toEqual(['one', 'two', 'three', 'four']);
  });

  test('repeats two minutes, for an event may be stored later than one with a higher id', async () => {
    const { chat, say, sync } = await createAsker();
    await say(lobby('one'));
    const { cursors } = await sync();
    chat.ports.clock.advance(60_000);
    expect(contents(await sync(cursors))).toEqual(['one']);
    chat.ports.clock.advance(61_000);
    const later = await sync(cursors);
    expect(contents(later)).toEqual(['one']);
    expect(contents(await sync(later.cursors))).toEqual([]);
  });

  test('takes an event’s id for a cursor', async () => {
    const { say, sync, later } = await createAsker();
    await say(lobby('one'));
    const [event] = (await sync()).events;
    await later(HOUR_MS);
    await say(lobby('two'));
    expect(contents(await sync({ lobby: event?.id ?? '' }))).toEqual(['one', 'two']);
  });

  test('comes in pages, which together are everything once', async () => {
    const { chat, say, sync, do: act } = await createAsker();
    await act({ type: 'join', group_name: 'devs' });
    await say({ type: 'join', group_name: 'devs' });
    const { cursors: start } = await sync();
    for (let count = 0; count < 130; count++) {
      await say(
        count % 3 === 0 ? { type: 'group', group_name: 'devs', content: `${count}` } : lobby(`${count}`),
      );
      chat.ports.clock.advance(200);
    }
    const seen: string[] = [];
    const startedAt = chat.ports.clock.now();
    for (let cursors = start, more = true; more; ) {
      const synced = await sync(cursors);
      expect(synced.events.length).toBeLessThanOrEqual(100);
      seen.push(...contents(synced));
      ({ cursors, more } = synced);
      if (!more) expect(cursors.lobby).toBe(idOfTime(startedAt));
      chat.ports.clock.advance(1_000);
    }
    const numbers = seen.filter((content) => content !== 'joined');
    expect(numbers).toEqual(Array.from({ length: 130 }, (_, count) => `${count}`));
  });

  test('ends a page before it outgrows a message of API Gateway', async () => {
    const { chat, say, sync } = await createAsker();
    const { cursors: start } = await sync();
    for (let count = 0; count < 20; count++) {
      await say(lobby(`${count}${'é'.repeat(7_990)}`));
      chat.ports.clock.advance(500);
    }
    const seen: string[] = [];
    for (let cursors = start, more = true; more; ) {
      const synced = await sync(cursors);
      expect(Buffer.byteLength(JSON.stringify(synced))).toBeLessThan(128 * 1_024);
      seen.push(...contents(synced));
      ({ cursors, more } = synced);
    }
    expect(seen.map((content) => Number.parseInt(content, 10))).toEqual(
      Array.from({ length: 20 }, (_, i) => i),
    );
  });

  test('shows a group from when one joined it, the joining too', async () => {
    const { chat, say, sync, do: act } = await createAsker();
    await say({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'before' });
    chat.ports.clock.advance(10);
    await act({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'after' });
    expect(contents(await sync())).toEqual(['joined', 'after']);
    // Also with a cursor from before, as of an earlier membership.
    expect(contents(await sync({ 'group:devs': idOfTime(0) }))).toEqual(['joined', 'after']);
  });

  test('shows nothing of a group that one isn’t in any more, and says so', async () => {
    const { say, sync, do: act } = await createAsker();
    await act({ type: 'join', group_name: 'devs' });
    await say({ type: 'join', group_name: 'devs' });
    const { cursors } = await sync();
    await act({ type: 'leave', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'secret' });
    const synced = await sync(cursors);
    expect(contents(synced)).toEqual([]);
    expect(Object.keys(synced.cursors)).toEqual(['lobby', 'whispers']);
    expect(synced.recovered).toEqual({ lobby: true, whispers: true, 'group:devs': false });
  });

  test('says what it cannot recover: what is older than what is kept', async () => {
    const { say, sync, later } = await createAsker();
    await say(lobby('gone by then'));
    const { cursors } = await sync();
    await later(31 * DAY_MS);
    const synced = await sync({ lobby: cursors.lobby ?? '' });
    expect(contents(synced)).toEqual([]);
    expect(synced.recovered).toEqual({ lobby: false, whispers: true });
  });

  test('finds whispers of days ago, with whomever', async () => {
    const { chat, sync, later } = await createAsker();
    const { cursors } = await sync();
    for (const user of ['user3', 'user4']) {
      await later(DAY_MS);
      const other = await chat.connect(user);
      await chat.send(other, { type: 'whisper', target: 'user1', content: `from ${user}` });
    }
    await later(5 * DAY_MS);
    expect(contents(await sync(cursors))).toEqual(['from user3', 'from user4']);
  });

  test('shows nobody’s whispers but one’s own', async () => {
    const { chat, say, sync } = await createAsker();
    await chat.connect('user3');
    await say({ type: 'whisper', target: 'user3', content: 'psst' });
    expect(contents(await sync())).toEqual([]);
  });
});

describe('what a block hides', () => {
  test('is what was said in lobby and groups while it stood, even after unblocking', async () => {
    const { chat, say, sync, do: act } = await createAsker();
    await act({ type: 'join', group_name: 'devs' });
    await say({ type: 'join', group_name: 'devs' });
    await say(lobby('before'));
    chat.ports.clock.advance(10);
    await act({ type: 'block', target: 'user2' });
    chat.ports.clock.advance(10);
    await say(lobby('hidden'));
    await say({ type: 'leave', group_name: 'devs' });
    chat.ports.clock.advance(10);
    expect(contents(await sync())).toEqual(['joined', 'joined', 'before', 'blocked']);
    await act({ type: 'unblock', target: 'user2' });
    chat.ports.clock.advance(10);
    await say(lobby('after'));
    expect(contents(await sync())).toEqual(['joined', 'joined', 'before', 'blocked', 'unblocked', 'after']);
  });

  test('is nothing for anybody else, nor of the blocker for the blocked', async () => {
    const { chat, say, sync } = await createAsker();
    const three = await chat.connect('user3');
    await say({ type: 'block', target: 'user1' });
    chat.ports.clock.advance(10);
    await say(lobby('from the blocker'));
    await chat.send(three, lobby('from another'));
    expect(contents(await sync())).toEqual(['blocked', 'from the blocker', 'from another']);
  });

  test('is, under the policy silent, a whisper that looks sent', async () => {
    const { chat, say, sync, do: act } = await createAsker({ blockPolicy: 'silent' });
    await act({ type: 'block', target: 'user2' });
    await say({ type: 'whisper', target: 'user1', content: 'hidden' });
    await act({ type: 'unblock', target: 'user2' });
    expect(contents(await sync())).toEqual(['blocked', 'unblocked']);
    const two = await chat.connect('user2', { protocol: 'v2' });
    await chat.send(two, { type: 'sync' });
    expect(contents(chat.framesTo(two).at(-1) as unknown as Synced)).toEqual(['hidden']);
  });
});
