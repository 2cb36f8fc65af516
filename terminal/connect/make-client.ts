import { WebSocket } from 'ws';
import { type ChatClient, ConnectionError, createChatClient, type OpenSocket } from '../../client/index.ts';
import type { SignIn } from '../command-line.ts';
import { askTokenCommand } from './command-token.ts';
import { askLocalToken } from './local-token.ts';

/** Of `ws` in every Node: it says why a socket doesn't open, which Node's own keeps to itself. */
const openSocket: OpenSocket = (url, protocols) =>
  new WebSocket(url, protocols) as unknown as ReturnType<OpenSocket>;

/**
 * A client of the chat, not connected yet; it keeps what it has in memory.
 * @param tell is told, in a sentence, what goes wrong and isn't told by an event
 */
export function makeClient(url: string, signIn: SignIn, tell: (why: string) => void): ChatClient {
  return createChatClient({
    url,
    token: (refused) =>
      signIn.kind === 'local' ? askLocalToken(signIn, tell) : askTokenCommand(signIn.command, refused),
    openSocket,
    report: (error) => {
      if (!(error instanceof ConnectionError)) tell(String(error));
    },
  });
}
