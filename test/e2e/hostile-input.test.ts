import { describe, expect, test } from '@jest/globals';
import { ANOTHER_RULE, CONTENT_RULE, NAME_RULE, TOKEN_RULE } from '../protocol/rule-texts.ts';
import { startChatUnderTest } from './chat-under-test.ts';

const chat = startChatUnderTest();

const notJson = 'error: Invalid JSON: a frame is one object';
const frames: [string, string][] = [
  ['', notJson],
  ['hello', notJson],
  ['{"type":"lobby"', notJson],
  ['null', notJson],
  ['[]', notJson],
  ['"x"', notJson],
  ['1', notJson],
  ['{}', 'error: Missing field: type (the name of a command)'],
  ['{"type":1}', 'error: Unknown message type: 1'],
  ['{"type":null}', 'error: Unknown message type: null'],
  ['{"type":"foo"}', 'error: Unknown message type: foo'],
  ['{"type":"constructor"}', 'error: Unknown message type: constructor'],
  ['{"type":"toString"}', 'error: Unknown message type: toString'],
  ['{"type":"__proto__"}', 'error: Unknown message type: __proto__'],
  [`{"type":"${'x'.repeat(65)}"}`, `error: Unknown message type: ${'x'.repeat(64)}`],
  ['{"type":"whisper","content":"x"}', `error: Missing field: target (${NAME_RULE})`],
  ['{"type":"whisper","target":"a"}', `error: Missing field: content (${CONTENT_RULE})`],
  ['{"type":"whisper","target":"","content":"x"}', `error: Invalid field: target (${NAME_RULE})`],
  ['{"type":"whisper","target":7,"content":"x"}', `error: Invalid field: target (${NAME_RULE})`],
  ['{"type":"whisper","target":"a b","content":"x"}', `error: Invalid field: target (${NAME_RULE})`],
  [
    `{"type":"whisper","target":"${'a'.repeat(65)}","content":"x"}`,
    `error: Invalid field: target (${NAME_RULE})`,
  ],
  ['{"type":"whisper","target":"__proto__","content":"x"}', 'error: User not found: __proto__'],
  [
    '{"type":"whisper","__proto__":{"target":"a","content":"x"}}',
    `error: Missing field: target (${NAME_RULE})`,
  ],
  ['{"type":"lobby","content":""}', `error: Invalid field: content (${CONTENT_RULE})`],
  ['{"type":"lobby","content":null}', `error: Invalid field: content (${CONTENT_RULE})`],
  ['{"type":"lobby","content":{}}', `error: Invalid field: content (${CONTENT_RULE})`],
  ['{"type":"lobby","content":"\\ud800"}', `error: Invalid field: content (${CONTENT_RULE})`],
  ['{"type":"lobby","content":"a\\u0000b"}', `error: Invalid field: content (${CONTENT_RULE})`],
  ['{"type":"lobby","content":"a\\u001bb"}', `error: Invalid field: content (${CONTENT_RULE})`],
  ['{"type":"lobby","content":"a\\u0085b"}', `error: Invalid field: content (${CONTENT_RULE})`],
  ['{"type":"group","group_name":"nowhere","content":"x"}', 'error: Group not found: nowhere'],
  ['{"type":"leave","group_name":"nowhere"}', 'error: Group not found: nowhere'],
  ['{"type":"join","group_name":"(Lobby): "}', `error: Invalid field: group_name (${NAME_RULE})`],
  ['{"type":"add","target":"nobody"}', 'error: User not found: nobody'],
  ['{"type":"accept","target":"nobody"}', 'error: User not found: nobody'],
  ['{"type":"decline","target":"nobody"}', 'error: User not found: nobody'],
  ['{"type":"unfriend","target":"nobody"}', 'error: User not found: nobody'],
  ['{"type":"block","target":"nobody"}', 'error: User not found: nobody'],
  ['{"type":"unblock","target":"nobody"}', 'error: User not found: nobody'],
  ['{"type":"authenticate"}', `error: Missing field: token (${TOKEN_RULE})`],
  ['{"type":"authenticate","token":5}', `error: Invalid field: token (${TOKEN_RULE})`],
  ['{"type":"authenticate","token":"no scheme"}', 'error: Invalid token'],
];

