import { describe, expect, test } from '@jest/globals';
import { drainWaiting } from '../../../chat/waiting/drain-waiting.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { REPLY_CONTENT_MAX_BYTES } from '../../../protocol/limits.ts';
import { countRounds } from '../count-rounds.ts';
import { loseDeliveries } from '../healing/lose-deliveries.ts';
import { createReplyTalk, PLACES, quoteOf, type ReplyTalk } from './reply-talk.ts';

type Frame = Record<string, unknown>;

/** What nobody can answer. */
const unanswerable: Readonly<Record<string, (talk: ReplyTalk) => Promise<unknown>>> = {
  'that there isn’t': async () => idOfTime(1),
  'of another conversation': async ({ ask, ann }) =>
    (await ask(ann, { type: 'whisper', target: 'ann', content: 'Mine' })).id,
  'that is deleted': async ({ change, id }) => {
    await change('delete');
    return id;
  },
  'that is no message': async ({ ask, ben }) => (await ask(ben.v2, { type: 'add', target: 'ann' })).id,
};

describe.each(PLACES)('a reply in the %s', (place) => {
  test('shows what it answers, live and in history, in both protocols', async () => {
    const { id, line, reply, heardBy, framesTo, shown, ann, ben } = await createReplyTalk(place);
    const { id: replyId } = await reply();
    expect(heardBy(ben.v1)).toEqual([`${line}: (Re ben): Yes`]);
    expect(framesTo(ben.v2)).toMatchObject([
      { type: 'message', id: replyId, content: 'Yes', reply_to: quoteOf(id) },
    ]);
    for (const one of [ann, ben.v2]) expect(await shown(one, replyId)).toEqual(quoteOf(id));
  });

  test('shows what that says by now, in history, a sync and the list of conversations', async () => {
    const { id, reply, shown, change, ask, ann, nameFor } = await createReplyTalk(place);
    const { id: replyId } = await reply();
    const everywhere = async () => {
      const synced = (await ask(ann, { type: 'sync' })).events as Frame[];
      const items = (await ask(ann, { type: 'conversations' })).items as Frame[];
      const listed = items.find(({ conversation }) => conversation === nameFor(ann))?.last as Frame;
      return [
        await shown(ann, replyId),
        synced.find((event) => event.id === replyId)?.reply_to,
        listed.reply_to,
      ];
    };
    await change('edit', 'Shall we go?');
    expect(await everywhere()).toEqual(Array(3).fill(quoteOf(id, 'Shall we go?')));
    await change('delete');
    expect(await everywhere()).toEqual(Array(3).fill({ id, from: 'ben', deleted: true }));
  });

  test('is stored with the id alone of what it answers', async () => {
    const { ports, reply, change, id } = await createReplyTalk(place);
    await reply();
    await change('delete');
    const logs = ['lobby', 'whisper:ann|ben', `group:${(await ports.groups.find('devs'))?.groupId}`];
    const stored = JSON.stringify(logs.map((name) => ports.log.entriesOf(name)));
    expect(stored).toContain(`"replyTo":"${id}"`);
    expect(stored).not.toContain('Shall we?');
  });

  test('is told by a sweep with what that says by then, where its function died over it', async () => {
    const { ports: losing, lose } = loseDeliveries();
    const talk = await createReplyTalk(place, losing);
    const { id, line, reply, change, heardBy, framesTo, ann, ben, sweep } = talk;
    await lose(async () => void (await reply()));
    await change('edit', 'Shall we go?');
    heardBy(ben.v1);
    for (const one of [ann, ben.v2]) framesTo(one);
    await sweep();
    expect(heardBy(ben.v1)).toEqual([`${line}: (Re ben): Yes`]);
    for (const one of [ann, ben.v2])
      expect(framesTo(one)).toMatchObject([{ type: 'message', reply_to: quoteOf(id, 'Shall we go?') }]);
  });

  test.each(Object.keys(unanswerable))('to one %s is refused', async (which) => {
    const talk = await createReplyTalk(place);
    const about = await unanswerable[which]?.(talk);
    expect(await talk.reply('Yes', about)).toMatchObject({
      type: 'error',
      code: 'message_not_found',
      error: `Message not found: ${about}`,
      retryable: false,
    });
  });

  test('is refused with more content than leaves room for what it quotes, said or edited', async () => {
    const { reply, ask, ann, nameFor } = await createReplyTalk(place);
    const longest = 'x'.repeat(REPLY_CONTENT_MAX_BYTES);
    const refused = {
      code: 'too_large',
      error: `Content too large: at most ${REPLY_CONTENT_MAX_BYTES} bytes`,
    };
    expect(await reply(`${longest}x`)).toMatchObject(refused);
    const { id } = await reply(longest);
    const edit = (content: string) => ask(ann, { type: 'edit', conversation: nameFor(ann), id, content });
    expect(await edit(`${longest}x`)).toMatchObject(refused);
    expect(await edit(longest)).toMatchObject({ type: 'ack' });
  });

  test('takes at most one phase more than another message', async () => {
    const { ports, rounds } = countRounds(createMemoryPorts());
    const { reply, ask, ann, toBen } = await createReplyTalk(place, ports);
    await reply();
    const roundsOf = async (say: () => Promise<unknown>) => {
      const before = rounds.passed();
      await say();
      return rounds.passed() - before;
    };
    const plain = await roundsOf(() => ask(ann, { ...toBen, content: 'Yes' }));
    expect((await roundsOf(() => reply())) - plain).toBeLessThanOrEqual(1);
  });

  test('that is deleted shows nothing of what it answered', async () => {
    const { reply, ask, ann, nameFor, shown } = await createReplyTalk(place);
    const { id } = await reply();
    await ask(ann, { type: 'delete', conversation: nameFor(ann), id });
    expect(await shown(ann, id)).toBeUndefined();
  });

  test('that comes again under its ref is done once, though what it answers was deleted meanwhile', async () => {
    const { reply, ask, ann, ben, toBen, id, change, framesTo } = await createReplyTalk(place);
    const again = () => ask(ann, { ...toBen, content: 'Yes', reply_to: id, ref: 'same' });
    const first = await again();
    await change('delete');
    framesTo(ben.v2);
    expect(await again()).toEqual(first);
    expect(framesTo(ben.v2)).toEqual([]);
    expect(await reply()).toMatchObject({ code: 'message_not_found' });
  });

  test('is a message like any other where v1 sends it', async () => {
    const { ben, toAnn, id, send, heardBy, ann, framesTo } = await createReplyTalk(place);
    framesTo(ann);
    await send(ben.v1, { ...toAnn, content: 'And?', reply_to: id });
    await send(ben.v1, { ...toAnn, content: 'And?', reply_to: 7 });
    expect(framesTo(ann)).toMatchObject([{ content: 'And?' }, { content: 'And?' }]);
    expect(heardBy(ben.v1).filter((text) => text.includes('(Re') || text.startsWith('error'))).toEqual([]);
  });
});

