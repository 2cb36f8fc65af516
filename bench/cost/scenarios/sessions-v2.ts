import { CONNECTIONS_PER_USER } from '../../../protocol/limits.ts';
import { JOINER } from '../cast.ts';
import { type ChatClient, connectClient } from '../chat-client.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Connections that come over `chat.v2`. */
export function listSessionsV2({ url, token, protocol }: Stage): Scenario[] {
  let clients: ChatClient[] = [];
  const leaving = (name: string, user: string): Scenario => ({
    name,
    frames: 0,
    functions: ['disconnect', 'deliver'],
    prepare: () => connect(user),
    act: tidy,
  });
  const connect = async (user: string) => {
    const client = await connectClient(url, { token: await token(user), protocol });
    clients.push(client);
  };
  const tidy = async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  };
  const functions = ['authorizer', 'connect', 'deliver'];
  return [
    { name: 'connect, no group', frames: 0, functions, act: () => connect('guest'), tidy },
    { name: 'connect, ten groups', frames: 0, functions, act: () => connect(JOINER), tidy },
    {
      name: 'connect, one connection too many: the oldest is closed',
      frames: 0,
      functions: ['authorizer', 'connect', 'disconnect', 'deliver'],
      async prepare() {
        for (let count = 0; count < CONNECTIONS_PER_USER; count++) await connect('guest');
      },
      async act() {
        await connect('guest');
        await clients[0]?.closed();
      },
      tidy,
    },
    leaving('disconnect, no group', 'guest'),
    leaving('disconnect, ten groups', JOINER),
  ];
}
