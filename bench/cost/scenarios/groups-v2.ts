import type { ChatClient } from '../chat-client.ts';
import { ask, ONE_FRAME, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** How many are in the group of which an owner changes something. */
const MEMBERS = 5;
const TEAM = 'team';
const CLOSED = 'closed';
/** The `maker`. */
const KICKED = 'user70';

/** Groups that somebody owns, over `chat.v2`. */
export function listGroupsV2({ crowd }: Stage): Scenario[] {
  const members = crowd.slice(60, 60 + MEMBERS);
  const [owner, promoted] = members;
  // Each searches once: who searches on and on is slowed down, which would be measured as well.
  const [maker, asker, ...searchers] = crowd.slice(70, 80);
  if (!owner || !promoted || !maker || !asker) throw new Error('The crowd is too small');
  let count = 0;
  const said = { id: '' };
  let isThere = false;
  let ended = '';
  let isBanned = false;
  let reported = '';
  const gather = async () => {
    if (isThere) return;
    isThere = true;
    await ask(owner, { type: 'create', group_name: TEAM, title: 'A team' });
    for (const one of members.slice(1)) await ask(one, { type: 'join', group_name: TEAM });
  };
  let isClosed = false;
  const makePrivate = async () => {
    if (isClosed) return;
    isClosed = true;
    await ask(maker, { type: 'create', group_name: CLOSED, kind: 'private', title: 'A closed circle' });
  };
  /** The asker is invited, and has heard of it. */
  const invite = async () => {
    await makePrivate();
    const command = { type: 'invite', group_name: CLOSED, target: 'user71' };
    const { id } = await ask<{ id: string }>(maker, command);
    await asker.hears(id);
  };
  const decline = async () => {
    await ask(asker, { type: 'decline_invite', group_name: CLOSED });
  };
  /** Of what the owner changes the others are told. */
  const change = async (command: { type: string; [field: string]: unknown }) => {
    const { id } = await ask<{ id: string }>(owner, { group_name: TEAM, ...command });
    await Promise.all(members.slice(1).map((one: ChatClient) => one.hears(id)));
  };
  const unban = async () => {
    if (isBanned) await ask(owner, { type: 'unban', target: KICKED, group_name: TEAM });
    isBanned = false;
  };
  /** What another member is to report. */
  const sayInTeam = async () => {
    await gather();
    const command = { type: 'group', group_name: TEAM, content: 'Buy now' };
    said.id = (await ask<{ id: string }>(promoted, command)).id;
  };
  const report = async () => {
    const command = { type: 'report', conversation: `group:${TEAM}`, id: said.id, reason: 'Spam' };
    await ask(owner, command);
  };
  return [
    {
      name: '`create` with `ref`',
      ...ONE_FRAME,
      async act() {
        await ask(maker, { type: 'create', group_name: `made${++count}`, title: 'A team' });
      },
    },
    {
      name: `\`describe\` with \`ref\`, to ${MEMBERS}`,
      ...ONE_FRAME,
      prepare: gather,
      act: () => change({ type: 'describe', title: `The ${++count}th team` }),
    },
    {
      name: `\`role\` with \`ref\`, to ${MEMBERS}`,
      ...ONE_FRAME,
      prepare: gather,
      act: () => change({ type: 'role', target: 'user61', role: ++count % 2 ? 'moderator' : 'owner' }),
    },
    {
      name: `\`pin\` with \`ref\`, to ${MEMBERS}`,
      ...ONE_FRAME,
      async prepare() {
        await gather();
        const command = { type: 'group', group_name: TEAM, content: 'Hello' };
        said.id = (await ask<{ id: string }>(owner, command)).id;
      },
      act: () => change({ type: 'pin', conversation: `group:${TEAM}`, id: said.id }),
    },
    {
      name: '`pins`, of as many as were pinned before',
      ...ONE_FRAME,
      async act() {
        await ask(owner, { type: 'pins', conversation: `group:${TEAM}` });
      },
    },
    ...[false, true].map(
      (ban): Scenario => ({
        name: `\`kick\` with \`ref\`${ban ? ' and `ban`' : ''}, to ${MEMBERS}`,
        ...ONE_FRAME,
        async prepare() {
          await gather();
          await unban();
          await ask(maker, { type: 'join', group_name: TEAM });
        },
        async act() {
          await change({ type: 'kick', target: KICKED, ban });
          isBanned = ban;
        },
      }),
    ),
    {
      name: '`unban` with `ref`',
      ...ONE_FRAME,
      async prepare() {
        await gather();
        await ask(owner, { type: 'kick', group_name: TEAM, target: KICKED, ban: true });
        isBanned = true;
      },
      act: unban,
    },
    {
      name: '`report` with `ref`, of a group',
      ...ONE_FRAME,
      prepare: sayInTeam,
      act: report,
    },
    {
      name: '`reports` of a group, of as many as were made before',
      ...ONE_FRAME,
      async act() {
        await ask(owner, { type: 'reports', group_name: TEAM });
      },
    },
    {
      name: '`resolve_report` with `ref`, by an owner',
      ...ONE_FRAME,
      async prepare() {
        await sayInTeam();
        await report();
        const command = { type: 'reports', group_name: TEAM, limit: 1 };
        const { items } = await ask<{ items: { report: string }[] }>(owner, command);
        reported = items[0]?.report ?? '';
      },
      async act() {
        await ask(owner, { type: 'resolve_report', report: reported });
      },
    },
    {
      name: '`disband` with `ref`, of two members',
      ...ONE_FRAME,
      async prepare() {
        ended = `ended${++count}`;
        await ask(maker, { type: 'create', group_name: ended });
        await ask(asker, { type: 'join', group_name: ended });
      },
      async act() {
        const { id } = await ask<{ id: string }>(maker, { type: 'disband', group_name: ended });
        await asker.hears(id);
      },
    },
    {
      name: '`groups` with `search`, of as many as were made before',
      ...ONE_FRAME,
      async act() {
        const searcher = searchers.pop();
        if (searcher) await ask(searcher, { type: 'groups', search: 'made' });
      },
    },
    { name: '`invite` with `ref`', ...ONE_FRAME, prepare: makePrivate, act: invite, tidy: decline },
    { name: '`decline_invite` with `ref`', ...ONE_FRAME, prepare: invite, act: decline },
    {
      name: '`invitations`, of one',
      ...ONE_FRAME,
      prepare: invite,
      async act() {
        await ask(asker, { type: 'invitations' });
      },
      tidy: decline,
    },
    {
      name: '`join` with `ref` by an invitation, of a private group',
      ...ONE_FRAME,
      prepare: invite,
      async act() {
        await ask(asker, { type: 'join', group_name: CLOSED });
      },
      async tidy() {
        await ask(asker, { type: 'leave', group_name: CLOSED });
      },
    },
    {
      name: '`group_profiles` of 2',
      ...ONE_FRAME,
      prepare: gather,
      async act() {
        await ask(asker, { type: 'group_profiles', group_names: [TEAM, 'everybody'] });
      },
    },
    {
      name: '`members` of 5',
      ...ONE_FRAME,
      prepare: gather,
      async act() {
        await ask(owner, { type: 'members', group_name: TEAM });
      },
    },
  ];
}
