import { expect, test } from '@jest/globals';
import type { SocketLike } from '../../../client/platform/socket.ts';
import type { ToTab } from '../../../client/tabs/port.ts';
import { type Member, shareConnection } from '../../../client/tabs/shared-connection.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';

const NOW = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;

/** A token as an issuer makes it. @param endsAt epoch milliseconds */
const tokenUntil = (endsAt: number) =>
  `h.${btoa(JSON.stringify({ iss: 'https://issuer.test', sub: 'user1', exp: endsAt / 1000 }))}.s`;

function share() {
  const sent: unknown[] = [];
  let isOver = false;
  let now = NOW;
  let later: { at: number; then: () => void }[] = [];
  const socket: SocketLike = {
    protocol: 'chat.v2',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (text) => sent.push(JSON.parse(text)),
    close: () => undefined,
  };
  const connection = shareConnection({
    open: () => socket,
    now: () => now,
    after: (ms, then) => void later.push({ at: now + ms, then }),
    onOver() {
      isOver = true;
    },
  });
  return {
    connection,
    socket,
    sent,
    /** Lets time pass. @param ms milliseconds */
    advance(ms: number) {
      const end = now + ms;
      const isDue = ({ at }: { at: number }) => at <= end;
      while (later.some(isDue)) {
        const [next] = later.filter(isDue).sort((one, other) => one.at - other.at);
        later = later.filter((one) => one !== next);
        now = next?.at ?? now;
        next?.then();
      }
      now = end;
    },
    isOver: () => isOver,
    post: (frame: object) => socket.onmessage?.({ data: JSON.stringify(frame) } as never),
    open: () => socket.onopen?.({} as never),
    join(tab: string) {
      const told: ToTab[] = [];
      const member: Member = { tab, tell: (message) => told.push(message) };
      connection.join(member);
      return {
        told,
        /** The frames that it was told. */
        frames: () => told.flatMap((message) => (message.kind === 'frame' ? [JSON.parse(message.text)] : [])),
        send: (frame: object) => connection.send(member, JSON.stringify(frame)),
        leave: () => connection.leave(member),
      };
    },
  };
}

test('says since when it is open to who joins before, and after', () => {
  const { join, open } = share();
  const first = join('a');
  expect(first.told).toEqual([]);
  open();
  const opened = [{ kind: 'open', protocol: 'chat.v2', openedAt: NOW }];
  expect(first.told).toEqual(opened);
  expect(join('b').told).toEqual(opened);
});

test('an answer goes to who asked, and what answers nothing to everybody', () => {
  const { join, open, post } = share();
  const [first, second] = [join('a'), join('b')];
  open();
  first.send({ type: 'ping', ref: 'r1' });
  post({ type: 'pong', ref: 'r1' });
  expect([first.frames(), second.frames()]).toEqual([[{ type: 'pong', ref: 'r1' }], []]);
  // A second answer to what was sent twice: its asker is known no more.
  post({ type: 'pong', ref: 'r1' });
  expect(second.frames()).toEqual([{ type: 'pong', ref: 'r1' }]);
});

test('a text that is no JSON goes to everybody, as it is', () => {
  const { join, socket } = share();
  const { told } = join('a');
  socket.onmessage?.({ data: 'so' } as never);
  expect(told).toEqual([{ kind: 'frame', text: 'so' }]);
});

test('a probe is answered once, and bothers no tab', () => {
  const { join, open, post, sent } = share();
  const [first, second] = [join('a'), join('b')];
  open();
  post({ type: 'probe' });
  expect(sent).toEqual([{ type: 'here' }]);
  expect([first.frames(), second.frames()]).toEqual([[], []]);
});

test('a token that ends sooner than the one before does not cut the others short', () => {
  const { join, open, post, sent } = share();
  const [first, second, third] = [join('a'), join('b'), join('c')];
  open();
  const signIn = (ref: string, endsAt: number) => ({
    type: 'authenticate',
    ref,
    token: `Bearer ${tokenUntil(endsAt)}`,
  });
  first.send(signIn('r1', NOW + HOUR));
  const answer = { type: 'authenticated', user: 'user1', expires_at: new Date(NOW + HOUR).toISOString() };
  post({ ...answer, ref: 'r1' });
  second.send(signIn('r2', NOW + HOUR / 2));
  expect(second.frames()).toEqual([{ ...answer, ref: 'r2' }]);
  third.send(signIn('r3', NOW + 2 * HOUR));
  expect(sent).toEqual([signIn('r1', NOW + HOUR), signIn('r3', NOW + 2 * HOUR)]);
});

