import { type ChatClient, connectClient } from '../chat-client.ts';
import { CONTENT, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Connections that come and go, over v1. */
export function listSessions({ url, token, one }: Stage): Scenario[] {
  let client: ChatClient;
  const connect = async (user: string) => {
    client = await connectClient(url, { token: await token(user) });
  };
  const tidy = () => client.close();
  return [
    {
      name: 'connect, token in the handshake, no group',
      frames: 0,
      functions: ['authorizer', 'connect', 'deliver'],
      act: () => connect('guest'),
      tidy,
    },
    {
      name: 'connect, token in the handshake, one group',
      frames: 0,
      functions: ['authorizer', 'connect', 'deliver'],
      act: () => connect('member'),
      tidy,
    },
    {
      name: 'connect and `authenticate`, no group',
      frames: 1,
      functions: ['authorizer', 'connect', 'message', 'deliver'],
      async act() {
        client = await connectClient(url);
        client.send({ type: 'authenticate', token: `Bearer ${await token('guest')}` });
        await client.hears('(Authenticated)');
      },
      tidy,
    },
    {
      name: 'connect, a whisper is handed over',
      frames: 0,
      functions: ['authorizer', 'connect', 'deliver'],
      async prepare() {
        one.send({ type: 'whisper', target: 'guest', content: CONTENT });
      },
      async act() {
        await connect('guest');
        await client.hears('(Whisper from user0)');
      },
      tidy,
    },
    {
      name: 'disconnect, no group',
      frames: 0,
      functions: ['disconnect', 'deliver'],
      prepare: () => connect('guest'),
      act: tidy,
    },
    {
      name: 'disconnect, one group',
      frames: 0,
      functions: ['disconnect', 'deliver'],
      prepare: () => connect('member'),
      act: tidy,
    },
  ];
}
