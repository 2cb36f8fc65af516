import { describe, expect, test } from '@jest/globals';
import { parseTranscripts } from '../protocol-doc/transcript.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { replay } from './replay.ts';

const chat = startChatUnderTest({ maxConcurrency: 1 });

/** What the server really does. */
const WHISPER = `# A whisper
user1, user1/phone and user2 connect with chat.v2
user1 > {"type":"whisper","ref":"w1","target":"user2","content":"Hello!"}
user1 < {"type":"ack","ref":"w1","id":"<id 1>"}
user1 < {"type":"message","id":"<id 1>","ts":"<time 1>","conversation":"whisper:user2","from":"user1","content":"Hello!","sent_ref":"w1"}
user1/phone < {"type":"message","id":"<id 1>","ts":"<time 1>","conversation":"whisper:user2","from":"user1","content":"Hello!","sent_ref":"w1"}
user2 < {"type":"message","id":"<id 1>","ts":"<time 1>","conversation":"whisper:user1","from":"user1","content":"Hello!"}
`;

async function replayText(text: string, options: { giveUpMs?: number } = {}): Promise<void> {
  const [transcript] = parseTranscripts(text);
  if (!transcript) throw new Error('There is no transcript in this text');
  await replay(chat.stack, transcript, { suffix: chat.name('.r'), ...options });
}

describe('a replay', () => {
  test('passes when the server does what the transcript says', async () => {
    await replayText(WHISPER);
  });

  test.each([
    ['a frame comes that it doesn’t name', /user1\/phone < .*\n/, '', 'Nothing else was to come'],
    [
      'a value is another',
      '"from":"user1","content":"Hello!"',
      '"from":"user2","content":"Hello!"',
      'but got',
    ],
    ['a key is missing', '"ref":"w1","id":"<id 1>"}', '"ref":"w1"}', 'but got'],
    [
      'a key is one too many',
      '"ref":"w1","id":"<id 1>"}',
      '"ref":"w1","id":"<id 1>","to":"user2"}',
      'but got',
    ],
    [
      'an id is another than the one before',
      '{"type":"ack","ref":"w1","id":"<id 1>"}',
      '{"type":"ack","ref":"w1","id":"<time 1>"}',
      'but got',
    ],
  ])('fails when %s', async (_, part, changed, told) => {
    const text = WHISPER.replace(part, changed);
    expect(text).not.toBe(WHISPER);
    await expect(replayText(text)).rejects.toThrow(told);
  });

  test('fails when a frame doesn’t come', async () => {
    const text = `${WHISPER}user2 < {"type":"pong","ts":"<time>"}\n`;
    // Whatever that is: it never comes.
    await expect(replayText(text, { giveUpMs: 500 })).rejects.toThrow('This never came');
  });

  test.each([
    ['user1 says hello', 'A transcript has no such line: user1 says hello'],
    ['user1 connects\nuser2 > {"type":"lobby"}', "user2 isn't connected"],
    ['user1 connects\nuser1 > {"type":"read","upto":"<id 1>"}', 'Nothing is known yet of <id 1>'],
  ])('names what a transcript does wrong: %j', async (source, told) => {
    await expect(replayText(`# Wrong\n${source}\n`)).rejects.toThrow(told);
  });
});
