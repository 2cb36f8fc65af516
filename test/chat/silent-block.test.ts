import { describe, expect, test } from '@jest/globals';
import type { SenderCommandType } from '../../chat/dispatch/command.ts';
import { commandsOf } from '../../protocol/commands.ts';
import { idOfTime } from '../../protocol/events/event-id.ts';
import { DAY_MS } from '../contract/stores.ts';
import { createObservedChat, type ObservedChat } from './observer.ts';
import { sweepErasure } from './sweep-erasure.ts';

type Script = (bob: ObservedChat) => Promise<void>;

const target = 'mia';
const conversation = `whisper:${target}`;
const group_name = 'devs';
const whisper = { type: 'whisper', target, content: 'Are you there?' } as const;

/** Follows the pages of something to their end. */
async function follow(
  { ask }: ObservedChat,
  frame: Parameters<ObservedChat['ask']>[0],
  from: 'next' | 'before',
  to: 'after' | 'before',
): Promise<void> {
  let page = await ask(frame);
  for (let pages = 1; typeof page[from] === 'string' && pages < 20; pages++) {
    page = await ask({ ...frame, [to]: page[from] });
  }
}

/** A list from its beginning, whole and an item at a time. */
const list =
  (type: SenderCommandType, more = {}): Script =>
  async (bob) => {
    for (const limit of [100, 1]) await follow(bob, { type, ...more, limit }, 'next', 'after');
  };

async function syncAll({ ask }: ObservedChat): Promise<void> {
  await ask({ type: 'sync' });
  const old = idOfTime(Date.UTC(2026, 10, 22));
  let cursors: unknown = { whispers: old, lobby: old, 'group:devs': old };
  for (let pages = 0; pages < 20; pages++) {
    const answer = await ask({ type: 'sync', cursors });
    cursors = answer.cursors;
    if (answer.more !== true) return;
  }
}

/** Says something in each conversation. @returns what of it was stored */
async function sayEverywhere({ ask }: ObservedChat): Promise<{ name: string; id: string }[]> {
  const said = {
    [conversation]: await ask(whisper),
    lobby: await ask({ type: 'lobby', content: 'Anybody?' }),
    'group:devs': await ask({ type: 'group', group_name, content: 'Anybody?' }),
  };
  return Object.entries(said).flatMap(([name, { id }]) => (typeof id === 'string' ? [{ name, id }] : []));
}

/** Answers in a conversation all that is said there. */
async function answerAll({ ask }: ObservedChat, name: string, reply: Parameters<ObservedChat['ask']>[0]) {
  const { events = [] } = await ask({ type: 'history', conversation: name });
  for (const { type, id } of events as { type: string; id: string }[])
    if (type === 'message') await ask({ ...reply, reply_to: id });
}

/** What was said in each conversation, by anybody, as history tells. */
async function findSaid(
  { ask }: ObservedChat,
  names: readonly string[] = [conversation, 'lobby', 'group:devs'],
): Promise<{ name: string; id: string }[]> {
  const found: { name: string; id: string }[] = [];
  for (const name of names) {
    const { events = [] } = await ask({ type: 'history', conversation: name });
    for (const { type, id } of events as { type: string; id: string }[]) {
      if (type === 'message') found.push({ name, id });
    }
  }
  return found;
}

/**
 * What `bob` may try to find out by each command: a command without a row doesn't compile. Each is done twice where the
 * second time may differ.
 */
