import { describe, expect, test } from '@jest/globals';
import { readConnectionsOf } from '../../../chat/delivery/audience.ts';
import { ownConversation, pairConversation } from '../../../chat/ports/messages/messages.ts';
import { type ChatUnderTest, createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

describe('a whisper', () => {
  const hello = { type: 'whisper', target: 'user2', content: 'Hello!' };

  async function connectBoth(chat: ChatUnderTest = createChatUnderTest()) {
    return { chat, from: await chat.connect('user1'), to: await chat.connect('user2') };
  }

  test('reaches all connections of its target and nobody else', async () => {
    const { chat, from, to } = await connectBoth();
    const [second, bystander] = [await chat.connect('user2'), await chat.connect('user3')];
    await chat.send(from, hello);
    expect(chat.heardBy(to)).toEqual(['(Whisper from user1): Hello!']);
    expect(chat.heardBy(second)).toEqual(['(Whisper from user1): Hello!']);
    expect(chat.heardBy(bystander)).toEqual([]);
    expect(chat.heardBy(from)).toEqual([]);
  });

  test('is copied to the sender’s other connections', async () => {
    const { chat, from } = await connectBoth();
    const other = await chat.connect('user1');
    await chat.send(from, hello);
    expect(chat.heardBy(other)).toEqual(['(Whisper to user2): Hello!']);
    expect(chat.heardBy(from)).toEqual([]);
  });

  test('to oneself reaches all one’s connections once', async () => {
    const { chat, from } = await connectBoth();
    const other = await chat.connect('user1');
    await chat.send(from, { ...hello, target: 'user1' });
    expect(chat.heardBy(from)).toEqual(['(Whisper from user1): Hello!']);
    expect(chat.heardBy(other)).toEqual(['(Whisper from user1): Hello!']);
  });

  test('is logged and leaves nothing waiting once it has arrived', async () => {
    const { chat, from } = await connectBoth();
    await chat.send(from, hello);
    const [logged] = chat.ports.log.entriesOf(pairConversation('user1', 'user2'));
    expect(logged?.event).toMatchObject({ type: 'whisper', from: 'user1', to: 'user2', content: 'Hello!' });
    expect(await chat.ports.waiting.any('user2')).toBe(false);
  });

  test('names the token’s user as its sender, whatever the frame says', async () => {
    const { chat, from, to } = await connectBoth();
    await chat.send(from, { ...hello, from: 'user3', user: 'user3' });
    expect(chat.heardBy(to)).toEqual(['(Whisper from user1): Hello!']);
  });

  test('to somebody who never signed in is refused', async () => {
    const { chat, from } = await connectBoth();
    await chat.send(from, { ...hello, target: 'user9' });
    expect(chat.heardBy(from)).toEqual(['error: User not found: user9']);
    expect(await chat.ports.waiting.any('user9')).toBe(false);
  });

  test('is refused when it comes to its write later than 15 s after the frame', async () => {
    const { chat, from, to } = await connectBoth();
    await chat.send(from, hello, { receivedAt: chat.ports.clock.now() - 15_001 });
    expect(chat.heardBy(from)).toEqual(['error: Internal error']);
    expect(chat.heardBy(to)).toEqual([]);
    expect(chat.ports.log.entriesOf(pairConversation('user1', 'user2'))).toEqual([]);
  });

  test('across one’s own block is refused', async () => {
    const { chat, from, to } = await connectBoth();
    await chat.send(from, { type: 'block', target: 'user2' });
    chat.heardBy(from);
    chat.heardBy(to);
    await chat.send(from, hello);
    expect(chat.heardBy(from)).toEqual(['error: You blocked user2']);
    expect(chat.heardBy(to)).toEqual([]);
  });

  test('to one’s blocker is refused under the policy notify', async () => {
    const { chat, from, to } = await connectBoth();
    await chat.send(to, { type: 'block', target: 'user1' });
    chat.heardBy(from);
    chat.heardBy(to);
    await chat.send(from, hello);
    expect(chat.heardBy(from)).toEqual(['error: user2 blocked you']);
    expect(chat.heardBy(to)).toEqual([]);
  });

  test('to one’s blocker looks sent under the policy silent, and stays hidden', async () => {
    const { chat, from, to } = await connectBoth(createChatUnderTest({ blockPolicy: 'silent' }));
    const other = await chat.connect('user1');
    await chat.send(to, { type: 'block', target: 'user1' });
    chat.heardBy(to);
    await chat.send(from, hello);
    expect(chat.heardBy(from)).toEqual([]);
    expect(chat.heardBy(other)).toEqual(['(Whisper to user2): Hello!']);
    expect(chat.heardBy(to)).toEqual([]);
    expect(await chat.ports.waiting.any('user2')).toBe(false);
    expect(chat.ports.log.entriesOf(pairConversation('user1', 'user2'))).toEqual([]);
    expect(chat.ports.log.entriesOf(ownConversation('user1', 'user2'))).toMatchObject([
      { event: { type: 'whisper' } },
    ]);
  });

  test.each(['__proto__', 'constructor', 'a+b@c.d-e'])('reaches a user called %s', async (name) => {
    const chat = createChatUnderTest();
    const [from, to] = [await chat.connect('user1'), await chat.connect(name)];
    await chat.send(from, { ...hello, target: name });
    expect(chat.heardBy(to)).toEqual(['(Whisper from user1): Hello!']);
  });
});

describe('the sender’s own copy in v2', () => {
  test('comes although this environment remembers a token that ends before it is posted', async () => {
    const chat = createChatUnderTest();
    const now = chat.ports.clock.now();
    const signedIn = { user: 'user1', tokenExpiresAt: now + 50 };
    const one = await chat.connect('user1', { protocol: 'v2', signedIn });
    await chat.connect('user2');
    // Refreshed by another environment, which wrote the rows anew.
    const [row] = await readConnectionsOf(chat.ports.subscriptions, 'user1');
    if (row) await chat.ports.subscriptions.put([{ ...row, tokenExpiresAt: now + HOUR_MS }]);
    const { append } = chat.ports.log;
    chat.ports.log.append = async (entry) => {
      chat.ports.clock.advance(100);
      return append(entry);
    };
    await chat.send(one, { type: 'whisper', target: 'user2', content: 'hi' });
    expect(chat.framesTo(one)).toMatchObject([{ type: 'message', content: 'hi' }]);
  });
});
