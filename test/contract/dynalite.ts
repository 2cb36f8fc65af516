import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** The package has no types. */
const dynalite: (options: { createTableMs: number; deleteTableMs: number }) => Server = createRequire(
  import.meta.url,
)('dynalite');

export interface Dynalite {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts an embedded DynamoDB with its tables in memory, on a port of its own. */
export async function startDynalite(): Promise<Dynalite> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
