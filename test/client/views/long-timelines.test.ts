import { describe, expect, test } from '@jest/globals';
import { timelineRows } from '../../../client/index.ts';
import { addEvent, addPage, emptyStretch } from '../../../client/views/timeline/timeline.ts';
import type { MessageFrame } from '../../../protocol/frames/logged.ts';
import { startClient } from '../client-under-test.ts';

const ROWS = 5_000;

/** Events whose ids count how often they are looked at. */
function createCountedEvents() {
  let looks = 0;
  const make = (place: number): MessageFrame => ({
    type: 'message',
    conversation: 'lobby',
    from: 'user2',
    content: `${place}`,
    ts: '2026-01-01T00:00:00.000Z',
    get id() {
      looks++;
      return String(place).padStart(26, '0');
    },
  });
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => make(from + index));
  return {
    range,
    stretchOf: (from: number, to: number) =>
      addPage(emptyStretch(ROWS + 1), { events: range(from, to), before: 'more' }),
    /** Of what is done in it. */
    looksOf(run: () => unknown) {
      looks = 0;
      run();
      return looks;
    },
  };
}

describe('a timeline of 5,000 events', () => {
  test('looks at a few of them for one that comes at the end, late, again, or to the limit', () => {
    const { range, stretchOf, looksOf } = createCountedEvents();
    const stretch = stretchOf(0, ROWS);
    for (const at of [ROWS, ROWS / 2, 0]) {
      const [event] = range(at, at + 1);
      expect(looksOf(() => event && addEvent(stretch, event))).toBeLessThan(60);
    }
    const full = { ...stretch, limit: ROWS };
    const [event] = range(ROWS, ROWS + 1);
    expect(looksOf(() => event && addEvent(full, event))).toBeLessThan(60);
  });

  test('looks at a few of them for each of an older page', () => {
    const { range, stretchOf, looksOf } = createCountedEvents();
    const stretch = stretchOf(100, ROWS + 100);
    const page = range(0, 100).reverse();
    const looks = looksOf(() => addPage(stretch, { events: page, before: null }));
    expect(looks).toBeLessThan(100 * 60);
  });
});

describe('the rows of a timeline', () => {
  async function startRows(limit?: number) {
    const under = startClient();
    const { client, chat, timers, goLive } = under;
    client.timeline('lobby', { ...(limit !== undefined && { limit }) });
    const view = timelineRows(client, 'lobby');
    view.onChange(() => undefined);
    for (let place = 0; place < 6; place++)
      chat.store({ conversation: 'lobby', content: `${place}` }, 600_000 - place);
    await goLive();
    const loading = view.older(3);
    await timers.advance(100);
    await loading;
    return { ...under, view };
  }
  const contentsOf = ({ value }: ReturnType<typeof timelineRows>) =>
    value.rows.map((row) =>
      row.status === 'sent' && row.event.type === 'message' ? row.event.content : row.status,
    );

  test('stay the same objects when one comes behind them, between them or before them', async () => {
    const { view, chat, timers } = await startRows();
    const late = chat.store({ conversation: 'lobby', content: 'late' }, 300_000);
    chat.say('new');
    await timers.advance(100);
    const before = view.value.rows;
    expect(contentsOf(view)).toEqual(['3', '4', '5', 'new']);
    chat.post(late);
    await timers.advance(100);
    expect(contentsOf(view)).toEqual(['3', '4', '5', 'late', 'new']);
    expect(before.map((row) => view.value.rows.includes(row))).toEqual([true, true, true, true]);
    const loading = view.older(2);
    await timers.advance(100);
    await loading;
    expect(contentsOf(view)).toEqual(['1', '2', '3', '4', '5', 'late', 'new']);
    expect(before.map((row) => view.value.rows.includes(row))).toEqual([true, true, true, true]);
  });

  test('stay the same objects when the oldest go at the limit', async () => {
    const { view, chat, timers } = await startRows(3);
    const [, ...kept] = view.value.rows;
    chat.say('new');
    await timers.advance(100);
    expect(contentsOf(view)).toEqual(['4', '5', 'new']);
    expect(view.value.rows.slice(0, 2)).toEqual(kept);
    expect(kept.every((row, place) => row === view.value.rows[place])).toBe(true);
  });

  test('are the very value of before when something is sent elsewhere', async () => {
    const { view, client, timers } = await startRows();
    const before = view.value;
    void client.whisper('user2', 'elsewhere');
    await timers.advance(100);
    expect(view.value).toBe(before);
  });
});
