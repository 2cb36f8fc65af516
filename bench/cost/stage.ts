import { type ChatClient, connectClient } from './chat-client.ts';

/** Who is there while commands are counted: `user0`, `user1` and so on, all in one group. */
export interface Stage {
  readonly url: string;
  token(user: string): Promise<string>;
  readonly crowd: readonly ChatClient[];
  /** `user0`. */
  readonly one: ChatClient;
  /** `user1`. */
  readonly other: ChatClient;
}

export const CROWD_GROUP = 'everybody';
const CROWD = 100;
const HANDSHAKES_AT_ONCE = 10;

/** Also makes `away`, who was here once, and the group `pair` with nobody but `member`, who is away as well. */
export async function setStage({ url, token }: Pick<Stage, 'url' | 'token'>): Promise<Stage> {
  const connect = async (user: string) => connectClient(url, await token(user));
  const join = async (client: ChatClient, user: string, group: string) => {
    client.send({ type: 'join', group_name: group });
    await client.hears(`${user} joined`);
  };
  await (await connect('away')).close();
  await (await connect('guest')).close();
  const member = await connect('member');
  await join(member, 'member', 'pair');
  await member.close();

  const crowd: ChatClient[] = [];
  for (let index = 0; index < CROWD; index += HANDSHAKES_AT_ONCE) {
    const users = Array.from({ length: HANDSHAKES_AT_ONCE }, (_, offset) => `user${index + offset}`);
    crowd.push(...(await Promise.all(users.map(connect))));
  }
  for (let index = 0; index < CROWD; index += HANDSHAKES_AT_ONCE) {
    const joining = crowd.slice(index, index + HANDSHAKES_AT_ONCE);
    await Promise.all(joining.map((client, offset) => join(client, `user${index + offset}`, CROWD_GROUP)));
  }
  const [one, other] = crowd;
  if (!one || !other) throw new Error('Nobody is there');
  return { url, token, crowd, one, other };
}