const scripts: Readonly<Record<SenderCommandType, Script>> = {
  async whisper(bob) {
    for (const _ of [1, 2]) await bob.ask(whisper);
    await answerAll(bob, conversation, whisper);
  },
  async lobby(bob) {
    await bob.ask({ type: 'lobby', content: 'Anybody?' });
    await answerAll(bob, 'lobby', { type: 'lobby', content: 'Really?' });
  },
  async group(bob) {
    await bob.ask({ type: 'group', group_name, content: 'Anybody?' });
    await answerAll(bob, 'group:devs', { type: 'group', group_name, content: 'Really?' });
  },
  async edit(bob) {
    for (const { name, id } of await sayEverywhere(bob)) {
      for (const content of ['Is anybody there?', 'Nobody?']) {
        await bob.ask({ type: 'edit', conversation: name, id, content });
      }
    }
  },
  async delete(bob) {
    for (const { name, id } of await sayEverywhere(bob)) {
      await bob.ask({ type: 'edit', conversation: name, id, content: 'Is anybody there?' });
      for (const _ of [1, 2]) await bob.ask({ type: 'delete', conversation: name, id });
    }
  },
  async react(bob) {
    for (const { name, id } of await sayEverywhere(bob)) {
      for (const emoji of ['👍', '👍', '❤️']) await bob.ask({ type: 'react', conversation: name, id, emoji });
    }
    for (const { name, id } of await findSaid(bob)) {
      await bob.ask({ type: 'react', conversation: name, id, emoji: '👍' });
    }
  },
  async unreact(bob) {
    for (const { name, id } of await findSaid(bob)) {
      await bob.ask({ type: 'react', conversation: name, id, emoji: '👍' });
      for (const _ of [1, 2]) await bob.ask({ type: 'unreact', conversation: name, id, emoji: '👍' });
    }
  },
  async profile({ ask }) {
    for (const display_name of ['Bob', null]) await ask({ type: 'profile', display_name });
  },
  async profiles({ ask }) {
    await ask({ type: 'profiles', users: [target, 'bob', 'nobody'], known: {} });
  },
  async presence({ ask }) {
    for (const show of ['invisible', 'invisible', 'online']) await ask({ type: 'presence', show });
  },
  async notify({ ask }) {
    for (const level of ['none', 'mentions', 'all']) {
      for (const name of [conversation, 'lobby', 'group:devs'])
        await ask({ type: 'notify', conversation: name, level });
    }
  },
  async presences({ ask }) {
    await ask({ type: 'presences', users: [target, 'bob', 'zed', 'nobody'] });
  },
  async users(bob) {
    for (const search of [target, 'mi', 'nobody']) await list('users', { search })(bob);
  },
  async join({ ask }) {
    await ask({ type: 'join', group_name: 'ops' });
    await ask({ type: 'join', group_name });
  },
  async leave({ ask }) {
    await ask({ type: 'leave', group_name });
  },
  async create({ ask }) {
    for (const group of ['theirs', 'ours', target]) await ask({ type: 'create', group_name: group });
  },
  async describe({ ask }) {
    for (const title of ['Ours', null]) await ask({ type: 'describe', group_name: 'ours', title });
  },
  async role({ ask }) {
    for (const role of ['moderator', 'moderator', 'member']) {
      await ask({ type: 'role', group_name: 'ours', target, role });
      await ask({ type: 'role', group_name, target, role });
    }
  },
  async kick({ ask }) {
    for (const ban of [false, false, true]) await ask({ type: 'kick', group_name: 'ours', target, ban });
    await ask({ type: 'kick', group_name, target });
    await ask({ type: 'group', group_name: 'ours', content: 'Who is here?' });
  },
  async unban({ ask }) {
    for (const _ of [1, 2]) await ask({ type: 'unban', group_name: 'ours', target });
    await ask({ type: 'unban', target });
  },
  async bans({ ask }) {
    await ask({ type: 'kick', group_name: 'ours', target, ban: true });
    for (const group of ['ours', group_name, undefined]) await ask({ type: 'bans', group_name: group });
  },
  async disband({ ask }) {
    for (const _ of [1, 2]) await ask({ type: 'disband', group_name: 'ours' });
    await ask({ type: 'create', group_name: 'ours' });
  },
  async pin(bob) {
    for (const { id } of await findSaid(bob, ['group:ours'])) {
      for (const _ of [1, 2]) await bob.ask({ type: 'pin', conversation: 'group:ours', id });
    }
    await bob.ask({ type: 'history', conversation: 'group:ours' });
  },
  async unpin(bob) {
    for (const { id } of await findSaid(bob, ['group:ours'])) {
      await bob.ask({ type: 'pin', conversation: 'group:ours', id });
      for (const _ of [1, 2]) await bob.ask({ type: 'unpin', conversation: 'group:ours', id });
    }
  },
  pins: list('pins', { conversation: 'group:ours' }),
  async group_profiles({ ask }) {
    await ask({ type: 'group_profiles', group_names: ['ours', group_name, 'club', 'nowhere'] });
  },
  async invite({ ask }) {
    for (const group of ['club', 'club', 'hall', group_name]) {
      await ask({ type: 'invite', group_name: group, target });
    }
    await ask({ type: 'kick', group_name: 'hall', target, ban: true });
    await ask({ type: 'invite', group_name: 'hall', target });
  },
  async decline_invite({ ask }) {
    for (const group of ['hers', 'hers', 'club']) await ask({ type: 'decline_invite', group_name: group });
  },
  invitations: list('invitations'),
  async add({ ask }) {
    for (const _ of [1, 2]) await ask({ type: 'add', target });
  },
  async accept({ ask }) {
    await ask({ type: 'accept', target });
  },
  async decline({ ask }) {
    await ask({ type: 'decline', target });
  },
  async unfriend({ ask }) {
    await ask({ type: 'unfriend', target });
    await ask({ type: 'add', target });
    for (const _ of [1, 2]) await ask({ type: 'unfriend', target });
  },
  async block({ ask }) {
    for (const _ of [1, 2]) await ask({ type: 'block', target });
  },
  async unblock({ ask }) {
    await ask({ type: 'unblock', target });
    await ask({ type: 'block', target });
    await ask({ type: 'unblock', target });
  },
  async sync(bob) {
    await syncAll(bob);
  },
  async history(bob) {
    for (const name of [conversation, 'lobby', 'group:devs']) {
      for (const limit of [100, 1, 2]) {
        await follow(bob, { type: 'history', conversation: name, limit }, 'before', 'before');
      }
    }
  },
  async read({ ask, chat }) {
    for (const name of [conversation, 'lobby', 'group:devs']) {
      await ask({ type: 'read', conversation: name, upto: idOfTime(chat.ports.clock.now()) });
    }
  },
  async reactions(bob) {
    for (const { name, id } of await findSaid(bob)) {
      await bob.ask({ type: 'react', conversation: name, id, emoji: '👍' });
      await bob.ask({ type: 'reactions', conversation: name, ids: [id] });
    }
  },
  async reactors(bob) {
    for (const { name, id } of await findSaid(bob)) {
      await bob.ask({ type: 'react', conversation: name, id, emoji: '👍' });
      await list('reactors', { conversation: name, id, emoji: '👍' })(bob);
    }
  },
  async typing({ ask }) {
    for (const name of [conversation, 'lobby', 'group:devs', conversation]) {
      await ask({ type: 'typing', conversation: name });
    }
  },
  async ping({ ask }) {
    await ask({ type: 'ping' });
  },
  async here({ ask }) {
    await ask({ type: 'here' });
  },
  conversations: list('conversations'),
  friends: list('friends'),
  requests: list('requests'),
  blocks: list('blocks'),
  async groups(bob) {
    await list('groups')(bob);
    for (const search of ['our', 'nowhere']) await list('groups', { search })(bob);
  },
  members: list('members', { group_name }),
  async erase({ ask }) {
    await ask({ type: 'erase', name: target });
  },
  async export(bob) {
    bob.chat.ports.clock.advance(10_000);
    await follow(bob, { type: 'export' }, 'next', 'after');
  },
  async mute({ ask }) {
    for (const seconds of [60, 60, 0])
      for (const more of [{}, { group_name }]) await ask({ type: 'mute', target, seconds, ...more });
  },
  async ban({ ask }) {
    await ask({ type: 'ban', target });
  },
  async report(bob) {
    for (const { name, id } of await findSaid(bob, [conversation, 'lobby', 'group:devs', 'group:ours']))
      for (const _ of [1, 2]) await bob.ask({ type: 'report', conversation: name, id, reason: 'Spam' });
  },
  async reports(bob) {
    await scripts.report(bob);
    for (const more of [{}, { group_name: 'ours' }]) await list('reports', more)(bob);
  },
  async resolve_report(bob) {
    await scripts.report(bob);
    const { items = [] } = await bob.ask({ type: 'reports', group_name: 'ours' });
    for (const { report } of [...(items as { report: string }[]), { report: idOfTime(1) }])
      for (const _ of [1, 2]) await bob.ask({ type: 'resolve_report', report, reason: 'Looked at' });
  },
  async audit(bob) {
    for (const more of [{}, { group_name }]) await list('audit', more)(bob);
  },
};

