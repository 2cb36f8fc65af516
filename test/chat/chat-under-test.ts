import { handleFrame } from '../../chat/handle-frame.ts';
import type { Connection } from '../../chat/ports/connections/connections.ts';
import { connectSignedIn, connectUnauthenticated } from '../../chat/sessions/connect.ts';
import { createMemoryPorts, type MemoryPorts } from '../../memory/chat-ports.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';

export interface ChatUnderTest {
  readonly ports: MemoryPorts;
  /** Opens a connection with a token of the user's; its id is `<user>/<n>` unless given. */
  connect(user: string, more?: Partial<Connection>): Promise<string>;
  /** Opens a connection without a token. */
  connectUnauthenticated(connectionId: string): Promise<Connection>;
  /** A good token of the user's, an hour long. */
  tokenOf(user: string): string;
  /** Has a connection send a frame and waits until everybody has been told. */
  send(connectionId: string, frame: object | string, more?: { receivedAt?: number }): Promise<void>;
  /** What a connection received since it was last asked: messages as they are, errors after `error: `. */
  heardBy(connectionId: string): string[];
  /** The same for a connection of `chat.v2`: the frames as they are. */
  framesTo(connectionId: string): Record<string, unknown>[];
}

export const HOUR_MS = 60 * 60 * 1_000;
export const ISSUER = 'https://issuer.example';

/** The whole chat on ports in memory, and sockets to speak through. */
export function createChatUnderTest(overrides: Partial<MemoryPorts> = {}): ChatUnderTest {
  const ports = createMemoryPorts(overrides);
  const connections = new Map<string, Connection>();
  const heard = new Map<string, number>();
  let events = 0;

  function register(connection: Connection): Connection {
    connections.set(connection.connectionId, connection);
    return connection;
  }

  function takeNews(connectionId: string): string[] {
    const frames = ports.posts.framesOf(connectionId);
    const news = frames.slice(heard.get(connectionId) ?? 0);
    heard.set(connectionId, frames.length);
    return news;
  }

  return {
    ports,

    async connect(user, more = {}) {
      const connection = register({
        connectionId: `${user}/${connections.size}`,
        connectedAt: ports.clock.now(),
        protocol: 'v1',
        ...more,
      });
      const signedIn = more.signedIn ?? { user, tokenExpiresAt: ports.clock.now() + HOUR_MS };
      register({ ...connection, signedIn });
      await connectSignedIn(ports, { ...connection, signedIn }, { issuer: ISSUER, subject: user });
      return connection.connectionId;
    },

    async connectUnauthenticated(connectionId) {
      const connection = register({ connectionId, connectedAt: ports.clock.now(), protocol: 'v1' });
      await connectUnauthenticated(ports, connection);
      return connection;
    },

    tokenOf(user) {
      const tokenExpiresAt = ports.clock.now() + HOUR_MS;
      return ports.tokens.issue({ user, tokenExpiresAt, issuer: ISSUER, subject: user });
    },

    async send(connectionId, frame, { receivedAt = ports.clock.now() } = {}) {
      const connection = connections.get(connectionId);
      if (!connection) throw new Error(`Nobody connected as ${connectionId}`);
      const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
      // Counted where chance would be, so that events of one instant keep the order in which they were sent.
      const id = makeEventId({ receivedAt, arrival: ++events, random: ports.random });
      await handleFrame(ports, { text, receivedAt, id, connection });
    },

    heardBy: (connectionId) => takeNews(connectionId).map(readFrame),
    framesTo: (connectionId) => takeNews(connectionId).map((frame) => JSON.parse(frame)),
  };
}

/** @throws Error when it isn't a v1 frame: exactly one key, `message` or `error` */
function readFrame(frame: string): string {
  const entries = Object.entries(JSON.parse(frame) as Record<string, string>);
  const [[key, text] = ['', '']] = entries;
  if (entries.length !== 1 || !['message', 'error'].includes(key)) throw new Error(`No v1 frame: ${frame}`);
  return key === 'error' ? `error: ${text}` : text;
}
