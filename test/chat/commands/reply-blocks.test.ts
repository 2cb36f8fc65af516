import { describe, expect, test } from '@jest/globals';
import { deliverChunk } from '../../../chat/delivery/deliver-chunk.ts';
import { LOBBY_CHANNEL } from '../../../chat/ports/connections/subscriptions.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { HOUR_MS } from '../chat-under-test.ts';
import { loseDeliveries } from '../healing/lose-deliveries.ts';
import { createReplyTalk, quoteOf, type ReplyTalk } from './reply-talk.ts';

const DAY_MS = 24 * HOUR_MS;
type Frame = Record<string, unknown>;

/** That `ann`'s reply reaches somebody without what it answers: live, in history and by a sync. */
async function expectBare(talk: ReplyTalk, viewer: string, about: unknown): Promise<void> {
  const { reply, framesTo, shown, ask } = talk;
  framesTo(viewer);
  const { id: replyId } = await reply('Yes', about);
  const live = framesTo(viewer).find((frame) => frame.id === replyId);
  const synced = (await ask(viewer, { type: 'sync' })).events as Frame[];
  expect(live).toMatchObject({ content: 'Yes' });
  for (const quote of [
    live?.reply_to,
    await shown(viewer, replyId),
    synced.find((frame) => frame.id === replyId)?.reply_to,
  ])
    expect(quote).toEqual({ id: about });
}

describe('what a reply answers is hidden', () => {
  test.each(['lobby', 'group'] as const)('from who blocks its author, in the %s', async (place) => {
    const talk = await createReplyTalk(place);
    const { connect, send, ports, ask, ben, toAnn, toBen, heardBy, line, change, id } = talk;
    const cem = { v1: await connect('cem'), v2: await connect('cem', { protocol: 'v2' }) };
    await ask(cem.v2, { type: 'join', group_name: 'devs' });
    const { id: before } = await ask(ben.v2, { ...toAnn, content: 'Before' });
    await send(cem.v1, { type: 'block', target: 'ben' });
    ports.clock.advance(60_000);
    const { id: behind } = await ask(ben.v2, { ...toAnn, content: 'Behind' });
    heardBy(cem.v1);
    await expectBare(talk, cem.v2, behind);
    expect(heardBy(cem.v1)).toEqual([`${line}: Yes`]);
    // What was said before the block stays theirs to see, until it says something else.
    const { id: seen } = await talk.reply('Yes', before);
    expect(await talk.shown(cem.v2, seen)).toEqual(quoteOf(before, 'Before'));
    await change('edit', 'Behind, too');
    await expectBare(talk, cem.v2, id);
    for (const command of ['block', 'unblock']) {
      await send(cem.v1, { type: command, target: 'ben' });
      const refused = { code: 'message_not_found' };
      expect(await ask(cem.v2, { ...toBen, content: 'No', reply_to: behind })).toMatchObject(refused);
    }
  });

  test('from who joined the group behind it, who can’t answer it, either', async () => {
    const talk = await createReplyTalk('group');
    const cem = await talk.connect('cem', { protocol: 'v2' });
    await talk.ask(cem, { type: 'join', group_name: 'devs' });
    await expectBare(talk, cem, talk.id);
    const refused = { code: 'message_not_found' };
    expect(await talk.ask(cem, { ...talk.toBen, content: 'No', reply_to: talk.id })).toMatchObject(refused);
  });

  test('from the same by a sweep', async () => {
    const { ports: losing, lose } = loseDeliveries();
    const talk = await createReplyTalk('group', losing);
    const cem = await talk.connect('cem', { protocol: 'v2' });
    await talk.ask(cem, { type: 'join', group_name: 'devs' });
    await lose(async () => void (await talk.reply()));
    for (const one of [cem, talk.ben.v2]) talk.framesTo(one);
    await talk.sweep();
    expect(talk.framesTo(cem)[0]?.reply_to).toEqual({ id: talk.id });
    expect(talk.framesTo(talk.ben.v2)[0]?.reply_to).toEqual(quoteOf(talk.id));
  });

  test('from the same of an audience that other functions post to', async () => {
    const talk = await createReplyTalk('lobby');
    const { ports, connect, send } = talk;
    const cem = await connect('cem');
    await send(cem, { type: 'block', target: 'ben' });
    ports.clock.advance(60_000);
    const { id: behind } = await talk.ask(talk.ben.v2, { ...talk.toAnn, content: 'Behind' });
    const now = ports.clock.now();
    const crowd = Array.from({ length: 600 }, (_, place) => ({
      channel: LOBBY_CHANNEL,
      connectionId: `z/${String(place).padStart(3, '0')}`,
      user: place % 2 === 0 ? 'cem' : 'dan',
      protocol: 'v1' as const,
      connectedAt: now,
      tokenExpiresAt: now + HOUR_MS,
    }));
    await ports.subscriptions.put(crowd);
    await talk.reply('Yes', behind);
    for (const request of ports.deliverRequests.requests)
      if (request.type === 'chunk') await deliverChunk(ports, request);
    for (const { connectionId, user } of crowd) {
      const text = user === 'cem' ? `${talk.line}: Yes` : `${talk.line}: (Re ben): Yes`;
      expect(ports.posts.framesOf(connectionId)).toEqual([JSON.stringify({ message: text })]);
    }
  });

  test('from the other of two, where a silent block hid the whisper', async () => {
    const talk = await createReplyTalk('whisper', createMemoryPorts({ blockPolicy: 'silent' }));
    const { ben, ann, send, ask, toBen, shown } = talk;
    await send(ben.v1, { type: 'block', target: 'ann' });
    const { id: hidden } = await ask(ann, { ...toBen, content: 'Psst' });
    await send(ben.v1, { type: 'unblock', target: 'ann' });
    await expectBare(talk, ben.v2, hidden);
    const { id: replyId } = await talk.reply('Still there?', hidden);
    expect(await shown(ann, replyId)).toEqual({ id: hidden, from: 'ann', cut: 'Psst' });
  });

  test('from the other of two, since it says something that a silent block hides', async () => {
    const talk = await createReplyTalk('whisper', createMemoryPorts({ blockPolicy: 'silent' }));
    const { ben, ann, send, ask, toBen, nameFor } = talk;
    const { id: mine } = await ask(ann, { ...toBen, content: 'Helo' });
    await send(ben.v1, { type: 'block', target: 'ann' });
    talk.ports.clock.advance(60_000);
    await ask(ann, { type: 'edit', conversation: nameFor(ann), id: mine, content: 'Psst' });
    await send(ben.v1, { type: 'unblock', target: 'ann' });
    await expectBare(talk, ben.v2, mine);
  });

  test('from everybody, once it is kept no longer', async () => {
    const { ports, connect, ask, toBen, id, shown } = await createReplyTalk('lobby');
    ports.clock.advance(29 * DAY_MS);
    const { id: replyId } = await ask(await connect('ann', { protocol: 'v2' }), {
      ...toBen,
      content: 'Yes',
      reply_to: id,
    });
    ports.clock.advance(2 * DAY_MS);
    expect(await shown(await connect('dan', { protocol: 'v2' }), replyId)).toEqual({ id });
  });
});