const commands = Object.keys(scripts) as SenderCommandType[];

/** Everything in a row, over two days: what one command leaves behind, the others show. */
const everything: Script = async (bob) => {
  for (const _ of [1, 2]) {
    for (const type of commands) await scripts[type](bob);
    for (const type of ['whisper', 'history', 'sync', 'conversations', 'requests'] as const) {
      await scripts[type](bob);
    }
    bob.chat.ports.clock.advance(DAY_MS);
  }
};

/** How the two stood, and what `mia` may have done instead of blocking: `bob` sees what he sees after that. */
const relations = {
  strangers: { before: async () => undefined, instead: { type: 'ping' } },
  'who whispered': {
    before: async ({ bob, mia }: ObservedChat) => {
      await bob(whisper, whisper);
      await mia({ ...whisper, target: 'bob' });
    },
    instead: { type: 'ping' },
  },
  friends: {
    before: async ({ bob, mia }: ObservedChat) => {
      await bob({ type: 'add', target });
      await mia({ type: 'accept', target: 'bob' });
    },
    instead: { type: 'unfriend', target: 'bob' },
  },
  'of whom he asked': {
    before: ({ bob }: ObservedChat) => bob({ type: 'add', target }),
    instead: { type: 'decline', target: 'bob' },
  },
  'of whom she asked': {
    before: ({ mia }: ObservedChat) => mia({ type: 'add', target: 'bob' }),
    instead: { type: 'unfriend', target: 'bob' },
  },
  'in a private group with': {
    before: async ({ bob, mia }: ObservedChat) => {
      await bob({ type: 'invite', group_name: 'club', target });
      await mia({ type: 'join', group_name: 'club' });
    },
    instead: { type: 'ping' },
  },
  'who was invited by': {
    before: ({ bob }: ObservedChat) => bob({ type: 'invite', group_name: 'club', target }),
    instead: { type: 'ping' },
  },
  'who has invited': {
    before: async ({ mia }: ObservedChat) => {
      await mia({ type: 'create', group_name: 'hers', kind: 'private' });
      await mia({ type: 'invite', group_name: 'hers', target: 'bob' });
    },
    instead: { type: 'ping' },
  },
} as const;