test('what is said without an echo, and what is read, is told to the others by the ack', () => {
  const { join, open, post } = share();
  const [first, second] = [join('a'), join('b')];
  open();
  first.send({ type: 'authenticate', ref: 'r1', token: `Bearer ${tokenUntil(NOW + HOUR)}` });
  post({
    type: 'authenticated',
    ref: 'r1',
    user: 'user1',
    expires_at: new Date(NOW + HOUR).toISOString(),
  });
  const id = idOfTime(NOW);
  const acked = (ref: string, command: object) => {
    first.send({ ...command, ref });
    post({ type: 'ack', ref, id });
    return second.frames().splice(0).at(-1);
  };
  const said = { type: 'message', id, ts: new Date(NOW).toISOString(), from: 'user1', content: 'Hi' };
  const whisper = { type: 'whisper', target: 'user2', content: 'Hi' };
  expect(acked('r2', { ...whisper, echo: false })).toEqual({
    ...said,
    conversation: 'whisper:user2',
    sent_ref: 'r2',
  });
  expect(acked('r3', { type: 'read', conversation: 'lobby', upto: id })).toEqual({
    type: 'read',
    conversation: 'lobby',
    user: 'user1',
    upto: id,
  });
  const before = second.frames().length;
  acked('r4', whisper);
  expect(second.frames()).toHaveLength(before);
  // The one that acted has the answers alone.
  expect(first.frames().map(({ type }) => type)).toEqual(['authenticated', 'ack', 'ack', 'ack']);
});

test('its end is told to everybody, with the code and the reason', () => {
  const { isOver, join, socket } = share();
  const [first, second] = [join('a'), join('b')];
  socket.onclose?.({ code: 1009, reason: 'Too big' } as never);
  const close = [{ kind: 'close', code: 1009, reason: 'Too big' }];
  expect([first.told, second.told, isOver()]).toEqual([close, close, true]);
});

const slowDown = { type: 'error', code: 'rate_limited', error: 'Slow down', retryable: true };

test('what comes faster than the server takes it waits for its turn, and what is said goes before what is asked', () => {
  const { join, open, post, sent, advance } = share();
  const [first, second] = [join('a'), join('b')];
  open();
  for (let count = 0; count < 20; count++)
    first.send({ type: 'members', group_name: `g${count}`, ref: `m${count}` });
  first.send({ type: 'friends', ref: 'r1' });
  second.send({ type: 'lobby', content: 'Hi', ref: 'r2' });
  second.send({ type: 'ping', ref: 'r3' });
  expect(sent).toHaveLength(20);
  advance(99);
  expect(sent).toHaveLength(20);
  advance(1);
  advance(100);
  advance(100);
  expect(sent.slice(20)).toMatchObject([{ type: 'lobby' }, { type: 'ping' }, { type: 'friends' }]);
  post({ type: 'list', of: 'friends', items: [], ref: 'r1' });
  expect([first.frames().length, second.frames()]).toEqual([1, []]);
});

test('what is refused for the rate is said again before anything else, and no tab is told', () => {
  const { join, open, post, sent, advance } = share();
  const first = join('a');
  open();
  first.send({ type: 'friends', ref: 'r1' });
  post({ ...slowDown, ref: 'r1', retry_after_ms: 300 });
  first.send({ type: 'lobby', content: 'Hi', ref: 'r2' });
  advance(299);
  expect(sent).toEqual([{ type: 'friends', ref: 'r1' }]);
  advance(1);
  expect(sent).toEqual([
    { type: 'friends', ref: 'r1' },
    { type: 'friends', ref: 'r1' },
  ]);
  advance(100);
  expect(sent.slice(2)).toEqual([{ type: 'lobby', content: 'Hi', ref: 'r2' }]);
  expect(first.frames()).toEqual([]);
  // An allowance that is used up for longer is no matter of turns.
  post({ ...slowDown, ref: 'r2', retry_after_ms: 60_000 });
  expect(first.frames()).toEqual([{ ...slowDown, ref: 'r2', retry_after_ms: 60_000 }]);
});

