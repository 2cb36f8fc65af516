import { randomUUID } from 'node:crypto';
import type { Ack } from '../../../protocol/frames/answers.ts';
import { CROWD_GROUP, SMALL_CROWD, SMALL_GROUP, YESTERDAYS_PEERS } from '../cast.ts';
import type { ChatClient } from '../chat-client.ts';
import { ask, CONTENT, ONE_FRAME, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Messages over `chat.v2`, whose sender gets an `ack` and, of a whisper, a copy. */
export function listMessagesV2({ crowd, one, other }: Stage): Scenario[] {
  const whisper = { type: 'whisper', target: 'user1', content: CONTENT };
  const strangers = YESTERDAYS_PEERS.v2[Symbol.iterator]();
  const ref = { last: '' };
  const answered = { id: '' };
  /** Says what is to be answered. */
  const sayFirst = async (frame: { readonly type: string; readonly [field: string]: unknown }) => {
    answered.id = (await ask<Ack>(one, frame)).id ?? '';
  };
  return [
    {
      name: 'whisper, to one connection, without `ref`',
      ...ONE_FRAME,
      async act() {
        const content = randomUUID().slice(0, CONTENT.length);
        one.send({ ...whisper, content });
        await Promise.all([one.hears(content), other.hears(content)]);
      },
    },
    {
      name: 'whisper with `ref`, to one connection',
      ...ONE_FRAME,
      act: () => send(one, whisper, [other]),
    },
    {
      name: 'whisper with `ref`, the first of the day of a pair',
      ...ONE_FRAME,
      async act() {
        const target = strangers.next().value;
        await send(one, { ...whisper, target }, [crowd[Number(target?.slice('user'.length))]]);
      },
    },
    {
      name: `lobby with \`ref\`, to ${crowd.length}`,
      ...ONE_FRAME,
      act: () => send(one, { type: 'lobby', content: CONTENT }, crowd),
    },
    {
      name: `group with \`ref\`, to ${crowd.length}`,
      ...ONE_FRAME,
      act: () => send(one, { type: 'group', group_name: CROWD_GROUP, content: CONTENT }, crowd),
    },
    {
      name: `group with \`ref\`, to ${SMALL_CROWD.length}`,
      ...ONE_FRAME,
      act: () =>
        send(
          one,
          { type: 'group', group_name: SMALL_GROUP, content: CONTENT },
          crowd.slice(0, SMALL_CROWD.length),
        ),
    },
    {
      name: 'whisper with `ref`, in reply',
      ...ONE_FRAME,
      prepare: () => sayFirst(whisper),
      act: () => send(one, { ...whisper, reply_to: answered.id }, [other]),
    },
    {
      name: `lobby with \`ref\`, in reply, to ${crowd.length}`,
      ...ONE_FRAME,
      prepare: () => sayFirst({ type: 'lobby', content: CONTENT }),
      act: () => send(one, { type: 'lobby', content: CONTENT, reply_to: answered.id }, crowd),
    },
    {
      name: 'whisper, the same `ref` again',
      ...ONE_FRAME,
      async prepare() {
        ref.last = randomUUID();
        await ask(one, whisper, ref.last);
      },
      async act() {
        await ask(one, whisper, ref.last);
      },
    },
    readWhisper({ one, other }),
  ];
}

/** As the SDK sends it. Resolves when the sender has the `ack`, which is all it gets, and all of these the message. */
async function send(
  one: ChatClient,
  frame: { readonly type: string; readonly [field: string]: unknown },
  hearers: readonly (ChatClient | undefined)[],
): Promise<void> {
  const { id = '' } = await ask<Ack>(one, { ...frame, echo: false });
  await Promise.all(hearers.map((hearer) => hearer === one || hearer?.hears(id)));
}

function readWhisper({ one, other }: Pick<Stage, 'one' | 'other'>): Scenario {
  let upto = '';
  return {
    name: '`read` of a whisper, the other party there',
    ...ONE_FRAME,
    async prepare() {
      const { id } = await ask<Ack>(other, { type: 'whisper', target: 'user0', content: CONTENT });
      upto = id ?? '';
    },
    async act() {
      await ask(one, { type: 'read', conversation: 'whisper:user1', upto });
      await other.hears('"type":"read"');
    },
  };
}
