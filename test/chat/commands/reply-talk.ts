import { runRequest } from '../../../chat/run-request.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const places = {
  lobby: { toBen: { type: 'lobby' }, toAnn: { type: 'lobby' }, line: '(Lobby): ann' },
  group: {
    toBen: { type: 'group', group_name: 'devs' },
    toAnn: { type: 'group', group_name: 'devs' },
    line: '(Group devs): ann',
  },
  whisper: {
    toBen: { type: 'whisper', target: 'ben' },
    toAnn: { type: 'whisper', target: 'ann' },
    line: '(Whisper from ann)',
  },
} as const;
export type Place = keyof typeof places;
export const PLACES = Object.keys(places) as Place[];
type Frame = Record<string, unknown>;

/** `ann` in v2; and `ben`, with a connection of each protocol, who has asked something. Nothing of before is heard. */
export async function createReplyTalk(
  place: Place,
  overrides: Parameters<typeof createChatUnderTest>[0] = {},
) {
  const chat = createChatUnderTest(overrides);
  const { ports, framesTo } = chat;
  const { toBen, toAnn, line } = places[place];
  const ann = await chat.connect('ann', { protocol: 'v2' });
  const ben = { v1: await chat.connect('ben'), v2: await chat.connect('ben', { protocol: 'v2' }) };
  for (const one of [ann, ben.v1]) await chat.send(one, { type: 'join', group_name: 'devs' });

  let refs = 0;
  /** @returns the answer */
  async function ask(connection: string, frame: Frame): Promise<Frame> {
    const { ref = `r${++refs}` } = frame;
    ports.clock.advance(1_000);
    framesTo(connection);
    await chat.send(connection, { ...frame, ref });
    return framesTo(connection).find((one) => one.ref === ref) ?? {};
  }

  /** What a user calls the conversation. */
  const nameFor = (connection: string) => {
    if (place === 'whisper') return connection === ann ? 'whisper:ben' : 'whisper:ann';
    return place === 'lobby' ? 'lobby' : 'group:devs';
  };
  const historyOf = async (connection: string) =>
    (await ask(connection, { type: 'history', conversation: nameFor(connection) })).events as Frame[];
  const { id } = await ask(ben.v2, { ...toAnn, content: 'Shall we?' });
  chat.heardBy(ben.v1);

  return {
    ...chat,
    ann,
    ben,
    /** Of what `ben` has asked. */
    id,
    line,
    toBen,
    toAnn,
    ask,
    nameFor,
    /** `ann` answers. */
    reply: (content = 'Yes', reply_to: unknown = id) => ask(ann, { ...toBen, content, reply_to }),
    /** `ben` edits what he has asked, or deletes it. */
    change: (type: 'edit' | 'delete', content?: string) =>
      ask(ben.v2, {
        type,
        conversation: nameFor(ben.v2),
        id,
        ...(content !== undefined && { content }),
      }),
    /** What history shows that a reply answers. */
    shown: async (connection: string, replyId: unknown) =>
      (await historyOf(connection)).find((event) => event.id === replyId)?.reply_to,
    async sweep() {
      ports.clock.advance(60_000);
      await runRequest(ports, { type: 'sweep' });
    },
  };
}

export type ReplyTalk = Awaited<ReturnType<typeof createReplyTalk>>;

/** What is shown of `ben`'s message. */
export const quoteOf = (id: unknown, cut = 'Shall we?') => ({ id, from: 'ben', cut });
