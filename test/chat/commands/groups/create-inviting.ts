import { createChatUnderTest } from '../../chat-under-test.ts';

export const group_name = 'devs';
export const inviteCat = { type: 'invite', group_name, target: 'cat' } as const;
export const joinDevs = { type: 'join', group_name } as const;

/** `ann`, who owns a group, `ben`, who is in it, and `cat`, who isn't; each over `chat.v2`. */
export async function createInviting(
  kind: 'open' | 'private' = 'private',
  overrides: Parameters<typeof createChatUnderTest>[0] = {},
) {
  const chat = createChatUnderTest(overrides);
  const { ports } = chat;
  const connect = (name: string) => chat.connect(name, { protocol: 'v2' });
  const [ann, ben, cat] = [await connect('ann'), await connect('ben'), await connect('cat')];
  const news = (connection: string) => chat.framesTo(connection);
  /** Gives a command while all is well. @returns what its sender got of it */
  async function give(from: string, command: object) {
    news(from);
    await chat.send(from, command);
    ports.clock.advance(1_000);
    return news(from);
  }
  await give(ann, { type: 'create', group_name, kind, title: 'Developers' });
  await give(ann, { type: 'invite', group_name, target: 'ben' });
  await give(ben, joinDevs);
  for (const one of [ann, ben, cat]) news(one);
  return {
    ...chat,
    ann,
    ben,
    cat,
    news,
    give,
    /** What `cat` is shown that waits for an answer. */
    async invitations(more: object = {}) {
      const [list] = await give(cat, { type: 'invitations', ...more });
      return list?.items as { group: string; from: string; since: string; title?: string }[];
    },
    async waiting() {
      const found: string[] = [];
      for await (const { type } of ports.waiting.list('cat')) found.push(type);
      return found;
    },
    isMember: async (user: string) =>
      (await ports.groups.membership(user, group_name, { consistent: true })) !== undefined,
  };
}
