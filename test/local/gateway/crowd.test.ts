import { PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, test } from '@jest/globals';
import { createGate } from './fake-functions.ts';
import { gatewayStarter } from './gateway-under-test.ts';

describe('many at once', () => {
  const start = gatewayStarter();

  test('50 clients that connect at the same time all get in', async () => {
    const gate = createGate();
    const { connect, eventsOf, gateway } = await start({
      functions: {
        $connect: async () => {
          await gate.opened;
          return { statusCode: 200 };
        },
      },
    });
    const connecting = Promise.all(Array.from({ length: 50 }, () => connect()));
    const ids = new Set<string>();
    for (let count = 0; count < 50; count += 1) {
      ids.add((await eventsOf('$connect').next()).requestContext.connectionId);
    }
    gate.open();
    await connecting;
    expect(ids.size).toBe(50);
    expect(gateway.connectionCount).toBe(50);
  });

  test('100 frames sent at once are all handled and answered', async () => {
    const { connect } = await start({
      routes: { $default: { returnsResponse: true } },
      functions: { $default: ({ body }) => ({ statusCode: 200, body }) },
    });
    const client = await connect();
    const sent = Array.from({ length: 100 }, (_, index) => `message ${index}`);
    for (const message of sent) client.send(message);
    const received = new Set<string>();
    for (let count = 0; count < sent.length; count += 1) received.add(await client.nextMessage());
    expect(received).toEqual(new Set(sent));
  });

  test('a message posted to 50 connections reaches each', async () => {
    const { connect, eventsOf, client } = await start();
    const members = await Promise.all(Array.from({ length: 50 }, () => connect()));
    const connectionIds = eventsOf('$connect').waitingItems.map((event) => event.requestContext.connectionId);
    await Promise.all(
      connectionIds.map((ConnectionId) =>
        client.send(new PostToConnectionCommand({ ConnectionId, Data: `for ${ConnectionId}` })),
      ),
    );
    const received = await Promise.all(members.map((member) => member.nextMessage()));
    expect(new Set(received)).toEqual(new Set(connectionIds.map((id) => `for ${id}`)));
  });
});