test('what somebody has just said can be answered, though a cheap read lags behind', async () => {
  const { ports, reply, framesTo, ben, id } = await createReplyTalk('lobby');
  const { find } = ports.log;
  ports.log.find = async (conversation, about, read) =>
    read?.consistent === false ? undefined : find(conversation, about);
  await reply();
  expect(framesTo(ben.v2)).toMatchObject([{ reply_to: quoteOf(id) }]);
});

test('a page of replies to one message reads that once, and a page without replies reads none', async () => {
  const { ports, reply, ask, ann, toBen, ben } = await createReplyTalk('lobby');
  const { find } = ports.log;
  let reads = 0;
  ports.log.find = async (...given) => {
    reads++;
    return find(...given);
  };
  const page = async () => {
    const before = reads;
    await ask(ben.v2, { type: 'history', conversation: 'lobby', limit: 3 });
    return reads - before;
  };
  for (const _ of [1, 2, 3]) await reply();
  expect(await page()).toBe(1);
  for (const _ of [1, 2, 3]) await ask(ann, { ...toBen, content: 'Hi' });
  expect(await page()).toBe(0);
});

test('a whispered reply that waits is handed over with what it answers as that is by then', async () => {
  const { ports, connect, reply, change, id, framesTo } = await createReplyTalk('whisper');
  for await (const page of ports.subscriptions.pages('user:ben', { consistent: true }))
    await ports.subscriptions.removeAll(page);
  await reply();
  await change('edit', 'Shall we go?');
  const later = await connect('ben', { protocol: 'v2' });
  await drainWaiting(ports, 'ben', { deadline: ports.clock.now() + 10_000 });
  expect(framesTo(later)).toMatchObject([{ content: 'Yes', reply_to: quoteOf(id, 'Shall we go?') }]);
});
