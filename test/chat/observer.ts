import { removeConnection } from '../../chat/connections/remove-connection.ts';
import type { SenderCommandType } from '../../chat/dispatch/command.ts';
import type { BlockPolicy } from '../../chat/ports/settings.ts';
import { createMemoryPorts } from '../../memory/chat-ports.ts';
import { type ChatUnderTest, createChatUnderTest } from './chat-under-test.ts';
import { countRounds } from './count-rounds.ts';

/** What somebody sees of a command: each frame on each of their connections, and after how many rounds it came. */
export interface Observation {
  readonly frame: object;
  readonly heard: readonly { readonly connection: string; readonly round: number; readonly text: string }[];
  /** Rounds until all was done, and nothing is remembered as unfinished any more. */
  readonly rounds: number;
}

/** `mia` and `bob` in a chat of their own, of which all that `bob` can observe is written down. */
export interface ObservedChat {
  readonly chat: ChatUnderTest;
  readonly seen: readonly Observation[];
  /** Has `mia` send frames. */
  mia(...frames: readonly object[]): Promise<void>;
  /** Has `bob` send frames, unobserved. */
  bob(...frames: readonly object[]): Promise<void>;
  /** Has `bob` send a command. @returns its answer, or undefined in v1 */
  ask(frame: { type: SenderCommandType; [field: string]: unknown }): Promise<Record<string, unknown>>;
  /** Closes `mia`'s connection. */
  leaveMia(): Promise<void>;
}

export async function createObservedChat(
  blockPolicy: BlockPolicy,
  protocol: 'v1' | 'v2',
): Promise<ObservedChat> {
  const posts: { connectionId: string; text: string; round: number }[] = [];
  const { ports, rounds } = countRounds(createMemoryPorts({ blockPolicy }));
  const { post } = ports.posts;
  const chat = createChatUnderTest({
    ...ports,
    posts: {
      ...ports.posts,
      post(connectionId, text) {
        posts.push({ connectionId, text, round: rounds.passed() });
        return post(connectionId, text);
      },
    },
  });
  const mine = await chat.connect('mia', { protocol: 'v2' });
  const sending = await chat.connect('bob', { protocol });
  const other = await chat.connect('bob', { protocol: protocol === 'v1' ? 'v2' : 'v1' });
  for (const name of ['zed', 'amy']) await chat.connect(name);
  const seen: Observation[] = [];
  let asked = 0;

  async function send(connection: string, frames: readonly object[]): Promise<void> {
    for (const frame of frames) {
      await chat.send(connection, frame);
      chat.ports.clock.advance(1_000);
    }
  }

  return {
    chat,
    seen,
    mia: (...frames) => send(mine, frames),
    bob: (...frames) => send(sending, frames),
    async ask(frame) {
      const [from, before] = [posts.length, rounds.passed()];
      await send(sending, [{ ...frame, ref: `r${++asked}` }]);
      const heard = posts
        .slice(from)
        .filter(({ connectionId }) => connectionId === sending || connectionId === other)
        .map(({ connectionId, text, round }) => ({ connection: connectionId, round: round - before, text }));
      seen.push({ frame, heard, rounds: rounds.passed() - before });
      const answers = heard.filter(({ connection }) => connection === sending);
      return JSON.parse(answers.at(-1)?.text ?? '{}') as Record<string, unknown>;
    },
    leaveMia: () => removeConnection(chat.ports, mine, 'mia'),
  };
}
