import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { type RunningStack, startStack } from '../../local/start-stack.ts';
import { ALLOWED_ORIGIN, assemblies, ORIGIN_SECRET } from './assemblies.ts';
import { dynamodbOptions } from './chat-under-test.ts';

const log: string[] = [];

let stack: RunningStack;

beforeAll(async () => {
  stack = await startStack({
    assembly: assemblies.shut.outputDirectory,
    ...dynamodbOptions(),
    onLog: ({ text }) => log.push(text),
  });
});

afterAll(() => stack?.stop());

/** What a handshake is answered. */
async function knock(path: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(new URL(path, stack.webSocketUrl).href, { headers });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => {
      socket.close();
      socket.once('close', () => resolve(101));
    });
  });
}

describe('an API that is shut but for CloudFront, and a chat for one page', () => {
  test('lets in who comes by CloudFront, from that page or from none', async () => {
    const Authorization = `Bearer ${await stack.token('user1')}`;
    expect(await knock('/ws/chat/lobby/', { Authorization })).toBe(101);
    expect(await knock('/ws/chat/lobby/', { Authorization, Origin: ALLOWED_ORIGIN })).toBe(101);
  });

  test('lets in the stack’s own page, which is not in the list', async () => {
    const Authorization = `Bearer ${await stack.token('user1')}`;
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${stack.port}`;
      const headers = { Authorization, Host: host, Origin: `http://${host}` };
      expect(await knock('/ws/chat/lobby/', headers)).toBe(101);
    }
    // Another page of this machine is another origin.
    const headers = { Authorization, Origin: `http://127.0.0.1:${stack.port + 1}` };
    expect(await knock('/ws/chat/lobby/', headers)).toBe(403);
  });

  test.each([
    ['/chat', {}],
    ['/chat', { Origin: ALLOWED_ORIGIN }],
    ['/chat', { 'X-Origin-Secret': 'x'.repeat(32) }],
    ['/ws/chat/lobby/', { Origin: 'https://elsewhere.example' }],
  ])('answers 403 at %s to %j, whatever the token', async (path, headers) => {
    const Authorization = `Bearer ${await stack.token('user1')}`;
    expect(await knock(path, { Authorization, ...(headers as Record<string, string>) })).toBe(403);
  });

  test('puts the secret into no log and no output', () => {
    expect(log.join('\n')).toContain('A handshake was refused');
    expect(log.join('\n') + JSON.stringify(stack.outputs)).not.toContain(ORIGIN_SECRET);
  });
});
