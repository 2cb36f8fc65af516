import { describe, expect, test } from '@jest/globals';
import {
  canEdit,
  createMemoryStore,
  failedMessages,
  isChangeCommand,
  type Row,
  timelineRows,
} from '../../../client/index.ts';
import { ownChange } from '../../../client/wire/own-change.ts';
import { idOfTime, makeEventId } from '../../../protocol/events/event-id.ts';
import { toLoggedFrame } from '../../../protocol/render-v2.ts';
import { createTestChat, type TestChat } from '../../../testing/test-chat.ts';
import { startClient } from '../client-under-test.ts';
import { connect } from '../test-chat-clients.ts';

const TOO_LATE = { code: 'too_late', message: 'Too late to edit: within 24 h' } as const;

/** `Hi`, with its change: `Hi (pending edit)`, `Hi (failed edit: too_late)`. */
function textOf(row: Row): string {
  if (row.status !== 'sent' || row.event.type !== 'message') return row.status;
  const { change, event } = row;
  const text = event.deleted ? 'deleted' : event.content;
  if (!change) return text;
  return `${text} (${change.status} ${change.command.type}${change.error ? `: ${change.error.code}` : ''})`;
}

/** A client that has said `a` in the lobby, and what its rows showed from then on, without repeats. */
async function start(chat: TestChat = createTestChat()) {
  const client = await connect(chat, 'user1', { report: () => undefined });
  const view = timelineRows(client, 'lobby');
  const { id = '' } = await client.lobby('a');
  const shown: string[] = [];
  const look = () => {
    const text = view.value.rows.map(textOf).join(' | ');
    if (text !== shown.at(-1)) shown.push(text);
  };
  view.onChange(look);
  look();
  return { chat, client, id, view, shown, failed: failedMessages(client) };
}