describe('a frame that cannot be obeyed', () => {
  test.each(frames)('%s is answered %s', async (frame, answer) => {
    const client = await chat.connect(chat.name('user'));
    client.sendRaw(frame);
    expect(await client.next()).toBe(answer);
  });

  test.each(['add', 'accept', 'decline', 'unfriend', 'block', 'unblock'])(
    '%s with oneself as its target is answered',
    async (type) => {
      const user = chat.name('user');
      const client = await chat.connect(user);
      client.send({ type, target: user });
      expect(await client.next()).toBe(`error: Invalid field: target (${ANOTHER_RULE})`);
    },
  );
});

describe('content', () => {
  test.each([
    ['16,000 bytes', 'x'.repeat(16_000)],
    ['16,000 bytes of emoji', '😀'.repeat(4_000)],
    ['16,000 bytes as JSON escapes them', '"'.repeat(8_000)],
    ['tabs', 'a\tb'],
  ])('of %s arrives whole', async (_, content) => {
    const user = chat.name('user');
    const client = await chat.connect(user);
    client.send({ type: 'whisper', target: user, content });
    expect(await client.next()).toBe(`(Whisper from ${user}): ${content}`);
  });

  test('of several lines is one text, whose other lines are indented', async () => {
    const user = chat.name('user');
    const client = await chat.connect(user);
    client.send({ type: 'whisper', target: user, content: 'a\r\n(Lobby): admin: b' });
    expect(await client.next()).toBe(`(Whisper from ${user}): a\n  (Lobby): admin: b`);
  });

  test.each([
    ['16,001 bytes', 'x'.repeat(16_001)],
    ['16,002 bytes of emoji', `${'😀'.repeat(4_000)}xx`],
  ])('of %s is refused', async (_, content) => {
    const client = await chat.connect(chat.name('user'));
    client.send({ type: 'lobby', content });
    expect(await client.next()).toBe('error: Content too large: at most 16000 bytes');
  });
});

describe('a frame of the wrong size or kind', () => {
  const padded = (bytes: number) => {
    const frame = '{"type":"foo","padding":""}';
    return frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
  };

  test('is answered up to 32 KB', async () => {
    const client = await chat.connect(chat.name('user'));
    client.sendRaw(padded(32 * 1_024));
    expect(await client.next()).toBe('error: Unknown message type: foo');
  });

  test('closes its own socket with 1009 from one byte more, and no other', async () => {
    const [client, other] = [await chat.connect(chat.name('user')), await chat.connect('bystander')];
    client.sendRaw(padded(32 * 1_024 + 1));
    expect(await client.closed()).toBe(1009);
    other.send({ type: 'whisper', target: 'bystander', content: 'fine' });
    expect(await other.next()).toBe('(Whisper from bystander): fine');
  });

  test('closes its own socket with 1003 when it is binary', async () => {
    const client = await chat.connect(chat.name('user'));
    client.sendRaw(Buffer.from('{"type":"lobby","content":"x"}'));
    expect(await client.closed()).toBe(1003);
  });
});

describe('a flood', () => {
  // Forty refusals that come faster than commands may close a socket; thirty never do.
  test('of 50 frames at once from one socket is answered frame by frame: delivered, or told to slow down', async () => {
    const user = chat.name('user');
    const client = await chat.connect(user);
    const contents = Array.from({ length: 50 }, (_, index) => `number ${index}`);
    for (const content of contents) client.send({ type: 'whisper', target: user, content });
    const answers = await client.nextSorted(50);
    const delivered = answers.filter((answer) => answer !== 'error: Slow down');
    // The burst is twenty; how many more pass depends on how long it takes (the transcript of the rate limit has the rest).
    expect(delivered.length).toBeGreaterThanOrEqual(20);
    expect(new Set(delivered).size).toBe(delivered.length);
    const expected = new Set(contents.map((content) => `(Whisper from ${user}): ${content}`));
    expect(delivered.filter((text) => !expected.has(text))).toEqual([]);
  });
});