test('what is refused again and again waits twice as long each time, and then its tab is told', () => {
  const { join, open, post, sent, advance } = share();
  const first = join('a');
  open();
  first.send({ type: 'export', ref: 'r1' });
  const refusal = { ...slowDown, ref: 'r1', retry_after_ms: 500 };
  for (const wait of [500, 1_000, 2_000]) {
    const before = sent.length;
    post(refusal);
    advance(wait - 1);
    expect(sent).toHaveLength(before);
    advance(1);
    expect(sent).toHaveLength(before + 1);
  }
  expect(first.frames()).toEqual([]);
  post(refusal);
  expect(first.frames()).toEqual([refusal]);
});

test('a question that waits answers for the tabs that ask the same; one on its way does not', () => {
  const { join, open, post, sent, advance } = share();
  const [first, second, third] = [join('a'), join('b'), join('c')];
  open();
  for (let count = 0; count < 20; count++) first.send({ type: 'lobby', content: 'Hi', ref: `m${count}` });
  first.send({ type: 'friends', ref: 'r1' });
  second.send({ type: 'friends', ref: 'r2' });
  second.send({ type: 'friends', limit: 5, ref: 'r3' });
  third.send({ type: 'friends', ref: 'r4' });
  third.leave();
  advance(1_000);
  expect(sent.slice(20)).toEqual([
    { type: 'friends', ref: 'r1' },
    { type: 'friends', limit: 5, ref: 'r3' },
  ]);
  second.send({ type: 'friends', ref: 'r5' });
  const list = { type: 'list', of: 'friends', items: [{ user: 'user2' }] };
  post({ ...list, ref: 'r1' });
  expect(first.frames()).toEqual([{ ...list, ref: 'r1' }]);
  expect(second.frames()).toEqual([{ ...list, ref: 'r2' }]);
  expect(third.frames()).toEqual([]);
  expect(sent.at(-1)).toEqual({ type: 'friends', ref: 'r5' });
});

test('what waits goes with its tab, and with the connection', () => {
  const { join, open, sent, advance, socket } = share();
  const [first, second] = [join('a'), join('b')];
  open();
  for (let count = 0; count < 20; count++) first.send({ type: 'lobby', content: 'Hi', ref: `m${count}` });
  second.send({ type: 'friends', ref: 'r1' });
  first.send({ type: 'blocks', ref: 'r2' });
  second.leave();
  advance(100);
  expect(sent.slice(20)).toEqual([{ type: 'blocks', ref: 'r2' }]);
  first.send({ type: 'groups', ref: 'r3' });
  socket.onclose?.({ code: 1006 } as never);
  advance(1_000);
  expect(sent).toHaveLength(21);
});

test('a sign-in that is refused for long is said again all the same, for its tab alone, while it is there', () => {
  const { join, open, post, sent, advance } = share();
  const first = join('a');
  open();
  const signIn = { type: 'authenticate', ref: 'r1', token: tokenUntil(NOW + HOUR) };
  first.send(signIn);
  post({ ...slowDown, ref: 'r1', retry_after_ms: 30_000 });
  advance(29_999);
  expect([sent, first.frames()]).toEqual([[signIn], []]);
  advance(1);
  expect(sent).toEqual([signIn, signIn]);
  const expires_at = new Date(NOW + HOUR).toISOString();
  post({ type: 'authenticated', ref: 'r1', user: 'user1', expires_at });
  expect(first.frames()).toEqual([{ type: 'authenticated', ref: 'r1', user: 'user1', expires_at }]);
  const second = join('b');
  second.send({ ...signIn, ref: 'r3', token: tokenUntil(NOW + 2 * HOUR) });
  post({ ...slowDown, ref: 'r3', retry_after_ms: 30_000 });
  second.leave();
  const before = sent.length;
  advance(30_000);
  expect(sent).toHaveLength(before);
});

test('a socket that cannot be made is a connection that ends, with the reason', async () => {
  const told: ToTab[] = [];
  const connection = shareConnection({
    open() {
      throw new Error('Refused by policy');
    },
    now: () => NOW,
    after: () => undefined,
    onOver: () => undefined,
  });
  connection.join({ tab: 'a', tell: (message) => told.push(message) });
  await Promise.resolve();
  expect(told).toEqual([{ kind: 'close', code: 1006, reason: 'Error: Refused by policy' }]);
});
