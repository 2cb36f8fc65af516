export type { NotifyLevel } from '../protocol/commands.ts';
export type { ErrorCode } from '../protocol/errors.ts';
export type { History } from '../protocol/frames/answers.ts';
export type {
  AuditedAct,
  AuditItem,
  BanItem,
  ConversationSummary,
  ExportItem,
  GroupProfileItem,
  InvitationItem,
  ListItems,
  PinItem,
  PresenceItem,
  ProfileItem,
  ReportItem,
} from '../protocol/frames/list-items.ts';
export type {
  DeletedFrame,
  DescribedFrame,
  DisbandedFrame,
  EditedFrame,
  GroupRole,
  InvitedFrame,
  JoinedFrame,
  LeftFrame,
  LoggedFrame,
  MembershipFrame,
  MessageFrame,
  PinFrame,
  QuoteFrame,
  ReactionCount,
  RelationFrame,
  RoleChangedFrame,
} from '../protocol/frames/logged.ts';
export type {
  InvitationsChangedFrame,
  MutedFrame,
  NotifyFrame,
  PresenceFrame,
  ReactionsFrame,
  ReadFrame,
  RelationChangedFrame,
  TypingFrame,
} from '../protocol/frames/passing.ts';
export { type ChatClient, createChatClient } from './chat-client.ts';
export type { ConnectionState, StateChange } from './connection/state-tracker.ts';
export { ChatRequestError, type ClientErrorCode, ConnectionError } from './errors.ts';
export type { Events, Told } from './events.ts';
export type { ChatClientOptions, RefusedToken } from './options/options.ts';
export type { BackoffLimits } from './platform/backoff.ts';
export type { Network, NetworkChange } from './platform/network.ts';
export type { OpenSocket, SocketLike } from './platform/socket.ts';
export type { Timers } from './platform/timers.ts';
export type {
  BanOptions,
  Commands,
  CreateOptions,
  DescribeOptions,
  KickOptions,
  MessageOptions,
  MuteOptions,
  ProfileOptions,
  ResolveReportOptions,
  SendOptions,
  UnbanOptions,
} from './requests/commands.ts';
export { eachItem } from './requests/each-item.ts';
export type { Failed, Sent } from './requests/outbox.ts';
export type {
  ChatCommand,
  GroupCommand,
  GroupDescription,
  NotifyCommand,
  OrderCommand,
  PendingCommand,
  PinCommand,
  ProfileCommand,
  ReportCommand,
} from './requests/pending-command.ts';
export type { HistoryPage, Page, PageOptions, Queries } from './requests/queries.ts';
export { type ChatStore, createMemoryStore, type StoreChanges, type StoredParts } from './storage/store.ts';
export type { TabLocks } from './storage/tab-lock.ts';
export { createWebStore, type StorageLike, type WebStoreOptions } from './storage/web-store.ts';
export { type ConnectionStatus, connectionStatus } from './views/connection-status.ts';
export { type ConversationList, conversationList } from './views/conversations/conversation-list.ts';
export { isWanted } from './views/conversations/is-wanted.ts';
export { type Mutes, ownMutes } from './views/conversations/mutes.ts';
export { type ReadMarks, readMarks } from './views/conversations/read-marks.ts';
export { type TypingUsers, typingUsers } from './views/conversations/typing.ts';
export { wantedCount } from './views/conversations/wanted-count.ts';
export type { Fetched, FetchedList } from './views/fetched-list.ts';
export { type GroupMembers, groupMembers, type Members } from './views/groups/group-members.ts';
export { groupProfile } from './views/groups/group-profile.ts';
export { type Invitations, invitations } from './views/groups/invitations.ts';
export { type PinnedMessages, pinnedMessages } from './views/groups/pinned-messages.ts';
export { type Presences, presences } from './views/people/presences.ts';
export { type Relations, relations } from './views/people/relations.ts';
export { type UserProfiles, userProfiles } from './views/people/user-profiles.ts';
export type { ChangeFrame, StandingFrame } from './views/timeline/amendments.ts';
export {
  type FailedChange,
  type FailedMessage,
  type FailedMessages,
  failedMessages,
} from './views/timeline/failed-messages.ts';
export { messageReactions, type ReactionsById } from './views/timeline/message-reactions.ts';
export { type PendingMessage, pendingMessages } from './views/timeline/pending-messages.ts';
export {
  canEdit,
  type EventRow,
  type Row,
  type UnsentChange,
  type UnsentRow,
} from './views/timeline/rows.ts';
export { say } from './views/timeline/say.ts';
export { type TimelineRows, type TimelineView, timelineRows } from './views/timeline/timeline-rows.ts';
export type { Timeline } from './views/timeline/timelines.ts';
export type { View } from './views/view.ts';
export { type ChangeCommand, isChangeCommand } from './wire/change-command.ts';
export { groupIn, peerIn } from './wire/conversation.ts';
export { mentionsUser } from './wire/mentions-user.ts';
export { conversationOf, isMessageCommand, type MessageCommand } from './wire/message-command.ts';
export { isReactionCommand, type ReactionCommand } from './wire/reaction-command.ts';
