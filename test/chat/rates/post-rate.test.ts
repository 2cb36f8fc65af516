import { describe, expect, test } from '@jest/globals';
import { groupChannel, LOBBY_CHANNEL } from '../../../chat/ports/connections/subscriptions.ts';
import { keepPostRate, USER_SHARE } from '../../../chat/rates/post-rate.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../memory/chat-ports.ts';
import type { ChangeType } from '../../../protocol/commands.ts';
import { ChatError } from '../../../protocol/errors.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const toGroup = { group_name: 'devs' };

/** Each command as it would be sent; undefined where it is for two people and no audience hears it, or pays otherwise. */
const toAudience: Readonly<Record<ChangeType, object | undefined>> = {
  lobby: { content: 'hi' },
  group: { ...toGroup, content: 'hi' },
  join: toGroup,
  leave: toGroup,
  // Before nobody, as there is no such group yet.
  create: undefined,
  describe: { ...toGroup, title: 'Developers' },
  role: { ...toGroup, target: 'other', role: 'moderator' },
  disband: toGroup,
  kick: { ...toGroup, target: 'other' },
  pin: { conversation: 'group:devs' },
  // As `pin`, of what is pinned.
  unpin: undefined,
  edit: { conversation: 'lobby', content: 'ho' },
  delete: { conversation: 'lobby' },
  // What they cost is held elsewhere, without a refusal: chat/reactions/.
  react: undefined,
  unreact: undefined,
  profile: undefined,
  // For friends, whom no audience has: it has an allowance.
  presence: undefined,
  // To the sender's own connections alone, and once.
  erase: undefined,
  notify: undefined,
  whisper: undefined,
  invite: undefined,
  decline_invite: undefined,
  add: undefined,
  accept: undefined,
  decline: undefined,
  unfriend: undefined,
  block: undefined,
  unblock: undefined,
  // Told to nobody.
  report: undefined,
  resolve_report: undefined,
  // Told to one user alone.
  mute: undefined,
  ban: undefined,
  unban: undefined,
};

const heard = Object.entries(toAudience).flatMap(([type, fields]) => (fields ? [{ type, ...fields }] : []));

test.each(heard)('$type is held to the posts that its audience costs', async (command) => {
  const chat = createChatUnderTest();
  const v2 = { protocol: 'v2' } as const;
  const [member, other] = [await chat.connect('member', v2), await chat.connect('other', v2)];
  await chat.send(member, { type: 'create', ...toGroup });
  if (['role', 'kick'].includes(command.type)) await chat.send(other, { type: 'join', ...toGroup });
  const group = await chat.ports.groups.find('devs');
  const channel = groupChannel(group?.groupId ?? '');
  if (command.type === 'pin') await chat.send(member, { type: 'group', ...toGroup, content: 'Hello' });
  const sender = command.type === 'join' ? other : member;
  // One message is let through, however many it goes to; that was the user's share of the quota for some time.
  for (const frame of [{ type: 'lobby', content: 'first' }, command]) {
    for (const each of [LOBBY_CHANNEL, channel]) chat.ports.audienceSizes.set(each, 1_000_000);
    const said = chat.ports.log.entriesOf(command.type === 'pin' ? channel : 'lobby').at(-1);
    await chat.send(sender, { id: said?.event.id, ...frame });
  }
  expect(chat.framesTo(sender).at(-1)).toMatchObject({ type: 'error', code: 'rate_limited' });
});

/** Says something before an audience. @returns 0 when it may be said, else the milliseconds to wait */
async function speak(ports: MemoryPorts, channel: string): Promise<number> {
  try {
    await keepPostRate(ports, channel, { user: 'user1', paid: new Map() });
    return 0;
  } catch (error) {
    if (error instanceof ChatError && error.code === 'rate_limited') return error.retryAfterMs ?? Number.NaN;
    throw error;
  }
}

describe('who speaks in turn to a small group and to', () => {
  test.each([
    ['a lobby of 30,000', 30_000],
    ['a lobby of 40,000', 40_000],
    ['a lobby of 100,000', 100_000],
    ['a lobby of a million', 1_000_000],
  ])('%s has no more posts than who speaks to one of them', async (_, lobby) => {
    const ports = createMemoryPorts();
    const group = groupChannel('devs');
    const sizes = new Map([
      [LOBBY_CHANNEL, lobby],
      [group, 300],
    ]);
    for (const [channel, size] of sizes) ports.audienceSizes.set(channel, size);
    const perSecond = ports.quota.callsPerSecond * USER_SHARE;
    const end = ports.clock.now() + 3_600_000;
    let posts = 0;
    for (let turn = 0; ports.clock.now() < end; turn++) {
      const channel = turn % 2 === 0 ? LOBBY_CHANNEL : group;
      if ((await speak(ports, channel)) === 0) posts += sizes.get(channel) ?? 0;
      ports.clock.advance(1_000);
    }
    // An hour's share, ten seconds of it at once, and one message that goes beyond. To 300 none is let through unasked.
    expect(posts).toBeLessThanOrEqual(perSecond * (3_600 + 10) + lobby);
  });
});

describe('the environment remembers what was refused', () => {
  test('to the end, whatever the next message costs, and asks no more until then', async () => {
    const ports = createMemoryPorts();
    ports.audienceSizes.set(LOBBY_CHANNEL, 100_000);
    ports.audienceSizes.set(groupChannel('devs'), 300);
    expect(await speak(ports, LOBBY_CHANNEL)).toBe(0);
    const wait = await speak(ports, LOBBY_CHANNEL);
    expect(wait).toBe(200_000);
    ports.rateBuckets.take = () => Promise.reject(new Error('It was asked'));
    ports.clock.advance(1_000);
    expect(await speak(ports, groupChannel('devs'))).toBe(wait - 1_000);
  });

  test('but not by a clock that has been set back since', async () => {
    let now = 1_800_000_000_000;
    const shared = createMemoryPorts();
    const ports = { ...shared, clock: { ...shared.clock, now: () => now } };
    ports.audienceSizes.set(LOBBY_CHANNEL, 100_000);
    expect(await speak(ports, LOBBY_CHANNEL)).toBe(0);
    expect(await speak(ports, LOBBY_CHANNEL)).toBe(200_000);
    now -= 3_600_000;
    expect(await speak(ports, LOBBY_CHANNEL)).toBe(0);
  });
});
