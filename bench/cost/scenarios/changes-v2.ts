import type { Ack } from '../../../protocol/frames/answers.ts';
import type { ChatClient } from '../chat-client.ts';
import { ask, CONTENT, ONE_FRAME, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const CHANGED = CONTENT.toUpperCase();

/**
 * What becomes of messages, and what tells that one is coming, over `chat.v2`. Each is somebody else's: who changes much, or types
 * on and on, is slowed down, which would be measured as well.
 */
export function listChangesV2({ crowd, other }: Stage): Scenario[] {
  const [, , editor, whisperer, deleter, speaker, reactor, ...writers] = crowd;
  if (!editor || !whisperer || !deleter || !speaker || !reactor) throw new Error('The crowd is too small');
  const said = { conversation: '', id: '' };
  const say = async (client: ChatClient, command: object, conversation: string) => {
    const { id = '' } = await ask<Ack>(client, { type: 'lobby', content: CONTENT, ...command });
    Object.assign(said, { conversation, id });
  };
  /** The author's frame may have come before its `ack`, and is not looked at. */
  const change = async (author: ChatClient, command: object, hearers: readonly ChatClient[]) => {
    const { id = '' } = await ask<Ack>(author, { type: 'edit', ...said, ...command });
    await Promise.all(hearers.map((client) => client === author || client.hears(id)));
  };
  const react = async (author: ChatClient, conversation: string, hearers: readonly ChatClient[]) => {
    const { id } = said;
    await ask<Ack>(author, { type: 'react', conversation, id, emoji: '👍' });
    const others = hearers.filter((client) => client !== author);
    await Promise.all(others.map((client) => client.hears(`"id":"${id}","rev"`)));
  };
  return [
    {
      name: `\`edit\` with \`ref\` in the lobby, to ${crowd.length}`,
      ...ONE_FRAME,
      prepare: () => say(editor, {}, 'lobby'),
      act: () => change(editor, { content: CHANGED }, crowd),
    },
    {
      name: '`edit` with `ref` of a whisper',
      ...ONE_FRAME,
      prepare: () => say(whisperer, { type: 'whisper', target: 'user1' }, 'whisper:user1'),
      act: () => change(whisperer, { content: CHANGED }, [other]),
    },
    {
      name: `\`delete\` with \`ref\` in the lobby, to ${crowd.length}`,
      ...ONE_FRAME,
      prepare: () => say(deleter, {}, 'lobby'),
      act: () => change(deleter, { type: 'delete' }, crowd),
    },
    {
      name: `\`react\` with \`ref\` in the lobby, to ${crowd.length}`,
      ...ONE_FRAME,
      prepare: () => say(speaker, {}, 'lobby'),
      act: () => react(reactor, 'lobby', crowd),
    },
    {
      name: '`react` with `ref` to a whisper',
      ...ONE_FRAME,
      prepare: () => say(speaker, { type: 'whisper', target: 'user1' }, 'whisper:user1'),
      act: () => react(speaker, 'whisper:user1', [other]),
    },
    {
      name: '`typing` in a whisper',
      ...ONE_FRAME,
      async act() {
        const writer = writers.pop();
        if (writer) await ask(writer, { type: 'typing', conversation: 'whisper:user1' });
      },
    },
  ];
}
