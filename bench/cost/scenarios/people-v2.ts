import { randomUUID } from 'node:crypto';
import { CROWD } from '../cast.ts';
import { ask, ONE_FRAME, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const ASKED = CROWD.slice(0, 20);

/** What users say of themselves, and what others ask of it, over `chat.v2`. */
export function listPeopleV2({ crowd }: Stage): Scenario[] {
  const [, , , , , named, described, asker, ...searchers] = crowd;
  if (!named || !described || !asker) throw new Error('The crowd is too small');
  let changes = 0;
  return [
    {
      name: '`profile` with `ref`: another display name',
      ...ONE_FRAME,
      async act() {
        await ask(named, { type: 'profile', display_name: `Ann the ${++changes}th` });
      },
    },
    {
      name: '`profile` with `ref`: another text',
      ...ONE_FRAME,
      async act() {
        await ask(described, { type: 'profile', about: `${++changes} days on call` });
      },
    },
    {
      name: `\`profiles\` of ${ASKED.length}`,
      ...ONE_FRAME,
      async act() {
        await ask(asker, { type: 'profiles', users: ASKED });
      },
    },
    {
      name: `\`presences\` of ${ASKED.length}, of whom none is a friend`,
      ...ONE_FRAME,
      async act() {
        await ask(asker, { type: 'presences', users: ASKED });
      },
    },
    {
      name: '`presence` with `ref`: offline, or online again, before nobody',
      ...ONE_FRAME,
      async act() {
        // Each is somebody else's, as of a search.
        const hiding = searchers.pop();
        if (hiding) await ask(hiding, { type: 'presence', show: 'invisible' });
      },
    },
    {
      name: '`notify` with `ref`, of the lobby, one’s own only connection told',
      ...ONE_FRAME,
      async act() {
        const muting = searchers.pop();
        muting?.send({ type: 'notify', ref: randomUUID(), conversation: 'lobby', level: 'none' });
        // Before its `ack` or behind it.
        await muting?.hears('"type":"notify"');
      },
    },
    {
      // Each is somebody else's: who searches on and on is slowed down, which would be measured as well.
      name: '`users`: the first 20 of many',
      ...ONE_FRAME,
      async act() {
        const searcher = searchers.pop();
        if (searcher) await ask(searcher, { type: 'users', search: 'user', limit: ASKED.length });
      },
    },
  ];
}