async function prepare(policy: 'notify' | 'silent', protocol: 'v1' | 'v2'): Promise<ObservedChat> {
  const bob = await createObservedChat(policy, protocol);
  await bob.bob({ type: 'join', group_name }, { type: 'whisper', target: 'zed', content: 'Hi' });
  await bob.bob({ type: 'create', group_name: 'ours' });
  for (const group of ['club', 'hall']) await bob.bob({ type: 'create', group_name: group, kind: 'private' });
  await bob.mia({ type: 'join', group_name: 'ours' }, { type: 'group', group_name: 'ours', content: 'Here' });
  await bob.mia({ type: 'join', group_name }, { type: 'lobby', content: 'I am here.' });
  return bob;
}

describe('under the policy silent, the blocked sees the very same', () => {
  const cases = (Object.keys(relations) as (keyof typeof relations)[]).flatMap((relation) =>
    [true, false].flatMap((isThere) =>
      [...commands, 'everything' as const].map((command) => ({ relation, isThere, command })),
    ),
  );

  test.each(cases)('of $command, $relation (mia there: $isThere)', async ({ relation, isThere, command }) => {
    const { before, instead } = relations[relation];
    const observe = async (protocol: 'v1' | 'v2', act: object) => {
      const bob = await prepare('silent', protocol);
      await before(bob);
      await bob.mia(act);
      if (!isThere) await bob.leaveMia();
      await (command === 'everything' ? everything : scripts[command])(bob);
      return bob.seen;
    };
    // What v1 doesn't have it refuses whoever asks.
    const isInV1 = command === 'everything' || Object.hasOwn(commandsOf('v1'), command);
    for (const protocol of isInV1 ? (['v1', 'v2'] as const) : (['v2'] as const)) {
      expect(await observe(protocol, { type: 'block', target: 'bob' })).toEqual(
        await observe(protocol, instead),
      );
    }
  });
});

