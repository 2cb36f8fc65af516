import type { ChangeType } from '../../protocol/commands.ts';
import { block } from '../commands/blocks/block.ts';
import { blocks } from '../commands/blocks/blocks.ts';
import { unblock } from '../commands/blocks/unblock.ts';
import { here } from '../commands/connection/here.ts';
import { ping } from '../commands/connection/ping.ts';
import { accept } from '../commands/friends/accept.ts';
import { add } from '../commands/friends/add.ts';
import { decline } from '../commands/friends/decline.ts';
import { friends } from '../commands/friends/friends.ts';
import { requests } from '../commands/friends/requests.ts';
import { unfriend } from '../commands/friends/unfriend.ts';
import { create } from '../commands/groups/create.ts';
import { declineInvite } from '../commands/groups/decline-invite.ts';
import { describe } from '../commands/groups/describe.ts';
import { disband } from '../commands/groups/disband.ts';
import { groupProfiles } from '../commands/groups/group-profiles.ts';
import { groups } from '../commands/groups/groups.ts';
import { invitations } from '../commands/groups/invitations.ts';
import { invite } from '../commands/groups/invite.ts';
import { join } from '../commands/groups/join.ts';
import { kick } from '../commands/groups/kick.ts';
import { leave } from '../commands/groups/leave.ts';
import { members } from '../commands/groups/members.ts';
import { role } from '../commands/groups/role.ts';
import { deleteMessage } from '../commands/messages/delete.ts';
import { edit } from '../commands/messages/edit.ts';
import { group } from '../commands/messages/group.ts';
import { lobby } from '../commands/messages/lobby.ts';
import { pin } from '../commands/messages/pin.ts';
import { pins } from '../commands/messages/pins.ts';
import { typing } from '../commands/messages/typing.ts';
import { unpin } from '../commands/messages/unpin.ts';
import { whisper } from '../commands/messages/whisper.ts';
import { audit } from '../commands/order/audit.ts';
import { ban } from '../commands/order/ban.ts';
import { bans } from '../commands/order/bans.ts';
import { mute } from '../commands/order/mute.ts';
import { report } from '../commands/order/report.ts';
import { reports } from '../commands/order/reports.ts';
import { resolveReport } from '../commands/order/resolve-report.ts';
import { unban } from '../commands/order/unban.ts';
import { erase } from '../commands/own-data/erase.ts';
import { exportOwn } from '../commands/own-data/export.ts';
import { profile } from '../commands/people/profile.ts';
import { profiles } from '../commands/people/profiles.ts';
import { users } from '../commands/people/users.ts';
import { presence } from '../commands/presence/presence.ts';
import { presences } from '../commands/presence/presences.ts';
import { react } from '../commands/reactions/react.ts';
import { reactions } from '../commands/reactions/reactions.ts';
import { reactors } from '../commands/reactions/reactors.ts';
import { unreact } from '../commands/reactions/unreact.ts';
import { conversations } from '../commands/reading/conversations.ts';
import { history } from '../commands/reading/history.ts';
import { notify } from '../commands/reading/notify.ts';
import { read } from '../commands/reading/read.ts';
import { sync } from '../commands/reading/sync.ts';
import type { Change, Question, SenderCommandType } from './command.ts';
import { conversationLogs, groupLogs, lobbyLogs, noLogs, pairLogs } from './command-logs.ts';

/** A user does this to another so often a day. */
const relation = { logs: pairLogs, allowance: 'relationChanges' } as const;

/** What is only said. */
const message = { isDoneWhenStored: true, allowance: 'none' } as const;

/** What changes what was said. */
const change = { isDoneWhenStored: true, allowance: 'edits' } as const;

/** What owners and moderators change about a group: told by its event, and that is stored by a sweep if need be. */
const alteration = { isDoneWhenStored: true, allowance: 'authority' } as const;

/** Every command, and what is to be known of it. */
const commands: {
  readonly [T in SenderCommandType]: T extends ChangeType ? Change<T> : Question<T>;
} = {
  lobby: { run: lobby, logs: lobbyLogs, ...message },
  group: { run: group, logs: groupLogs, ...message },
  whisper: { run: whisper, logs: pairLogs, ...message },
  edit: { run: edit, logs: conversationLogs, ...change },
  delete: { run: deleteMessage, logs: conversationLogs, ...change },
  react: { run: react, allowance: 'reactions' },
  pin: { run: pin, logs: conversationLogs, ...alteration },
  unpin: { run: unpin, logs: conversationLogs, ...alteration },
  unreact: { run: unreact, allowance: 'reactions' },
  join: { run: join, logs: groupLogs, allowance: 'none' },
  leave: { run: leave, logs: groupLogs, allowance: 'none' },
  create: { run: create, logs: groupLogs, allowance: 'none' },
  describe: { run: describe, logs: groupLogs, ...alteration },
  role: { run: role, logs: groupLogs, ...alteration },
  invite: { run: invite, logs: pairLogs, isDoneWhenStored: true, allowance: 'invitations' },
  decline_invite: { run: declineInvite, logs: noLogs, allowance: 'relationChanges' },
  disband: { run: disband, logs: groupLogs, ...alteration },
  kick: { run: kick, logs: groupLogs, ...alteration },
  // What it changes is written before its event, and all that comes behind that is delivery.
  add: { run: add, ...relation, isDoneWhenStored: true },
  accept: { run: accept, ...relation },
  decline: { run: decline, ...relation },
  unfriend: { run: unfriend, ...relation },
  block: { run: block, ...relation, allowance: 'blocks' },
  unblock: { run: unblock, ...relation },
  profile: { run: profile, logs: noLogs, allowance: 'profileChanges' },
  mute: { run: mute, allowance: 'authority' },
  ban: { run: ban, allowance: 'authority' },
  unban: { run: unban, allowance: 'authority' },
  // Answered from what is written down: what was reported may be deleted when it comes again.
  report: { run: report, logs: noLogs, allowance: 'reports' },
  resolve_report: { run: resolveReport, allowance: 'authority' },
  erase: { run: erase, allowance: 'none' },
  presence: { run: presence, allowance: 'presenceChanges' },
  notify: { run: notify, allowance: 'notifyChanges' },
  audit: { run: audit },
  bans: { run: bans },
  blocks: { run: blocks },
  conversations: { run: conversations },
  export: { run: exportOwn },
  friends: { run: friends },
  group_profiles: { run: groupProfiles },
  groups: { run: groups },
  here: { run: here },
  history: { run: history },
  invitations: { run: invitations },
  members: { run: members },
  ping: { run: ping },
  pins: { run: pins },
  reactions: { run: reactions },
  reactors: { run: reactors },
  presences: { run: presences },
  profiles: { run: profiles },
  read: { run: read },
  reports: { run: reports },
  requests: { run: requests },
  sync: { run: sync },
  typing: { run: typing },
  users: { run: users },
};

/** What is to be known of a command: of one that changes something, `logs` and `allowance` too. */
export const commandOf = (type: SenderCommandType): Change<SenderCommandType> | Question<SenderCommandType> =>
  commands[type];
