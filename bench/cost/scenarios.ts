import { type ChatClient, connectClient } from './chat-client.ts';
import { CROWD_GROUP, type Stage } from './stage.ts';

/** One thing that users do, to be repeated as often as one likes. */
export interface Scenario {
  readonly name: string;
  /** Frames that clients send meanwhile. */
  readonly frames: number;
  /** The functions that run for it, by the names of their files; the asynchronous one last. */
  readonly functions: readonly string[];
  /** Brings about what must be there before. Not counted. */
  prepare?(): Promise<void>;
  /** Resolves when what can be seen of it has been seen. */
  act(): Promise<void>;
  /** Not counted. */
  tidy?(): Promise<void>;
}

export const CONTENT = 'Hello, how are you?';

/** Everything that costs something, in an order in which nobody is in the way of anybody. */
export function listScenarios(stage: Stage): Scenario[] {
  return [...listMessages(stage), ...listSessions(stage), ...listMemberships(stage), ...listRelations(stage)];
}

function listMessages({ crowd, one, other }: Stage): Scenario[] {
  const functions = ['message'];
  const everybodyHears = (text: string) => Promise.all(crowd.map((client) => client.hears(text)));
  return [
    {
      name: 'whisper, to one connection',
      frames: 1,
      functions,
      async act() {
        one.send({ type: 'whisper', target: 'user1', content: CONTENT });
        await other.hears('(Whisper from user0)');
      },
    },
    {
      name: 'whisper, to somebody away',
      frames: 1,
      functions,
      async act() {
        one.send({ type: 'whisper', target: 'away', content: CONTENT });
      },
    },
    {
      name: `lobby, to ${crowd.length}`,
      frames: 1,
      functions,
      async act() {
        one.send({ type: 'lobby', content: CONTENT });
        await everybodyHears('(Lobby)');
      },
    },
    {
      name: `group, to ${crowd.length}`,
      frames: 1,
      functions,
      async act() {
        one.send({ type: 'group', group_name: CROWD_GROUP, content: CONTENT });
        await everybodyHears(`(Group ${CROWD_GROUP})`);
      },
    },
  ];
}

function listSessions({ url, token, one }: Stage): Scenario[] {
  let client: ChatClient;
  const connect = async (user: string) => {
    client = await connectClient(url, await token(user));
  };
  const tidy = () => client.close();
  return [
    {
      name: 'connect, token in the handshake, no group',
      frames: 0,
      functions: ['authorizer', 'connect'],
      act: () => connect('guest'),
      tidy,
    },
    {
      name: 'connect, token in the handshake, one group',
      frames: 0,
      functions: ['authorizer', 'connect'],
      act: () => connect('member'),
      tidy,
    },
    {
      name: 'connect and `authenticate`, no group',
      frames: 1,
      functions: ['authorizer', 'connect', 'message'],
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
      functions: ['disconnect'],
      prepare: () => connect('guest'),
      act: tidy,
    },
    {
      name: 'disconnect, one group',
      frames: 0,
      functions: ['disconnect'],
      prepare: () => connect('member'),
      act: tidy,
    },
  ];
}

function listMemberships({ other }: Stage): Scenario[] {
  const join = command(other, { type: 'join', group_name: 'pair' }, 'joined');
  const leave = command(other, { type: 'leave', group_name: 'pair' }, 'left');
  return [
    { name: '`join`, of two members', ...join, tidy: leave.act },
    { name: '`leave`, of two members', prepare: join.act, ...leave },
  ];
}

function listRelations({ one, other }: Stage): Scenario[] {
  const toOther = (type: string, says: string) => command(one, { type, target: 'user1' }, says);
  const toOne = (type: string, says: string) => command(other, { type, target: 'user0' }, says);
  const add = toOther('add', '(Friend request to user1)');
  const decline = toOne('decline', 'declined');
  const accept = toOne('accept', 'are now friends');
  const unfriend = toOther('unfriend', 'removed');
  const block = toOther('block', 'blocked');
  const unblock = toOther('unblock', 'unblocked');
  const befriend = async () => {
    await add.act();
    await accept.act();
  };
  return [
    { name: '`add`', ...add, tidy: decline.act },
    { name: '`accept`', prepare: add.act, ...accept, tidy: unfriend.act },
    { name: '`decline`', prepare: add.act, ...decline },
    { name: '`unfriend`', prepare: befriend, ...unfriend },
    { name: '`block`', ...block, tidy: unblock.act },
    { name: '`unblock`', prepare: block.act, ...unblock },
  ];
}

function command(client: ChatClient, frame: object, says: string): Omit<Scenario, 'name'> {
  return {
    frames: 1,
    functions: ['message'],
    async act() {
      client.send(frame);
      await client.hears(says);
    },
  };
}
