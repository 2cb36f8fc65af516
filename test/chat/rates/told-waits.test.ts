import { expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

type Command = Readonly<Record<string, unknown>> & { readonly type: string };
type Answer = Readonly<Record<string, unknown>>;

/** Of messages, by whom they are. */
interface Said {
  readonly own: unknown;
  readonly other: unknown;
}

/** Who may send any number of frames, is an admin, and owns a group. */
async function startBusy() {
  const { limits } = createMemoryPorts();
  const chat = createChatUnderTest({
    limits: { ...limits, commandsPerSecond: 1_000, commandBurst: 100_000 },
  });
  const signedIn = { user: 'user1', isAdmin: true, tokenExpiresAt: chat.ports.clock.now() + 1e12 } as const;
  const one = await chat.connect('user1', { protocol: 'v2', signedIn });
  const two = await chat.connect('user2', { protocol: 'v2' });
  await chat.connect('user3');
  let refs = 0;
  const askAs = async (connection: string, command: Command, ref = `r${++refs}`): Promise<Answer> => {
    await chat.send(connection, { ...command, ref });
    return chat.framesTo(connection).find((frame) => frame.ref === ref) ?? {};
  };
  await askAs(one, { type: 'create', group_name });
  await askAs(two, { type: 'join', group_name });
  const { id: own } = await askAs(one, { type: 'group', group_name, content: 'Hi' });
  const { id: other } = await askAs(two, { type: 'group', group_name, content: 'Hi' });
  const ask = (command: Command, ref?: string) => askAs(one, command, ref);
  return { chat, ask, said: { own, other } };
}

const group_name = 'devs';
const conversation = 'group:devs';
const oddly = (count: number, odd: string, even: string) => (count % 2 === 1 ? odd : even);

/** As a client tries again that hasn't heard of it: under the same `ref`, by which it is run beside the look at what that was. */
async function tryAgain(
  { chat, ask, said }: Awaited<ReturnType<typeof startBusy>>,
  commandOf: (count: number, said: Said) => Command,
): Promise<Answer> {
  for (let count = 1; count < 2_000; count++) {
    const command = commandOf(count, said);
    const { code, ref, retry_after_ms } = await ask(command);
    if (code !== 'rate_limited') continue;
    chat.ports.clock.advance(Number(retry_after_ms));
    return ask(command, String(ref));
  }
  throw new Error('It was never refused');
}

test.each<[string, (count: number, said: Said) => Command]>([
  ['edit', (n, { own }) => ({ type: 'edit', conversation, id: own, content: `${n}` })],
  ['react', (n, { other }) => ({ type: oddly(n, 'react', 'unreact'), conversation, id: other, emoji: '👍' })],
  ['add', (n) => ({ type: oddly(n, 'add', 'unfriend'), target: 'user2' })],
  ['block', (n) => ({ type: oddly(n, 'block', 'unblock'), target: 'user2' })],
  ['create', (n) => ({ type: 'create', group_name: `g${n}` })],
  ['join', (n) => ({ type: 'join', group_name: `g${n}` })],
  ['describe', (n) => ({ type: 'describe', group_name, title: `${n}` })],
  ['role', (n) => ({ type: 'role', group_name, target: 'user2', role: oddly(n, 'moderator', 'member') })],
  ['notify', (n) => ({ type: 'notify', conversation, level: oddly(n, 'none', 'all') })],
  ['profile', (n) => ({ type: 'profile', about: `${n}` })],
  ['presence', (n) => ({ type: 'presence', show: oddly(n, 'invisible', 'online') })],
  ['mute', (n) => ({ type: 'mute', target: 'user2', seconds: n })],
  ['ban', (n) => ({ type: oddly(n, 'ban', 'unban'), target: 'user3' })],
  ['kick', () => ({ type: 'kick', group_name, target: 'user3', ban: true, seconds: 60 })],
  ['pin', (n, { other }) => ({ type: oddly(n, 'pin', 'unpin'), conversation, id: other })],
  ['report', (_, { other }) => ({ type: 'report', conversation, id: other, reason: 'Spam' })],
  ['users', () => ({ type: 'users', search: 'us' })],
  ['groups', () => ({ type: 'groups', search: 'de' })],
])('%s, once refused for the rate, is not refused again after as long as that said', async (_, commandOf) => {
  expect(await tryAgain(await startBusy(), commandOf)).not.toMatchObject({ code: 'rate_limited' });
});

// What the posts take is all that a user may have at once.
test.each<[string, (count: number, said: Said) => Command]>([
  ['lobby', (n) => ({ type: 'lobby', content: `${n}` })],
  ['group', (n) => ({ type: 'group', group_name, content: `${n}` })],
  ['edit', (n, { own }) => ({ type: 'edit', conversation, id: own, content: `${n}` })],
  ['describe', (n) => ({ type: 'describe', group_name, title: `${n}` })],
  ['kick', () => ({ type: 'kick', group_name, target: 'user3', ban: true, seconds: 60 })],
])(
  '%s before five thousand, once refused for the rate, is done after as long as that said',
  async (_, commandOf) => {
    const busy = await startBusy();
    busy.chat.ports.audienceSizes.get = () => 5_000;
    expect(await tryAgain(busy, commandOf)).toMatchObject({ type: 'ack' });
  },
);

test('a sign-in, once refused for the rate, is done after as long as that said', async () => {
  const { limits } = createMemoryPorts();
  const chat = createChatUnderTest({ limits: { ...limits, signInsPerHour: 2 } });
  const one = await chat.connect('user1', { protocol: 'v2' });
  const signIn = async () => {
    await chat.send(one, { type: 'authenticate', token: `Bearer ${chat.tokenOf('user1')}`, ref: 'r1' });
    return chat.framesTo(one)[0] ?? {};
  };
  expect(await signIn()).toMatchObject({ type: 'authenticated' });
  const { code, retry_after_ms } = await signIn();
  expect(code).toBe('rate_limited');
  chat.ports.clock.advance(Number(retry_after_ms));
  expect(await signIn()).toMatchObject({ type: 'authenticated' });
});
