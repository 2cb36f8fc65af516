import type { ChatClient } from '../chat-client.ts';
import type { ConnectionState } from '../connection/state-tracker.ts';
import type { ConnectionError } from '../errors.ts';
import { createView, getOrMake, type View } from './view.ts';

/** How a client's connection is, in one object. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** Who has signed in, perhaps before a restart. */
  readonly user: string | undefined;
  /** Whether they are an admin, by the last token. */
  readonly isAdmin: boolean;
  /** Why there is no connection; undefined while there is one, and before the first attempt is over. */
  readonly failure: ConnectionError | undefined;
}

export const connectionStatus = (client: ChatClient): View<ConnectionStatus> =>
  getOrMake(made, client, createConnectionStatus);

const made = new WeakMap<ChatClient, View<ConnectionStatus>>();

function createConnectionStatus(client: ChatClient): View<ConnectionStatus> {
  const look = (): ConnectionStatus => ({
    state: client.state,
    user: client.user,
    isAdmin: client.isAdmin,
    failure: client.lastFailure,
  });
  const view = createView(look(), client.reportError);
  client.on('state', () => view.set(look()));
  client.on('connectionFailed', () => view.set(look()));
  client.on('admin', () => view.set(look()));
  return view;
}
