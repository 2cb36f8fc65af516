import type { List, Synced } from '../../../protocol/frames/answers.ts';
import { GROUPS_PER_USER } from '../../../protocol/limits.ts';
import {
  ALL_GROUPS,
  CROWD_GROUP,
  EARLIER_PEERS,
  JOINED_GROUPS,
  LARGE_GROUP,
  LARGE_GROUP_MEMBERS,
  PAGE,
  TODAYS_PEERS,
} from '../cast.ts';
import type { ChatClient } from '../chat-client.ts';
import { ask, ONE_FRAME, type Scenario } from '../scenario.ts';

/** Those who ask, over `chat.v2`. */
export interface Readers {
  readonly loner: ChatClient;
  readonly joiner: ChatClient;
  readonly returner: ChatClient;
  readonly gatherer: ChatClient;
  /** One of the crowd. */
  readonly one: ChatClient;
  /** Where a client stood that was last here before the last messages of the lobby. */
  readonly longAgo: string;
}

/** The sync of somebody in so many groups, to whom nothing has been said since the last one. */
export const IDLE_SYNC = {
  'no group': `idle \`sync\`, 0 groups, ${TODAYS_PEERS.length} peers today`,
  'ten groups': `idle \`sync\`, ${JOINED_GROUPS.length} groups, ${TODAYS_PEERS.length} peers today`,
} as const;

/** What clients ask for over `chat.v2`. */
export function listReading({ loner, joiner, returner, gatherer, one, longAgo }: Readers): Scenario[] {
  const conversations = 1 + JOINED_GROUPS.length + TODAYS_PEERS.length + EARLIER_PEERS.length;
  const history = { type: 'history', limit: PAGE };
  return [
    asking('`ping`', loner, { type: 'ping' }),
    idle(IDLE_SYNC['no group'], loner),
    idle(IDLE_SYNC['ten groups'], joiner),
    asking(
      `\`sync\` that brings ${PAGE} events of the lobby, 0 groups`,
      returner,
      { type: 'sync', cursors: { lobby: longAgo, whispers: longAgo } },
      ({ events }: Synced) => events.length === PAGE,
    ),
    asking(`\`history\` of ${PAGE} whispers`, joiner, {
      ...history,
      conversation: `whisper:${TODAYS_PEERS[0]}`,
    }),
    asking(`\`history\` of ${PAGE} in the lobby, by 10 people`, joiner, {
      ...history,
      conversation: 'lobby',
    }),
    listing('conversations', joiner, conversations),
    listing('friends', joiner, 10),
    listing('requests', joiner, 10),
    listing('blocks', joiner, 10),
    listing('groups', joiner, JOINED_GROUPS.length),
    listing('members', one, PAGE, { group_name: CROWD_GROUP }),
    listing(
      'members',
      gatherer,
      PAGE,
      { group_name: LARGE_GROUP, limit: PAGE },
      `of ${count(LARGE_GROUP_MEMBERS)}`,
    ),
    listing('groups', gatherer, GROUPS_PER_USER, {}, `of ${count(ALL_GROUPS.length)} that there are`),
    listing(
      'groups',
      gatherer,
      20,
      { search: 'club', limit: 20 },
      `of ${ALL_GROUPS.length} that a search finds`,
    ),
    listing(
      'conversations',
      gatherer,
      conversations,
      { limit: conversations },
      `of ${GROUPS_PER_USER + 1}, with ${ALL_GROUPS.length} groups in the stack`,
    ),
    {
      ...ONE_FRAME,
      name: '`export`, the lists of somebody in 10 groups, until a page is full',
      // The rate of ten commands is an operator's to spend.
      act: async () => void (await ask(joiner, { type: 'export' })),
    },
  ];
}

/** @param isMeant whether the answer is what was to be measured */
function asking<Answer extends object>(
  name: string,
  client: ChatClient,
  frame: { readonly type: string; readonly [field: string]: unknown },
  isMeant: (answer: Answer) => boolean = () => true,
): Scenario {
  return {
    name,
    ...ONE_FRAME,
    async act() {
      const answer = await ask<Answer>(client, frame);
      if (!isMeant(answer)) throw new Error(`${name} was answered ${JSON.stringify(answer).slice(0, 500)}`);
    },
  };
}

/** The SDK's heartbeat, from where the one before it ended. */
function idle(name: string, client: ChatClient): Scenario {
  let cursors = {};
  const isIdle = (answer: Synced) => answer.events.length === 0 && !answer.more;
  return {
    name,
    ...ONE_FRAME,
    async prepare() {
      ({ cursors } = await ask<Synced>(client, { type: 'sync', cursors }));
    },
    async act() {
      const answer = await ask<Synced>(client, { type: 'sync', cursors });
      if (!isIdle(answer)) throw new Error(`${name} brought ${answer.events.length} events`);
    },
  };
}

const count = (number: number) => number.toLocaleString('en-US');

/** @param among of how many the asker could have asked for */
function listing(
  of: List['of'],
  client: ChatClient,
  items: number,
  fields: object = {},
  among = 'of them',
): Scenario {
  return asking(
    `\`${of}\`, ${items} ${among}`,
    client,
    { type: of, ...fields },
    (list: List) => list.items.length === items,
  );
}
