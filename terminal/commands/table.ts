import type { Command } from './command.ts';
import { about } from './groups/about.ts';
import { create } from './groups/create.ts';
import { declineInvite } from './groups/decline-invite.ts';
import { describe } from './groups/describe.ts';
import { disband } from './groups/disband.ts';
import { groups } from './groups/groups.ts';
import { invitations } from './groups/invitations.ts';
import { invite } from './groups/invite.ts';
import { join } from './groups/join.ts';
import { keepOut } from './groups/keep-out.ts';
import { kick } from './groups/kick.ts';
import { leave } from './groups/leave.ts';
import { letIn } from './groups/let-in.ts';
import { members } from './groups/members.ts';
import { role } from './groups/role.ts';
import { who } from './groups/who.ts';
import { deleteLast } from './messages/delete.ts';
import { edit } from './messages/edit.ts';
import { group } from './messages/group.ts';
import { lobby } from './messages/lobby.ts';
import { react } from './messages/react.ts';
import { reply } from './messages/reply.ts';
import { to } from './messages/to.ts';
import { unreact } from './messages/unreact.ts';
import { whisper } from './messages/whisper.ts';
import { audit } from './order/audit.ts';
import { ban } from './order/ban.ts';
import { bans } from './order/bans.ts';
import { deleteReported } from './order/delete-reported.ts';
import { mute } from './order/mute.ts';
import { report } from './order/report.ts';
import { reports } from './order/reports.ts';
import { resolveReport } from './order/resolve-report.ts';
import { unban } from './order/unban.ts';
import { accept } from './people/accept.ts';
import { add } from './people/add.ts';
import { block } from './people/block.ts';
import { blocks } from './people/blocks.ts';
import { decline } from './people/decline.ts';
import { find } from './people/find.ts';
import { friends } from './people/friends.ts';
import { invisible } from './people/invisible.ts';
import { profile } from './people/profile.ts';
import { requests } from './people/requests.ts';
import { unblock } from './people/unblock.ts';
import { unfriend } from './people/unfriend.ts';
import { visible } from './people/visible.ts';
import { pin } from './pins/pin.ts';
import { pins } from './pins/pins.ts';
import { unpin } from './pins/unpin.ts';
import { history } from './reading/history.ts';
import { notify } from './reading/notify.ts';
import { read } from './reading/read.ts';
import { unread } from './reading/unread.ts';
import { connect } from './session/connect.ts';
import { erase } from './session/erase.ts';
import { exportOwn } from './session/export.ts';
import { help } from './session/help.ts';
import { quit } from './session/quit.ts';
import { status } from './session/status.ts';

/** All commands, in the order in which `/help` lists them. It and completion know no other list. */
export const COMMANDS: readonly Command[] = [
  to,
  lobby,
  whisper,
  group,
  reply,
  edit,
  deleteLast,
  react,
  unreact,
  pin,
  unpin,
  pins,
  join,
  create,
  leave,
  groups,
  members,
  about,
  describe,
  role,
  invite,
  invitations,
  declineInvite,
  kick,
  keepOut,
  letIn,
  disband,
  who,
  find,
  profile,
  invisible,
  visible,
  friends,
  requests,
  add,
  accept,
  decline,
  unfriend,
  block,
  unblock,
  blocks,
  mute,
  ban,
  unban,
  bans,
  audit,
  report,
  reports,
  deleteReported,
  resolveReport,
  unread,
  read,
  notify,
  history,
  exportOwn,
  erase,
  status,
  connect,
  help,
  quit,
];
