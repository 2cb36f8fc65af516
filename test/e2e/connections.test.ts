import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { startChatUnderTest } from './chat-under-test.ts';
import { openDatabase } from './database.ts';
import { findTable, untilRows } from './rows.ts';

const chat = startChatUnderTest();
const isEmpty = (rows: string[]) => rows.length === 0;
// Rows of the test before are removed behind its back.
beforeEach(async () => {
  await untilRows(chat.connectionRows, isEmpty);
});

describe('connections', () => {
  test('all succeed when 50 come at once, hear each other, and leave no row behind', async () => {
    const users = Array.from({ length: 50 }, () => chat.name('crowd'));
    const clients = await Promise.all(users.map((user) => chat.connect(user)));
    clients[0]?.send({ type: 'lobby', content: 'hello' });
    for (const client of clients) expect(await client.next()).toBe(`(Lobby): ${users[0]}: hello`);
    await Promise.all(clients.map((client) => client.close()));
    expect(await untilRows(chat.connectionRows, isEmpty)).toEqual([]);
  });

  test('that are killed leave no row behind, in groups neither', async () => {
    const user = chat.name('user');
    const client = await chat.connect(user);
    client.send({ type: 'join', group_name: chat.name('devs') });
    await client.next();
    expect(await chat.connectionRows()).toHaveLength(4);
    client.kill();
    expect(await untilRows(chat.connectionRows, isEmpty)).toEqual([]);
  });

  test('that nobody authenticated on leave no row behind', async () => {
    const client = await chat.connectUnauthenticated();
    expect(await chat.connectionRows()).toHaveLength(1);
    await client.close();
    expect(await untilRows(chat.connectionRows, isEmpty)).toEqual([]);
  });

  test('that died without a word cost nobody else a message, and their rows go', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const [first, second] = [await chat.connect(one), await chat.connect(other)];
    const dead = ['R1kmxc2VNjMCFIA=', 'R1kmxc2VNjMCFIB='];
    const database = openDatabase(chat.stack);
    const hourAgo = Date.now() - 60 * 60 * 1_000;
    for (const id of dead) {
      const row = {
        pk: 'lobby',
        sk: id,
        user: 'ghost',
        protocol: 'v1',
        connectedAt: hourAgo,
        tokenExpiresAt: hourAgo * 2,
        expiresAt: Math.floor(hourAgo / 500),
      };
      await database.send(new PutCommand({ TableName: findTable(chat.stack, 'Connections'), Item: row }));
    }
    database.destroy();

    first.send({ type: 'lobby', content: 'anybody alive?' });

    const said = `(Lobby): ${one}: anybody alive?`;
    expect(await Promise.all([first.next(), second.next()])).toEqual([said, said]);
    const isGone = (rows: string[]) => !rows.some((row) => dead.some((id) => row.endsWith(id)));
    expect(await untilRows(chat.connectionRows, isGone)).not.toEqual([]);
  });

  test('that are still unauthenticated after thirty seconds are closed by their next frame', async () => {
    const client = await chat.connectUnauthenticated();
    const [row] = await chat.connectionRows();
    const connectionId = row?.split(' / ')[0]?.replace('connection:', '');
    const longAgo = Date.now() - 30_001;
    // The event as API Gateway would send it then: waiting for it would take the half minute.
    const event = {
      requestContext: {
        eventType: 'MESSAGE',
        connectionId,
        connectedAt: longAgo,
        requestTimeEpoch: Date.now(),
      },
      body: 'whatever it is',
    };
    await invokeFunction('Message', event);
    await client.closed();
  });

  test.each(['$connect', '$disconnect'])(
    'that send the type %s, which is a route’s name, keep all that they have',
    async (type) => {
      const user = chat.name('user');
      const client = await chat.connect(user);
      const before = await chat.connectionRows();
      client.send({ type });
      expect(await client.next()).toBe(`error: Unknown message type: ${type}`);
      expect(await chat.connectionRows()).toEqual(before);

      // As if API Gateway took the name for the route: no document says that it doesn't.
      const connectionId = before
        .find((row) => row.startsWith(`user:${user} / `))
        ?.replace(`user:${user} / `, '');
      const event = {
        requestContext: {
          eventType: 'MESSAGE',
          connectionId,
          connectedAt: Date.now(),
          requestTimeEpoch: Date.now(),
          authorizer: { user, issuer: 'x', subject: user, tokenExpiresAt: String(Date.now() + 60_000) },
        },
        body: JSON.stringify({ type }),
      };
      await invokeFunction(type === '$connect' ? 'Connect' : 'Disconnect', event);
      expect(await client.next()).toBe(`error: Unknown message type: ${type}`);
      expect(await chat.connectionRows()).toEqual(before);
      client.send({ type: 'lobby', content: 'still here' });
      expect(await client.next()).toBe(`(Lobby): ${user}: still here`);
    },
  );
});

async function invokeFunction(part: string, event: object): Promise<void> {
  const name = chat.stack.functionNames.find((functionName) => functionName.includes(part));
  const response = await fetch(`${chat.stack.url}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    body: JSON.stringify(event),
  });
  expect(await response.json()).toEqual({ statusCode: 200 });
}
