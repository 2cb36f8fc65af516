import { type ChatClient, connectClient } from '../chat-client.ts';
import { ask, ONE_FRAME, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const MUTED = 'user81';
const BANNED = 'guest';

/** What admins do, and who takes all that is kept of them away, over `chat.v2`. */
export function listOrderV2({ url, token, protocol }: Stage): Scenario[] {
  let admin: ChatClient | undefined;
  let leaver: ChatClient | undefined;
  let erased = 0;
  const connect = async (user: string) => connectClient(url, { token: await token(user), protocol });
  /** On this machine it is the user of that name. */
  const prepareAdmin = async () => {
    admin ??= await connect('admin');
  };
  const order = async (command: { type: string; [field: string]: unknown }) => {
    if (!admin) throw new Error('The admin is not there');
    await ask(admin, command);
  };
  const meet = async (user: string) => {
    await prepareAdmin();
    leaver = await connect(user);
  };
  const unban = () => order({ type: 'unban', target: BANNED });
  const ban = async () => {
    await order({ type: 'ban', target: BANNED, seconds: 600, reason: 'Spam' });
    await leaver?.closed();
  };
  const asking = (name: string, type: string): Scenario => ({
    name,
    ...ONE_FRAME,
    prepare: prepareAdmin,
    act: () => order({ type }),
  });
  return [
    {
      name: '`mute` with `ref`, in the lobby',
      ...ONE_FRAME,
      prepare: prepareAdmin,
      act: () => order({ type: 'mute', target: MUTED, seconds: 600, reason: 'Spam' }),
      tidy: () => order({ type: 'mute', target: MUTED, seconds: 0 }),
    },
    {
      name: '`ban` with `ref`, of one with one connection',
      frames: 1,
      functions: ['message', 'disconnect', 'deliver'],
      prepare: () => meet(BANNED),
      act: ban,
      tidy: unban,
    },
    {
      name: '`unban` with `ref`, from the chat',
      ...ONE_FRAME,
      async prepare() {
        await meet(BANNED);
        await ban();
      },
      act: unban,
    },
    asking('`bans`, of nobody', 'bans'),
    asking('`audit`, of as much as was done before', 'audit'),
    {
      name: '`erase` with `ref`, of one with one connection, until that is closed',
      frames: 1,
      functions: ['message', 'disconnect', 'deliver'],
      prepare: () => meet(`leaver${++erased}`),
      async act() {
        if (leaver) await ask(leaver, { type: 'erase', name: `leaver${erased}` });
        await leaver?.closed();
      },
    },
  ];
}
