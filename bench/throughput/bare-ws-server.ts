/** The least that a lobby can be: every frame goes out to every socket of this process. Prints where it listens. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { content } = JSON.parse(String(data)) as { content: string };
    const frame = JSON.stringify({ message: `(Lobby): user0: ${content}` });
    for (const client of server.clients) client.send(frame);
  });
});
server.on('listening', () => {
  console.log(`Ready: ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
