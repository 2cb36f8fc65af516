/** The smallest lobby on Socket.IO, with its in-memory adapter. Prints where it listens. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', (socket) => {
  socket.on('message', ({ content }: { content: string }) => {
    io.emit('message', { message: `(Lobby): user0: ${content}` });
  });
});
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  console.log(`Ready: ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
});
