import { afterEach, describe, test } from '@jest/globals';
import type { RunningStack } from '../../local/start-stack.ts';
import { readTranscripts } from '../protocol-doc/read-transcripts.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { ADMIN, replay } from './replay.ts';
import { deletePartition, isOfConnection, readRows, untilRows } from './rows.ts';

const transcripts = [...readTranscripts()].flatMap(([file, ofFile]) =>
  ofFile.map((transcript) => ({ name: `${file}: ${transcript.title}`, transcript })),
);

describe.each(groupBySettings())('with the settings %s', (shown, group) => {
  const chat = startChatUnderTest({ settings: JSON.parse(shown), maxConcurrency: 1 });
  afterEach(() => forgetLobby(chat.stack));

  test.each(group.map(({ name, transcript }, index) => ({ name, transcript, suffix: `.t${index}` })))(
    'the server does as the page says: $name',
    async ({ transcript, suffix }) => {
      await replay(chat.stack, transcript, { suffix });
    },
  );
});

type Named = (typeof transcripts)[number];

/** One stack for all that need the same. */
function groupBySettings(): [settings: string, group: Named[]][] {
  const groups = new Map<string, Named[]>();
  for (const named of transcripts) {
    const settings = JSON.stringify(named.transcript.settings);
    groups.set(settings, [...(groups.get(settings) ?? []), named]);
  }
  return [...groups];
}

/** Everybody hears the lobby, and finds it in history, and the admin is the same, who sees all reports: one transcript must not see another’s. */
async function forgetLobby(stack: RunningStack): Promise<void> {
  await untilRows(
    () => readRows(stack, 'Connections'),
    (rows) => !rows.some(isOfConnection),
  );
  for (const partition of ['log:lobby', 'audit:lobby', 'reports', `ref:${ADMIN}`])
    await deletePartition(stack, 'Messages', partition);
}
