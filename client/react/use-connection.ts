import { type ConnectionStatus, connectionStatus } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/** How the connection is, and who is signed in on it. */
export const useConnection = (): ConnectionStatus => useView(connectionStatus(useChatClient()));
