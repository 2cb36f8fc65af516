import { CROWD_GROUP, YESTERDAYS_PEERS } from '../cast.ts';
import { CONTENT, ONE_FRAME, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Messages over v1. */
export function listMessages({ crowd, one, other }: Stage): Scenario[] {
  const everybodyHears = (text: string) => Promise.all(crowd.map((client) => client.hears(text)));
  const strangers = YESTERDAYS_PEERS.v1[Symbol.iterator]();
  return [
    {
      name: 'whisper, to one connection',
      ...ONE_FRAME,
      async act() {
        one.send({ type: 'whisper', target: 'user1', content: CONTENT });
        await other.hears('(Whisper from user0)');
      },
    },
    {
      name: 'whisper, the first of the day of a pair',
      ...ONE_FRAME,
      async act() {
        const target = strangers.next().value;
        one.send({ type: 'whisper', target, content: CONTENT });
        await crowd[Number(target?.slice('user'.length))]?.hears('(Whisper from user0)');
      },
    },
    {
      name: 'whisper, to somebody away',
      ...ONE_FRAME,
      async act() {
        one.send({ type: 'whisper', target: 'away', content: CONTENT });
      },
    },
    {
      name: `lobby, to ${crowd.length}`,
      ...ONE_FRAME,
      async act() {
        one.send({ type: 'lobby', content: CONTENT });
        await everybodyHears('(Lobby)');
      },
    },
    {
      name: `group, to ${crowd.length}`,
      ...ONE_FRAME,
      async act() {
        one.send({ type: 'group', group_name: CROWD_GROUP, content: CONTENT });
        await everybodyHears(`(Group ${CROWD_GROUP})`);
      },
    },
  ];
}
