import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { findGrants } from '../lib/granted-permissions.ts';
import { FUNCTIONS, type FunctionName, TABLES } from '../lib/template-parts.ts';
import { assemblies } from './assemblies.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { findTable, readRows, untilRows } from './rows.ts';

const chat = startChatUnderTest({ recordCalls: true });
let template: Template;
beforeAll(async () => {
  const path = `${assemblies.open.outputDirectory}/Chat.template.json`;
  template = Template.fromJSON(JSON.parse(await readFile(path, 'utf8')));
});

/** What a function has called, in the words of its role. */
async function findCalls(name: FunctionName): Promise<string[]> {
  const { byFunction } = await chat.stack.calls();
  const calls = Object.entries(byFunction).find(([functionName]) => functionName.includes(name))?.[1] ?? {};
  const tableOf = new Map(TABLES.map((table) => [findTable(chat.stack, table), table] as const));
  return Object.entries(calls).flatMap(([action, resources]) =>
    Object.keys(resources).flatMap((resource) => {
      const table = tableOf.get(resource);
      return table === undefined ? [] : [`${action} on ${table}`];
    }),
  );
}

test('functions do nothing to a table that their roles don’t allow', async () => {
  const [one, other] = [await chat.connect('one'), await chat.connect('other')];
  const frames = [
    { type: 'join', group_name: 'devs' },
    { type: 'group', group_name: 'devs', content: 'hi' },
    { type: 'leave', group_name: 'devs' },
    { type: 'add', target: 'other' },
    { type: 'block', target: 'other' },
    { type: 'unblock', target: 'other' },
    { type: 'unfriend', target: 'other' },
    { type: 'lobby', content: 'hi' },
  ];
  for (const frame of frames) {
    one.send(frame);
    await one.next();
  }
  await other.close();
  await untilRows(chat.connectionRows, (rows) => !rows.some((row) => row.startsWith('user:other ')));
  one.send({ type: 'whisper', target: 'other', content: 'for later' });
  // Else the whisper's own function may see who signs in, and there is nothing left to be handed over by the other.
  await untilRows(
    () => readRows(chat.stack, 'Messages'),
    (rows) => rows.some((row) => row.startsWith('waiting:other ')),
  );
  const back = await chat.connectUnauthenticated();
  back.send({ type: 'authenticate', token: `Bearer ${await chat.stack.token('other')}` });
  expect(await back.nextSorted(2)).toEqual(['(Authenticated): other', '(Whisper from one): for later']);

  for (const name of FUNCTIONS) {
    const calls = await findCalls(name);
    expect({ name, calls: calls.filter((call) => !findGrants(template, name).includes(call)) }).toEqual({
      name,
      calls: [],
    });
  }
  // The recording works: these have certainly been called.
  expect(await findCalls('Connect')).toContain('dynamodb:BatchWriteItem on Connections');
  // Asked for at the sign-in; it may begin when the whisper has been told already.
  await untilRows(
    () => findCalls('Deliver'),
    (calls) => calls.includes('dynamodb:Query on Messages'),
  );
});
