import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { GatewayLimits } from '../../../local/gateway/limits.ts';
import type { Connection } from '../../../local/gateway/sockets/connection.ts';
import { watchLifetime } from '../../../local/gateway/sockets/lifetime.ts';

const limits = { idleMs: 1_000, durationMs: 60_000 } as GatewayLimits;

beforeEach(() => void jest.useFakeTimers({ now: 0 }));
afterEach(() => void jest.useRealTimers());

function openSocket() {
  const socket = { OPEN: 1, readyState: 1, close: jest.fn() };
  return { connection: { socket, lastActiveAt: 0, closing: undefined } as unknown as Connection, socket };
}

test('a connection is closed when its last frame is as old as it may be, not when it is looked at next', () => {
  const { connection, socket } = openSocket();
  watchLifetime(connection, limits, Date.now);
  jest.advanceTimersByTime(600);
  connection.lastActiveAt = Date.now();
  jest.advanceTimersByTime(999);
  expect(socket.close).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(socket.close).toHaveBeenCalledTimes(1);
});

test('a connection that is never idle is closed at the end of its time, and one that is not watched any more never', () => {
  const [busy, over] = [openSocket(), openSocket()];
  watchLifetime(busy.connection, limits, Date.now);
  watchLifetime(over.connection, limits, Date.now)();
  for (let time = 0; time < 60_000; time += 500) {
    busy.connection.lastActiveAt = Date.now();
    jest.advanceTimersByTime(499);
    expect(busy.socket.close).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
  }
  expect(busy.socket.close).toHaveBeenCalledTimes(1);
  expect(over.socket.close).not.toHaveBeenCalled();
});
