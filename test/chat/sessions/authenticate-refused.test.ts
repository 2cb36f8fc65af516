import { expect, test } from '@jest/globals';
import { createChatUnderTest } from '../chat-under-test.ts';

type Chat = ReturnType<typeof createChatUnderTest>;

/** Has something happen once a token was found to be good, before its connection is subscribed anew. */
function behindBinding({ ports }: Chat, happen: () => Promise<unknown>): void {
  const { bind } = ports.users;
  ports.users.bind = async (...given) => {
    const found = await bind(...given);
    ports.users.bind = bind;
    await happen();
    return found;
  };
}

const FOR_GOOD = { id: '9', until: Number.MAX_SAFE_INTEGER };

test.each([
  ['erased', 'erased', ({ ports }: Chat) => ports.subscriptions.shut('user1')],
  ['banned', 'banned', ({ ports }: Chat) => ports.subscriptions.bar('user1', FOR_GOOD)],
])(
  'a connection that was signed in before is closed where its user is %s while it brings a fresh token',
  async (_, code, refuse) => {
    const chat = createChatUnderTest();
    const { ports } = chat;
    const one = await chat.connect('user1', { protocol: 'v2' });
    behindBinding(chat, () => refuse(chat));
    await chat.send(one, { type: 'authenticate', token: `Bearer ${chat.tokenOf('user1')}` });
    // By what its handshake said it could go on, and its rows are gone, by which others would find it.
    expect(ports.posts.closed).toEqual([one]);
    expect(chat.framesTo(one)).toContainEqual(
      expect.objectContaining({ type: 'closing', code, reconnect: false }),
    );
    expect(await ports.subscriptions.ofUser('user1')).toMatchObject({ connections: [] });
  },
);
