import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { LogEntry } from '../../local/log.ts';
import type { RunningStack } from '../../local/running-stack.ts';
import { startStack } from '../../local/start-stack.ts';
import { synthesizeOtherApps } from './fixtures/other-apps-assembly.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from './fixtures/temporary-directory.ts';
import { openSocket } from './fixtures/test-socket.ts';

let temporary: TemporaryDirectory;
let assembly: string;
let running: RunningStack | undefined;
let errors: LogEntry[];

beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
  // A project of ES modules around all of it, which must not make some of what runs as it is on Lambda.
  await writeFile(join(temporary.path, 'package.json'), '{"type":"module"}');
  assembly = await synthesizeOtherApps(join(temporary.path, 'cdk.out'));
}, 300_000);
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => temporary.remove());

async function start(stack: string): Promise<RunningStack> {
  errors = [];
  const onLog = (entry: LogEntry) => entry.level === 'error' && errors.push(entry);
  running = await startStack({ assembly, stack, onLog });
  return running;
}

test('the classic three routes: plain CommonJS and inline code, messages to all at the address in the event', async () => {
  const { webSocketUrl } = await start('Classic');
  const [first, second] = [await openSocket(webSocketUrl), await openSocket(webSocketUrl)];
  first.send({ action: 'sendmessage', data: 'hello, all' });
  expect([await first.next(), await second.next()]).toEqual(['hello, all', 'hello, all']);
  await second.close();
  first.send({ action: 'sendmessage', data: 'hello, me' });
  expect(await first.next()).toBe('hello, me');
  expect(errors).toEqual([]);
  await first.close();
});

test('two stacks, one of which imports from the other: started by the name of either', async () => {
  for (const name of ['RoomsApi', 'RoomsStore']) {
    const { webSocketUrl, tableNames, stop } = await start(name);
    expect(Object.keys(tableNames)).toEqual([expect.stringMatching(/^RoomsStore\/Members/)]);
    const [first, second] = [await openSocket(webSocketUrl), await openSocket(webSocketUrl)];
    for (const socket of [first, second]) {
      expect(await socket.ask({ action: 'join', room: 'tea' })).toEqual({ joined: 'tea' });
    }
    expect(await first.ask({ action: 'say', room: 'tea', text: 'milk?' })).toEqual({ heard: 1 });
    expect(await second.next()).toBe('milk?');
    expect(errors).toEqual([]);
    await Promise.all([first.close(), second.close()]);
    await stop();
  }
});

test('versions and aliases, ES modules that are not bundled, a nested handler and a relative path', async () => {
  const { webSocketUrl, ignored } = await start('Presence');
  const socket = await openSocket(webSocketUrl);
  socket.send({ kind: 'hello' });
  expect([await socket.next(), await socket.next()].sort()).toEqual([
    'Welcome',
    '{"alias":"live","functionVersion":"1","notifiedBy":"1"}',
  ]);
  expect(errors).toEqual([]);
  expect(ignored).toEqual([
    expect.stringMatching(/^"Motd.*" \(AWS::SSM::Parameter\): functions can't ask for it/),
    expect.stringMatching(/^The route "hello" \(".*"\) asks nobody for an API key\.$/),
  ]);
  await socket.close();
});

test('an assembly with all of them asks which is meant', async () => {
  await expect(startStack({ assembly })).rejects.toThrow(
    /several stacks \(Classic, RoomsStore, RoomsApi, Presence\): choose one with --stack NAME/,
  );
});