describe('under the policy silent, of two of whom one is erased', () => {
  /** What a user hears until all is erased. */
  async function erase({ chat }: ObservedChat, connection: string, name: string): Promise<object[]> {
    const { ports } = chat;
    await chat.send(connection, { type: 'erase', name });
    await sweepErasure(ports, name, 4);
    expect(await ports.users.erasure(name)).toHaveProperty('freedAt');
    return ['mia/0', 'bob/1', 'bob/2'].map((one) => ports.posts.framesOf(one));
  }

  const cases = Object.keys(relations) as (keyof typeof relations)[];

  const looks = ['history', 'sync', 'conversations', 'requests', 'friends', 'presences', 'export'] as const;
  const talk: Script = async (bob) => {
    for (const type of ['whisper', 'group', 'react', 'add', 'invite'] as const) await scripts[type](bob);
  };

  test.each(cases)('the blocked sees the very same when it is she, %s', async (relation) => {
    const { before, instead } = relations[relation];
    const observe = async (act: object) => {
      const bob = await prepare('silent', 'v2');
      await before(bob);
      await bob.mia(act);
      await talk(bob);
      const [, ...heard] = await erase(bob, 'mia/0', 'mia');
      await talk(bob);
      for (const type of ['typing', 'block', ...looks] as const) await scripts[type](bob);
      return { seen: bob.seen, heard };
    };
    expect(await observe({ type: 'block', target: 'bob' })).toEqual(await observe(instead));
  });

  test.each(cases)('the blocked sees the very same when it is he, %s', async (relation) => {
    const { before: prior, instead } = relations[relation];
    const observe = async (act: object) => {
      const bob = await prepare('silent', 'v2');
      await prior(bob);
      await bob.mia(act);
      await talk(bob);
      const [, ...heard] = await erase(bob, 'bob/1', 'bob');
      return { seen: bob.seen, heard };
    };
    expect(await observe({ type: 'block', target: 'bob' })).toEqual(await observe(instead));
  });
});

describe('under the policy notify', () => {
  /** What must change: a friend who is none any more is in no list, and who is unblocked may speak and give notice. */
  const changes = {
    unfriend: {
      before: relations.friends.before,
      shownBy: ['friends', 'export', 'presence', 'presences', 'add', 'accept', 'unfriend'],
    },
    unblock: {
      before: ({ mia }: ObservedChat) => mia({ type: 'block', target: 'bob' }),
      shownBy: [
        'whisper',
        'edit',
        'delete',
        'react',
        'unreact',
        'reactions',
        'reactors',
        'invite',
        'add',
        'unfriend',
        'block',
        'unblock',
        'users',
      ],
    },
  } as const;
  const cases = (['unfriend', 'unblock'] as const).flatMap((type) =>
    commands
      .filter((command) => !(changes[type].shownBy as readonly string[]).includes(command))
      .map((command) => ({ type, command })),
  );

  test.each(cases)('nobody learns of an $type by $command', async ({ type, command }) => {
    const observe = async (act: object) => {
      const bob = await prepare('notify', 'v2');
      await changes[type].before(bob);
      await bob.mia(act);
      await scripts[command](bob);
      return bob.seen;
    };
    expect(await observe({ type, target: 'bob' })).toEqual(await observe({ type: 'ping' }));
  });
});
