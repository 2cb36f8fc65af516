import { DeleteConnectionCommand, GetConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, test } from '@jest/globals';
import type { FaultPlan } from '../../../local/faults/fault-plan.ts';
import { echoStarter, open } from './echo-stack.ts';

const start = echoStarter();

describe('posts', () => {
  test('answer each failure as the real service does', async () => {
    const { stack, post } = await start();
    const { id } = await open(stack);
    const strike = (...rules: NonNullable<FaultPlan['posts']>['rules'] & object[]) =>
      stack.setFaults({ posts: { rules } });

    await strike({ action: 'throttle', retryAfterSeconds: 2 });
    const throttled = await post(id).catch((error) => error);
    expect(throttled).toMatchObject({ name: 'LimitExceededException', $metadata: { httpStatusCode: 429 } });
    expect(throttled.$response.headers['retry-after']).toBe('2');

    await strike({ action: 'gone' });
    await expect(post(id)).rejects.toMatchObject({
      name: 'GoneException',
      $metadata: { httpStatusCode: 410 },
      $response: { headers: { 'x-amzn-errortype': 'GoneException' } },
    });

    await strike({ action: 'error', status: 503 });
    await expect(post(id)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });

    await strike({ action: 'reset' });
    await expect(post(id)).rejects.toThrow('ECONNRESET');

    await strike({ action: 'hang', forMs: 20 });
    await expect(post(id)).rejects.toThrow('socket hang up');

    await strike({ action: 'hang', forMs: 20, end: 'answer' });
    expect((await post(id)).$metadata.httpStatusCode).toBe(200);
  });

  test('that fail are not delivered, unless the failure is applied', async () => {
    const { stack, post } = await start({
      faults: {
        posts: {
          rules: [
            { action: 'reset', times: 1 },
            { action: 'reset', applied: true, times: 1 },
          ],
        },
      },
    });
    const socket = await open(stack);
    await expect(post(socket.id, 'lost')).rejects.toThrow();
    await expect(post(socket.id, 'delivered')).rejects.toThrow();
    await post(socket.id, 'answered');
    expect([await socket.next(), await socket.next()]).toEqual(['delivered', 'answered']);
  });

  test('of some connections always fail', async () => {
    const { stack, post } = await start({
      faults: { posts: { rules: [{ action: 'gone', share: 0.5, by: 'connection' }] } },
    });
    const ids = Array.from({ length: 40 }, (_, index) => `${String(index).padStart(15, 'A')}=`);
    const real = await open(stack);
    const outcomes = await Promise.all([real.id, ...ids].map((id) => post(id).catch((error) => error.name)));
    const again = await Promise.all([real.id, ...ids].map((id) => post(id).catch((error) => error.name)));
    expect(typeof again[0]).toBe(typeof outcomes[0]);
    const { struck } = await stack.calls();
    expect(struck['posts.rules[0]']).toBeGreaterThan(20);
    // The same connections at both times, so it is an even number.
    expect((struck['posts.rules[0]'] ?? 0) % 2).toBe(0);
  });

  test('are delivered at the end of the latency, many at once', async () => {
    const { stack, post } = await start({ faults: { posts: { latencyMs: 50 } } });
    const socket = await open(stack);
    const startedAt = performance.now();
    const posts = Promise.all(Array.from({ length: 30 }, (_, index) => post(socket.id, String(index))));
    await socket.next();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(50);
    await posts;
    expect((await stack.calls()).posts).toBe(30);
  });

  test('are what a rule strikes, and other calls only when it names them', async () => {
    const { stack, connections } = await start({ faults: { posts: { rules: [{ action: 'gone' }] } } });
    const { id: ConnectionId } = await open(stack);
    await connections.send(new GetConnectionCommand({ ConnectionId }));
    await stack.setFaults({
      posts: { rules: [{ action: 'throttle', operations: ['GetConnection', 'DeleteConnection'] }] },
    });
    await expect(connections.send(new GetConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
      name: 'LimitExceededException',
    });
    await expect(connections.send(new DeleteConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
      name: 'LimitExceededException',
    });
    expect(await stack.calls()).toMatchObject({ posts: 0, gets: 2, deletes: 1 });
  });
});

describe('invocations', () => {
  test('answer each failure as Lambda does', async () => {
    const { stack, invoke } = await start({
      faults: {
        invocations: {
          rules: [
            { action: 'throttle', times: 1, retryAfterSeconds: 1 },
            { action: 'error', times: 1 },
            { action: 'reset', times: 1 },
            { action: 'hang', forMs: 20, times: 1 },
          ],
        },
      },
    });
    await expect(invoke('Later', {})).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'CallerRateLimitExceeded',
      retryAfterSeconds: '1',
      $metadata: { httpStatusCode: 429 },
    });
    await expect(invoke('Later', {})).rejects.toMatchObject({
      name: 'ServiceException',
      $metadata: { httpStatusCode: 500 },
    });
    await expect(invoke('Later', {})).rejects.toThrow('ECONNRESET');
    await expect(invoke('Later', {})).rejects.toThrow('socket hang up');
    expect((await stack.calls()).invocations).toBe(4);
  });

  test('that are asynchronous are lost or delivered twice', async () => {
    const { stack, invoke } = await start({
      faults: {
        invocations: {
          rules: [
            { action: 'lose', times: 1 },
            { action: 'twice', times: 1 },
          ],
        },
      },
    });
    const { id: connectionId, ...socket } = await open(stack);
    for (const text of ['first', 'second', 'third']) {
      expect((await invoke('Later', { connectionId, text })).StatusCode).toBe(202);
    }
    const texts = [await socket.next(), await socket.next(), await socket.next()];
    expect(texts.sort()).toEqual(['later: second', 'later: second', 'later: third']);
  });

  test('that crash are tried again when they are asynchronous', async () => {
    const { stack, invoke } = await start({
      faults: { invocations: { rules: [{ action: 'crash', afterCalls: 0, times: 1 }] } },
    });
    const { id: connectionId, ...socket } = await open(stack);
    await invoke('Later', { connectionId, text: 'again' });
    expect(await socket.next()).toBe('later: again');
    expect((await stack.calls()).struck).toEqual({ 'invocations.rules[0]': 1 });
  });

  test('start at the end of the latency', async () => {
    const { stack, invoke } = await start({ faults: { invocations: { latencyMs: 60 } } });
    const { id: connectionId, ...socket } = await open(stack);
    const startedAt = performance.now();
    const accepted = invoke('Later', { connectionId, text: 'slow' });
    await socket.next();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(60);
    await accepted;
  });
});