describe('a change of one’s own', () => {
  test('is shown at once, as one that waits, and never as it was before in between', async () => {
    const { chat, client, id, shown } = await start();
    await client.edit('lobby', id, 'b');
    await chat.settled();
    await client.delete('lobby', id);
    await chat.settled();
    expect(shown).toEqual(['a', 'b (pending edit)', 'b', 'deleted (pending delete)', 'deleted']);
  });

  test('is shown as done once it is acknowledged, though it is told only later', async () => {
    const { client, chat, timers, goLive } = startClient();
    const view = timelineRows(client, 'lobby');
    await goLive();
    void client.lobby('a');
    await timers.advance(100);
    const [row] = view.value.rows;
    chat.answerAll('edit', { type: 'ack', id: idOfTime(timers.now()) });
    void client.edit('lobby', (row?.status === 'sent' && row.event.id) || '', 'b');
    await timers.advance(100);
    expect(view.value.rows.map(textOf)).toEqual(['b']);
  });

  test('waits without a connection, and is done with the next one', async () => {
    const { chat, client, id, shown } = await start();
    const other = await connect(chat, 'user2');
    const heard = timelineRows(other, 'lobby');
    await heard.older();
    chat.disconnect('user1');
    const editing = client.edit('lobby', id, 'two\r\nlines');
    expect(shown.at(-1)).toBe('two\nlines (pending edit)');
    chat.reconnect('user1');
    await editing;
    await chat.settled();
    expect(shown.at(-1)).toBe('two\nlines');
    expect(heard.value.rows.map(textOf)).toEqual(['two\nlines']);
  });

  test('is shown by the last of several that wait', async () => {
    const { client, id, shown } = await start();
    await Promise.all([client.edit('lobby', id, 'b'), client.edit('lobby', id, 'c')]);
    expect(shown).toEqual(['a', 'b (pending edit)', 'c (pending edit)', 'c']);
  });

  test('goes back when it is refused, and says why until it is dismissed', async () => {
    const { chat, client, id, shown, failed, view } = await start();
    chat.refuseNext('user1', 'edit', TOO_LATE);
    await expect(client.edit('lobby', id, 'b')).rejects.toMatchObject({ code: 'too_late' });
    expect([shown[1], shown.at(-1)]).toEqual(['b (pending edit)', 'a (failed edit: too_late)']);
    const [row] = view.value.rows;
    expect(row).toMatchObject({
      change: { command: { content: 'b' }, error: { message: TOO_LATE.message } },
    });
    expect(failed.value).toEqual([]);
    await client.lobby('x');
    expect(view.value.rows[0]).toBe(row);
    chat.refuseNext('user1', 'edit', TOO_LATE);
    const again = client.edit('lobby', id, 'c');
    expect(shown.at(-1)).toBe('c (pending edit) | x');
    await again.catch(() => undefined);
    expect(shown.at(-1)).toBe('a (failed edit: too_late) | x');
    failed.dismiss(failed.changes.value[0]?.ref ?? '');
    expect(shown.at(-1)).toBe('a | x');
  });

  test('is asked for again by its ref, an edit as a deletion', async () => {
    const { chat, client, id, shown, failed } = await start();
    for (const type of ['edit', 'delete'] as const) {
      chat.refuseNext('user1', type, { code: 'blocked', message: 'No' });
      const asked = type === 'edit' ? client.edit('lobby', id, 'b') : client.delete('lobby', id);
      await asked.catch(() => undefined);
      const [one] = failed.changes.value;
      failed.retry(one?.ref ?? '');
      await chat.settled();
    }
    expect([failed.changes.value, shown.at(-1)]).toEqual([[], 'deleted']);
    expect(shown).toContain('b');
  });

  test('is no failure any more once another is done, here or elsewhere, or it is known to have been done', async () => {
    const { chat, client, id, failed } = await start();
    const fail = async (content: string, code: string) => {
      chat.refuseNext('user1', 'edit', { code, message: 'No' });
      await client.edit('lobby', id, content).catch(() => undefined);
      expect(failed.changes.value.map(({ command }) => command.type === 'edit' && command.content)).toEqual([
        content,
      ]);
    };
    await fail('b', 'too_late');
    await fail('c', 'too_late');
    await client.edit('lobby', id, 'd');
    await chat.settled();
    expect(failed.changes.value).toEqual([]);
    const phone = await connect(chat, 'user1');
    await fail('e', 'given_up');
    await phone.edit('lobby', id, 'e');
    await chat.settled();
    expect(failed.changes.value).toEqual([]);
    await fail('f', 'too_late');
    await phone.delete('lobby', id);
    await chat.settled();
    expect(failed.changes.value).toEqual([]);
  });

  test('that failed keeps nothing in the store, nor what was asked elsewhere in this conversation’s rows', async () => {
    const chat = createTestChat();
    const store = createMemoryStore();
    const client = await connect(chat, 'user1', { store });
    failedMessages(client);
    const { id = '' } = await client.whisper('user1', 'a');
    chat.refuseNext('user1', 'edit', TOO_LATE);
    const lobby = timelineRows(client, 'lobby');
    await client.edit('whisper:user1', id, 'b').catch(() => undefined);
    expect(lobby.value.rows).toEqual([]);
    expect(JSON.stringify(await store.load())).not.toContain('too_late');
  });

  test('may be asked for of what is one’s own and stands', async () => {
    const { chat, client, view } = await start();
    const other = await connect(chat, 'user2');
    await other.lobby('theirs');
    const { id = '' } = await client.lobby('gone');
    await client.delete('lobby', id);
    await chat.settled();
    chat.disconnect('user1');
    void client.lobby('unsent').catch(() => undefined);
    expect(view.value.rows.map((row) => canEdit(client, row))).toEqual([true, false, false, false]);
  });
});

describe('the event that is made of a change and its answer', () => {
  const id = makeEventId({ receivedAt: Date.UTC(2026, 10, 27), arrival: 0, random: () => 0.5 });
  const of = makeEventId({ receivedAt: Date.UTC(2026, 10, 26), arrival: 0, random: () => 0.5 });
  const whisper = { in: 'whisper', from: 'user1', to: 'user2', id, of } as const;

  test('is the one that the server tells', () => {
    const command = { conversation: 'whisper:user2', id: of };
    const own = { id, user: 'user1' };
    expect(ownChange({ type: 'edit', ...command, content: 'a\r\n@user2' }, own)).toEqual(
      toLoggedFrame({ type: 'edited', ...whisper, newContent: 'a\n@user2' }, 'user1'),
    );
    expect(ownChange({ type: 'delete', ...command }, own)).toEqual(
      toLoggedFrame({ type: 'deleted', ...whisper }, 'user1'),
    );
  });

  test('is made of changes alone', () => {
    expect(['edit', 'delete', 'lobby', 'join'].map((type) => isChangeCommand({ type }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
