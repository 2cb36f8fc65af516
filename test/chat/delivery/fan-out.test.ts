import { describe, expect, test } from '@jest/globals';
import { RECIPIENTS_PER_FUNCTION } from '../../../chat/delivery/deliver.ts';
import { deliverChunk } from '../../../chat/delivery/deliver-chunk.ts';
import { expireRequest } from '../../../chat/expire-request.ts';
import { LOBBY_CHANNEL, type Subscription } from '../../../chat/ports/connections/subscriptions.ts';
import type { DeliveryChunk } from '../../../chat/ports/deliver-requests.ts';
import { gone, passing } from '../../../memory/posts.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

type Chat = ReturnType<typeof createChatUnderTest>;

/** The lobby of a chat with that many listeners and one speaker. */
async function createCrowd(listeners: number) {
  const chat = createChatUnderTest();
  const now = chat.ports.clock.now();
  const crowd: Subscription[] = Array.from({ length: listeners }, (_, index) => ({
    channel: LOBBY_CHANNEL,
    connectionId: `listener/${String(index).padStart(6, '0')}`,
    user: `listener${index}`,
    protocol: 'v1',
    connectedAt: now - HOUR_MS,
    tokenExpiresAt: now + HOUR_MS,
  }));
  await chat.ports.subscriptions.put(crowd);
  return { chat, crowd, speaker: await chat.connect('speaker') };
}

const chunksOf = ({ ports }: Chat) =>
  ports.deliverRequests.requests.filter((request): request is DeliveryChunk => request.type === 'chunk');
const frame = '{"message":"(Lobby): speaker: Hi"}';

describe('a message to more recipients than one function posts to', () => {
  test('reaches each of them once: the first from here, the rest in chunks of as many', async () => {
    const { chat, crowd, speaker } = await createCrowd(3 * RECIPIENTS_PER_FUNCTION + 7);
    await chat.send(speaker, { type: 'lobby', content: 'Hi' });
    const chunks = chunksOf(chat);
    // The speaker is reached from here, beyond the first ones.
    expect(chunks.map(({ recipients }) => recipients.length)).toEqual([
      RECIPIENTS_PER_FUNCTION,
      RECIPIENTS_PER_FUNCTION,
      7,
    ]);
    for (const chunk of chunks) await deliverChunk(chat.ports, chunk);
    for (const { connectionId } of crowd) expect(chat.ports.posts.framesOf(connectionId)).toEqual([frame]);
    expect(chat.heardBy(speaker)).toEqual(['(Lobby): speaker: Hi']);
  });

  test('is fanned out no faster than the account may post', async () => {
    const { chat, speaker } = await createCrowd(20_000);
    const sentAt = chat.ports.clock.now();
    const handedOnAt: number[] = [];
    const { send } = chat.ports.deliverRequests;
    chat.ports.deliverRequests.send = (request) => {
      handedOnAt.push(chat.ports.clock.now() - sentAt);
      return send(request);
    };
    await chat.send(speaker, { type: 'lobby', content: 'Hi' });
    // Four fifths of a bucket of 5,000 at once, then of 10,000 a second.
    const byThen = (time: number) =>
      RECIPIENTS_PER_FUNCTION * (1 + handedOnAt.filter((at) => at <= time).length);
    expect(byThen(0)).toBe(4_000);
    expect(byThen(1_000)).toBe(12_000);
    expect(byThen(2_000)).toBeGreaterThanOrEqual(20_000);
  });

  test('is fanned out to nobody when one function can do it', async () => {
    const { chat, speaker } = await createCrowd(RECIPIENTS_PER_FUNCTION - 1);
    await chat.send(speaker, { type: 'lobby', content: 'Hi' });
    expect(chunksOf(chat)).toEqual([]);
  });

  test('is answered with an error when it cannot be fanned out, and who could be reached was', async () => {
    const { chat, crowd, speaker } = await createCrowd(RECIPIENTS_PER_FUNCTION + 1);
    chat.ports.deliverRequests.send = () => Promise.reject(new Error('no Lambda'));
    await chat.send(speaker, { type: 'lobby', content: 'Hi' });
    expect(chat.ports.posts.framesOf(crowd[0]?.connectionId ?? '')).toEqual([frame]);
    expect(chat.heardBy(speaker)).toContain('error: Internal error');
  });
});

describe('a chunk', () => {
  async function createChunk() {
    const { chat, speaker } = await createCrowd(RECIPIENTS_PER_FUNCTION + 3);
    await chat.send(speaker, { type: 'lobby', content: 'Hi' });
    const [chunk] = chunksOf(chat);
    if (!chunk) throw new Error('Nothing was fanned out');
    const [first = '', second = '', third = ''] = chunk.recipients.map(({ connectionId }) => connectionId);
    return { chat, chunk, first, second, third };
  }

  test('survives the journey as JSON', async () => {
    const { chat, chunk, first } = await createChunk();
    await deliverChunk(chat.ports, JSON.parse(JSON.stringify(chunk)));
    expect(chat.ports.posts.framesOf(first)).toEqual([frame]);
  });

  test('removes the rows of the gone, closes the unreachable, and lets neither delay the others', async () => {
    const { chat, chunk, first, second, third } = await createChunk();
    chat.ports.posts.script(first, () => gone);
    chat.ports.posts.script(second, () => passing);
    await deliverChunk(chat.ports, chunk);
    expect(chat.ports.posts.attemptsOf(third)).toEqual([chat.ports.posts.attemptsOf(first)[0]]);
    expect(chat.ports.posts.closed).toEqual([second]);
    const left: string[] = [];
    for await (const page of chat.ports.subscriptions.pages(LOBBY_CHANNEL, { consistent: true })) {
      left.push(...page.map(({ connectionId }) => connectionId));
    }
    expect(left).not.toContain(first);
    expect(left).toContain(second);
  });

  test('posts nothing later than 120 s after the message', async () => {
    const { chat, chunk, first } = await createChunk();
    const sentAt = chat.ports.clock.now();
    chat.ports.clock.advance(110_000);
    chat.ports.posts.script(first, () => passing);
    await deliverChunk(chat.ports, chunk);
    expect(Math.max(...chat.ports.posts.attemptsOf(first))).toBeLessThanOrEqual(sentAt + 120_000);
    expect(chat.ports.posts.closed).toEqual([first]);
  });

  test('that comes too late altogether is closed, not posted', async () => {
    const { chat, chunk, first, second } = await createChunk();
    chat.ports.clock.advance(120_000);
    await deliverChunk(chat.ports, chunk);
    expect(chat.ports.posts.framesOf(first)).toEqual([]);
    expect(chat.ports.posts.closed.sort()).toEqual([first, second, ...restOf(chunk)].sort());
  });

  test('that was never done is expired: every one of its connections is closed', async () => {
    const { chat, chunk } = await createChunk();
    await expireRequest(chat.ports, chunk);
    expect(chat.ports.posts.closed).toEqual(chunk.recipients.map(({ connectionId }) => connectionId));
    expect(chat.ports.logger.entries).toMatchObject([{ level: 'error', message: 'A delivery expired' }]);
  });

  const restOf = ({ recipients }: DeliveryChunk) =>
    recipients.slice(2).map(({ connectionId }) => connectionId);
});

describe('a drain that was never done', () => {
  test('closes the connection that it was for, so that it signs in again', async () => {
    const chat = createChatUnderTest();
    await expireRequest(chat.ports, { type: 'hand_over', user: 'user1', connectionId: 'c1', mark: 'mark' });
    expect(chat.ports.posts.closed).toEqual(['c1']);
  });
});
