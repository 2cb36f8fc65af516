export type { ErrorCode } from '../protocol/errors.ts';
export type {
  History,
  ListItems,
  LoggedFrame,
  MembershipFrame,
  MessageFrame,
  ReadFrame,
  RelationChangedFrame,
  RelationFrame,
} from '../protocol/frames-v2.ts';
export type { BackoffLimits } from './backoff.ts';
export { type ChatClient, createChatClient } from './chat-client.ts';
export { type ConversationList, conversationList } from './conversation-list.ts';
export type { ConversationSummary } from './conversation-summary.ts';
export { eachItem } from './each-item.ts';
export { ChatRequestError, type ClientErrorCode, ConnectionError } from './errors.ts';
export type { Events, Told } from './events.ts';
export type { Network, NetworkChange } from './network.ts';
export type { ChatClientOptions, RefusedToken } from './options.ts';
export type { Failed, Sent } from './outbox.ts';
export type { Outgoing, OutgoingCommand } from './outgoing.ts';
export type { HistoryPage, Page, PageOptions, Questions } from './questions.ts';
export type { Sending, SendOptions } from './sending.ts';
export type { ConnectionState, StateChange } from './shown-state.ts';
export type { OpenSocket, SocketLike } from './socket.ts';
export { type ChatStore, createMemoryStore, type StoredParts } from './store.ts';
export type { TabLocks } from './tab-lock.ts';
export type { Timeline } from './timelines.ts';
export type { Timers } from './timers.ts';
export { createWebStore, type StorageLike, type WebStoreOptions } from './web-store.ts';
