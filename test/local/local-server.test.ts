import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from '@jest/globals';
import { type LocalServer, listen } from '../../local/local-server.ts';
import { StartError } from '../../local/start-error.ts';

let server: LocalServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const addresses = Object.values(networkInterfaces())
  .flat()
  .flatMap((one) => (one ? [one] : []));
const hasIpv6 = addresses.some(({ address }) => address === '::1');
const hosts = ['127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])];

test.each(hosts)('the server answers at %s', async (host) => {
  server = await listen(0);
  const url = `http://${host}:${server.port}/health`;
  expect((await fetch(url)).status).toBe(503);
  server.serve({ handleRequest: async () => {}, handleUpgrade: () => {} });
  expect((await fetch(url)).status).toBe(200);
  await server.close();
  server = undefined;
  await expect(fetch(url)).rejects.toThrow();
});

test('the server answers at no address that another machine could reach', async () => {
  server = await listen(0);
  const { port } = server;
  for (const { address, internal, scopeid } of addresses) {
    if (internal || scopeid) continue;
    const outcome = await new Promise((resolve) => {
      const socket = connect(port, address, () => resolve('connected'));
      socket
        .once('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
        .setTimeout(500, () => resolve('silence'));
      socket.once('close', () => socket.destroy());
    });
    expect([address, outcome]).not.toEqual([address, 'connected']);
  }
});

test.each(hosts)('a port that is taken at %s only is taken, and nothing is left listening', async (host) => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, host.replace(/[[\]]/g, ''), resolve));
  const { port } = blocker.address() as AddressInfo;
  await expect(listen(port)).rejects.toThrow(StartError);
  await expect(listen(port)).rejects.toThrow(`Port ${port} is taken`);
  await new Promise((resolve) => blocker.close(resolve));
  server = await listen(port);
});
