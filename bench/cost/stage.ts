import type { Protocol } from '../../protocol/negotiate.ts';
import { CROWD } from './cast.ts';
import { type ChatClient, connectClient } from './chat-client.ts';

/** Where clients connect. */
export interface Place {
  readonly url: string;
  token(user: string): Promise<string>;
}

/** Who is there while commands are counted: the crowd, all of it over one protocol. */
export interface Stage extends Place {
  readonly protocol: Protocol;
  readonly crowd: readonly ChatClient[];
  /** `user0`. */
  readonly one: ChatClient;
  /** `user1`. */
  readonly other: ChatClient;
}

const HANDSHAKES_AT_ONCE = 10;

/** Connects the crowd, which finds itself in its group. */
export async function setStage(place: Place, protocol: Protocol): Promise<Stage> {
  const crowd = await connectAll(place, CROWD, protocol);
  const [one, other] = crowd;
  if (!one || !other) throw new Error('Nobody is there');
  return { ...place, protocol, crowd, one, other };
}

/** One connection each, in their order. */
export async function connectAll(
  { url, token }: Place,
  users: readonly string[],
  protocol: Protocol,
): Promise<ChatClient[]> {
  const clients: ChatClient[] = [];
  for (let index = 0; index < users.length; index += HANDSHAKES_AT_ONCE) {
    const arriving = users.slice(index, index + HANDSHAKES_AT_ONCE);
    const connect = async (user: string) => connectClient(url, { token: await token(user), protocol });
    clients.push(...(await Promise.all(arriving.map(connect))));
  }
  return clients;
}

export async function closeAll(clients: readonly ChatClient[]): Promise<void> {
  await Promise.all(clients.map((client) => client.close()));
}
