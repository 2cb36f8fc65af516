import { expect, test } from '@jest/globals';
import { type CamelCase, createCommands } from '../../client/requests/commands.ts';
import type { ChatCommand } from '../../client/requests/pending-command.ts';
import type { Queries } from '../../client/requests/queries.ts';
import {
  CHANGES,
  CHANGES_V2,
  type ChangeType,
  type CommandFields,
  QUESTIONS,
} from '../../protocol/commands.ts';

type ProtocolCommand = { [T in ChangeType]: { readonly type: T } & CommandFields<T> }[ChangeType];

const camelCase = (name: string) =>
  name
    .split('_')
    .map((word, place) => (place === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');

/** What the client asks by itself. */
const INNER = ['sync', 'here'] as const;
type Asked = CamelCase<Exclude<keyof typeof QUESTIONS, (typeof INNER)[number]>>;

test('the SDK sends what the protocol has as a command, with the fields in their order', () => {
  const sent: object[] = [];
  const commands = createCommands(async (command) => {
    // Each way round: the types know neither fewer commands nor others than the protocol.
    const inProtocol: ProtocolCommand = command;
    const inClient: ChatCommand = inProtocol;
    sent.push(inClient);
    return { ref: 'r1', command };
  });
  expect(Object.keys(commands)).toEqual(Object.keys({ ...CHANGES, ...CHANGES_V2 }).map(camelCase));
  void commands.whisper('user2', 'Hi');
  void commands.group('devs', 'Hi', { ref: 'r1' });
  void commands.unblock('user2');
  void commands.edit('lobby', '01M', 'Ho', { ref: 'r2' });
  void commands.react('lobby', '01M', '👍');
  void commands.create('devs', { kind: 'private', title: 'Developers' });
  void commands.describe('devs', { about: null });
  void commands.role('devs', 'user2', 'moderator');
  void commands.invite('devs', 'user2');
  void commands.declineInvite('devs', { ref: 'r4' });
  void commands.report('lobby', '01M', 'Spam');
  void commands.resolveReport('01R', { reason: 'Deleted' });
  void commands.profile({ display_name: 'Ann', about: null, ref: 'r3' });
  expect(sent).toEqual([
    { type: 'whisper', target: 'user2', content: 'Hi' },
    { type: 'group', group_name: 'devs', content: 'Hi' },
    { type: 'unblock', target: 'user2' },
    { type: 'edit', conversation: 'lobby', id: '01M', content: 'Ho' },
    { type: 'react', conversation: 'lobby', id: '01M', emoji: '👍' },
    { type: 'create', group_name: 'devs', kind: 'private', title: 'Developers' },
    { type: 'describe', group_name: 'devs', about: null },
    { type: 'role', group_name: 'devs', target: 'user2', role: 'moderator' },
    { type: 'invite', group_name: 'devs', target: 'user2' },
    { type: 'decline_invite', group_name: 'devs' },
    { type: 'report', conversation: 'lobby', id: '01M', reason: 'Spam' },
    { type: 'resolve_report', report: '01R', reason: 'Deleted' },
    { type: 'profile', display_name: 'Ann', about: null },
  ]);
});

test('the SDK asks all that the protocol answers, but for what it asks by itself', () => {
  const methods: Record<Asked, true> = {
    history: true,
    read: true,
    typing: true,
    reactions: true,
    reactors: true,
    ping: true,
    conversations: true,
    friends: true,
    requests: true,
    blocks: true,
    groups: true,
    members: true,
    groupProfiles: true,
    invitations: true,
    pins: true,
    profiles: true,
    presences: true,
    export: true,
    audit: true,
    bans: true,
    reports: true,
    users: true,
  } satisfies Record<keyof Queries, true>;
  const inProtocol = Object.keys(QUESTIONS).map(camelCase);
  expect([...Object.keys(methods), ...INNER].sort()).toEqual(inProtocol.sort());
});
