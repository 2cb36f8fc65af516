import { describe, expect, test } from '@jest/globals';
import { handleMessageEvent } from '../../../lambdas/events/message.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import { WRITE_WITHIN_MS } from '../../../protocol/limits.ts';
import { makeGatewayEvent } from '../../proof/gateway/gateway-events.ts';

const HELLO = JSON.stringify({ type: 'lobby', content: 'hello', ref: 'r1' });

/** Somebody signed in by the handshake sends a frame, which waited in front of the function for a while. */
async function sendFrame({
  body,
  waited = 0,
  type = 'MESSAGE',
}: {
  body: string;
  waited?: number;
  type?: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
}) {
  const ports = createMemoryPorts();
  const now = ports.clock.now();
  const tokenExpiresAt = now + 60_000;
  const identity = { user: 'user1', issuer: 'https://issuer.example', subject: 'user1', tokenExpiresAt };
  const connection = { connectionId: 'id=', connectedAt: now - 1_000, protocol: 'v2' } as const;
  const event = makeGatewayEvent({ connection, identity }, { type, at: now - waited, body });
  const result = await handleMessageEvent(ports, event, now);
  const stored = ports.log.entriesOf('lobby');
  return { ports, result, stored, answers: ports.posts.framesOf('id=').map((frame) => JSON.parse(frame)) };
}

describe('a frame', () => {
  test('is answered by a post, and API Gateway with 200', async () => {
    const { result, answers, stored } = await sendFrame({ body: HELLO });
    expect(result).toEqual({ statusCode: 200 });
    expect(answers).toContainEqual({ type: 'ack', ref: 'r1', id: stored[0]?.event.id });
  });

  test('has the time of its event from when API Gateway received it, not from when its function began', async () => {
    const { ports, stored } = await sendFrame({ body: HELLO, waited: 9_000 });
    expect(stored.map(({ event }) => readEventTime(event.id))).toEqual([ports.clock.now() - 9_000]);
  });

  test('that waited too long to be stored is not stored: its event would appear in others’ past', async () => {
    const waited = WRITE_WITHIN_MS + 1;
    const { ports, stored, answers } = await sendFrame({ body: HELLO, waited });
    expect(stored).toEqual([]);
    expect(answers).toMatchObject([{ type: 'error', ref: 'r1', code: 'internal' }]);
    const cause = new Error(`Its frame came ${waited} ms ago: too late to store it`);
    expect(ports.logger.entries).toMatchObject([{ level: 'error', details: { cause } }]);
  });

  test('is what it is, whatever a handshake or a goodbye has for a body', async () => {
    for (const type of ['CONNECT', 'DISCONNECT'] as const) {
      const { result, answers, stored } = await sendFrame({ body: HELLO, type });
      expect([result, answers, stored]).toEqual([{ statusCode: 200 }, [], []]);
    }
  });

  test('whose type is a route that it may have been routed to is answered as any unknown one', async () => {
    for (const route of ['$connect', '$disconnect']) {
      const { answers } = await sendFrame({ body: JSON.stringify({ type: route }) });
      expect(answers).toMatchObject([
        { type: 'error', code: 'unknown_type', error: `Unknown message type: ${route}` },
      ]);
    }
  });

  test('without a body is no JSON', async () => {
    const { answers } = await sendFrame({ body: '' });
    expect(answers).toMatchObject([{ type: 'error', code: 'invalid_json' }]);
  });
});
