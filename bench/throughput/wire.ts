/** What goes over a socket, apart from the chat: the client is otherwise the same for every server. */
export interface Wire {
  /** What to send for a command. */
  encode(command: object): string;
  /** What a frame from the server is. */
  read(frame: string): FromServer;
}

/** `joined`: the server counts this client in. `reply`: to be sent back at once. */
export type FromServer =
  | { readonly kind: 'joined' | 'delivery' | 'slow-down' }
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'unexpected' };

/** A frame is a message, as in this chat; whoever is connected has joined. */
export const plainWire: Wire = {
  encode: (command) => JSON.stringify(command),
  read(frame) {
    if (frame.startsWith('{"message":') || frame.startsWith('{"message" :')) return { kind: 'delivery' };
    return { kind: frame.includes('Slow down') ? 'slow-down' : 'unexpected' };
  },
};

/**
 * Socket.IO's protocol by hand, so that its client's own work isn't charged to the server. First character: Engine.IO
 * (0 open, 2 ping, 3 pong, 4 message); second: Socket.IO (0 connect, 2 event).
 * Source: socket.io/docs, "The Engine.IO protocol" 4 and "The Socket.IO protocol" 5.
 */
export const socketIoWire: Wire = {
  encode: (command) => `42${JSON.stringify(['message', command])}`,
  read(frame) {
    if (frame.startsWith('42')) return { kind: 'delivery' };
    if (frame.startsWith('40')) return { kind: 'joined' };
    if (frame.startsWith('0')) return { kind: 'reply', text: '40' };
    return frame === '2' ? { kind: 'reply', text: '3' } : { kind: 'unexpected' };
  },
};
