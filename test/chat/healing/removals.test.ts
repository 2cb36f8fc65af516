import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../chat/run-request.ts';
import type { MemoryPorts } from '../../../memory/chat-ports.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createStaffTalk, group_name } from '../commands/groups/staff-talk.ts';

const MINUTE_MS = 60_000;
const DEATH = new Error('The function is dead');

/** A talk in which the function can be made to die over a call, before or behind what that does. */
async function createMortalTalk() {
  const talk = await createStaffTalk();
  const { ports } = talk;
  /** Has all calls fail from one on, until the command is over. */
  async function dieOver(
    [port, method]: readonly [keyof MemoryPorts, string],
    isDone: boolean,
    act: () => Promise<void>,
  ) {
    const store = ports[port] as unknown as Record<string, (...given: unknown[]) => unknown>;
    const whole = { ...store };
    let isDead = false;
    store[method] = async (...given) => {
      if (isDead) throw DEATH;
      if (isDone) await whole[method]?.(...given);
      isDead = true;
      throw DEATH;
    };
    const { post } = ports.posts;
    ports.posts.post = async (connectionId, text) => {
      if (isDead) throw DEATH;
      return post(connectionId, text);
    };
    const { remove, forget } = ports.undelivered;
    ports.undelivered.remove = async (name) => (isDead ? Promise.reject(DEATH) : remove(name));
    ports.undelivered.forget = async (id) => (isDead ? Promise.reject(DEATH) : forget(id));
    const { append } = ports.log;
    if (port !== 'log') ports.log.append = async (entry) => (isDead ? Promise.reject(DEATH) : append(entry));
    await act().catch(() => undefined);
    Object.assign(store, whole);
    Object.assign(ports.posts, { post });
    Object.assign(ports.undelivered, { remove, forget });
    if (port !== 'log') ports.log.append = append;
  }
  async function sweep(after = MINUTE_MS) {
    ports.clock.advance(after);
    await runRequest(ports, { type: 'sweep' });
  }
  return { ...talk, dieOver, sweep };
}

const steps = [
  ['groups', 'endMembership', true],
  ['subscriptions', 'removeVersion', false],
  ['subscriptions', 'removeVersion', true],
  ['log', 'append', false],
  ['log', 'append', true],
] as const;
const banSteps = [['groupBans', 'set', true], ['groups', 'endMembership', false], ...steps] as const;

