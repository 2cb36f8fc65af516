import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoDbClient } from '../../local/tables/dynamodb-client.ts';
import { startEmbeddedDynamoDb } from '../../local/tables/embedded-dynamodb.ts';
import { PROJECT_DIRECTORY } from '../chat-assembly.ts';

/** The local stack as `npm start` runs it, in a process of its own. */
export interface Server {
  readonly url: string;
  token(user: string): Promise<string>;
  /** Megabytes that the process has in memory. */
  memory(): number;
  /** Stops it. @returns the rows that are left, by table */
  stop(): Promise<Readonly<Record<string, number>>>;
}

export async function startServer(context: readonly string[]): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'soak-'));
  const settings = context.flatMap((pair) => ['-c', pair]);
  const args = ['--import', 'tsx', 'local/main.ts', '--port', '0', '--data', data, ...settings];
  const child = spawn(process.execPath, args, { cwd: PROJECT_DIRECTORY, stdio: ['ignore', 'pipe', 'pipe'] });
  // A soak that is broken off leaves nobody running.
  process.once('exit', () => child.kill());
  let output = '';
  child.stderr.on('data', (text) => process.stderr.write(text));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      output += text;
      const socket = /^(?:WebSocket|Ready): (ws:.*)$/m.exec(output)?.[1];
      if (socket) resolve(socket);
    });
    child.once('exit', (code) => reject(new Error(`The stack ended with ${code}`)));
  });
  const { host } = new URL(url);
  return {
    url,
    async token(username) {
      const body = JSON.stringify({ username });
      const response = await fetch(`http://${host}/_local/token`, { method: 'POST', body });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    memory: () => Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) / 1024),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      const rows = await countRows(join(data, 'dynamodb'));
      await rm(data, { recursive: true, force: true });
      return rows;
    },
  };
}

async function countRows(directory: string): Promise<Record<string, number>> {
  const database = await startEmbeddedDynamoDb(directory);
  const call = createDynamoDbClient(database.endpoint, 'us-east-1', 'LOCAL', Date.now);
  const { TableNames } = (await call('ListTables', {})) as { TableNames: string[] };
  const rows: Record<string, number> = {};
  for (const TableName of TableNames) {
    let from: unknown;
    let count = 0;
    do {
      const page = (await call('Scan', {
        TableName,
        Select: 'COUNT',
        ...(from ? { ExclusiveStartKey: from } : {}),
      })) as { Count: number; LastEvaluatedKey?: unknown };
      count += page.Count;
      from = page.LastEvaluatedKey;
    } while (from);
    rows[TableName] = count;
  }
  await database.close();
  return rows;
}
