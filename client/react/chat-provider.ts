import { createElement, type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type ChatClient,
  type ChatClientOptions,
  createChatClient,
  createWebStore,
  failedMessages,
} from '../index.ts';
import { ChatContext } from './chat-context.ts';

export interface ChatProviderProps {
  /**
   * Who is signed in, by a name that is the same each time: their drafts and read positions are kept apart from those
   * of others. Another user is another client.
   */
  readonly user: string;
  /**
   * As `createChatClient` takes them. They are read when a client is made, for a user; only the newest `token` counts
   * at any time. `store` is by default the browser's, under the user's name.
   */
  readonly options: ChatClientOptions;
  /** Shown until there is a client, which is one render. */
  readonly fallback?: ReactNode;
  /** What uses the client. */
  readonly children?: ReactNode;
}

/** Makes the user's client, connects it when its children listen, and closes it when it isn't shown any more. */
export function ChatProvider({ user, options, fallback = null, children }: ChatProviderProps): ReactNode {
  const newest = useRef(options);
  const [made, setMade] = useState<{ readonly user: string; readonly client: ChatClient }>();

  useEffect(() => {
    newest.current = options;
  });
  // In an effect, as closing is for good: strict mode runs it twice, and each run has a client of its own.
  useEffect(() => {
    const client = createChatClient({
      ...('localStorage' in globalThis && { store: createWebStore({ name: `chat-${user}` }) }),
      ...newest.current,
      token: (refused) => newest.current.token(refused),
    });
    // Before anything of an earlier run fails.
    failedMessages(client);
    setMade({ user, client });
    return () => client.close();
  }, [user]);
  // Behind the effects of the children, which listen by then.
  useEffect(() => made?.client.connect(), [made]);

  // The client of who was signed in before shows this user nothing.
  if (made?.user !== user) return fallback;
  return createElement(ChatContext, { value: made.client, key: user }, children);
}