describe('a kick whose function died', () => {
  test.each(steps)(
    'over %s.%s (done: %s) is finished by a sweep, which says who did it',
    async (port, method, isDone) => {
      const { mod, ann, ben, phone, kick, dieOver, sweep, framesTo, forget, audience, isMember, ports } =
        await createMortalTalk();
      await dieOver([port, method], isDone, () => kick(mod, 'ben'));
      forget();
      await sweep();
      for (const one of [ann, mod, ben, phone]) {
        const told = framesTo(one);
        // Of who was kicked a device whose subscription was gone is told by nobody: it sees the group go at its next sync.
        if (one === ann || one === mod || told.length > 0)
          expect(told).toMatchObject([{ type: 'left', user: 'ben', by: 'mod' }]);
      }
      expect(await audience()).toEqual([ann, mod].sort());
      expect(await isMember('ben')).toBe(false);
      await sweep();
      expect(ports.undelivered.all()).toEqual([]);
    },
  );

  test.each(banSteps)(
    'over %s.%s (done: %s), and was a ban, ends the membership all the same',
    async (port, method, isDone) => {
      const { mod, ann, ben, kick, send, dieOver, sweep, framesTo, forget, audience, isMember, ports } =
        await createMortalTalk();
      await dieOver([port, method], isDone, () => kick(mod, 'ben', { ban: true }));
      forget();
      await sweep();
      expect(framesTo(ann)).toMatchObject([{ type: 'left', user: 'ben', by: 'mod', banned: true }]);
      expect(await audience()).toEqual([ann, mod].sort());
      expect(await isMember('ben')).toBe(false);
      framesTo(ben);
      await send(ben, { type: 'join', group_name });
      expect(framesTo(ben)).toMatchObject([{ code: 'banned' }]);
      await sweep();
      expect(ports.undelivered.all()).toEqual([]);
    },
  );

  test.each(banSteps)(
    'over %s.%s (done: %s) is done by the command come again, once',
    async (port, method, isDone) => {
      const { mod, ann, kick, dieOver, framesTo, forget, audience, isMember, ports } =
        await createMortalTalk();
      await dieOver([port, method], isDone, () => kick(mod, 'ben', { ban: true, ref: 'r1' }));
      forget();
      ports.clock.advance(MINUTE_MS / 2);
      await kick(mod, 'ben', { ban: true, ref: 'r1' });
      expect(framesTo(ann)).toMatchObject([{ type: 'left', user: 'ben', by: 'mod', banned: true }]);
      expect(framesTo(mod)).toContainEqual({ type: 'ack', ref: 'r1', id: expect.any(String) });
      expect(await audience()).toEqual([ann, mod].sort());
      expect(await isMember('ben')).toBe(false);
      expect(ports.undelivered.all()).toEqual([]);
    },
  );

  test.each([
    ['groupBans', 'set', true],
    ['invitations', 'end', false],
  ] as const)(
    'over %s.%s, and banned who was no member, ends their invitations all the same',
    async (...over) => {
      const { ann, ben, kick, send, dieOver, sweep, ports } = await createMortalTalk();
      const [port, method, isDone] = over;
      await send(ben, { type: 'invite', group_name, target: 'cat' });
      await dieOver([port, method], isDone, () => kick(ann, 'cat', { ban: true }));
      expect(await ports.invitations.list('cat')).toHaveLength(1);
      await sweep();
      await sweep();
      expect(await ports.invitations.list('cat')).toEqual([]);
      expect(ports.undelivered.all()).toEqual([]);
    },
  );

  test('before the membership ended has changed nothing, and leaves nothing', async () => {
    const { mod, ann, ben, phone, kick, dieOver, sweep, framesTo, forget, audience, ports } =
      await createMortalTalk();
    await dieOver(['groups', 'endMembership'], false, () => kick(mod, 'ben'));
    forget();
    await sweep();
    expect([ann, mod, ben, phone].flatMap(framesTo)).toEqual([]);
    expect(await audience()).toEqual([ann, mod, ben, phone].sort());
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('and is found too late to be told takes the subscriptions away', async () => {
    const { mod, ann, kick, dieOver, sweep, audience, ports } = await createMortalTalk();
    await dieOver(['log', 'append'], false, () => kick(mod, 'ben', { ban: true }));
    await sweep(DELIVERY_DEADLINE_MS);
    expect(await audience()).toEqual([ann, mod].sort());
    expect(ports.undelivered.all()).toEqual([]);
  });
});

describe('a join that a ban has overtaken, and whose function died', () => {
  test.each([
    ['groups', 'addMember', true],
    ['log', 'append', false],
    ['log', 'append', true],
  ] as const)('over %s.%s (done: %s), is taken back by sweeps', async (port, method, isDone) => {
    const { ann, mod, ben, phone, cat, kick, send, dieOver, sweep, meanwhile, isMember, audience, ports } =
      await createMortalTalk();
    meanwhile('before addMember', () => kick(ann, 'cat', { ban: true }));
    const join = { type: 'join', group_name };
    if (method === 'addMember') {
      const { addMember } = ports.groups;
      ports.groups.addMember = async (membership) => {
        await addMember(membership);
        throw DEATH;
      };
      await send(cat, join);
      ports.groups.addMember = addMember;
    } else await dieOver([port, method], isDone, () => send(cat, join));
    for (let times = 0; times < 3; times++) await sweep(MINUTE_MS / 2);
    expect(await isMember('cat')).toBe(false);
    expect(await audience()).toEqual([ann, mod, ben, phone].sort());
    await sweep(DELIVERY_DEADLINE_MS);
    expect(ports.undelivered.all()).toEqual([]);
  });
});
