import type { Ack } from '../../../protocol/frames-v2.ts';
import { ask, CONTENT, ONE_FRAME, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const CHANGED = CONTENT.toUpperCase();

/** What becomes of messages, and what tells that one is coming, over `chat.v2`. */
export function listChangesV2({ crowd, one, other }: Stage): Scenario[] {
  const said = { lobby: '', whisper: '' };
  const sayInLobby = async () => {
    said.lobby = (await ask<Ack>(one, { type: 'lobby', content: CONTENT })).id ?? '';
  };
  const inLobby = () => ({ conversation: 'lobby', id: said.lobby });
  /** The sender's frame may have come before its `ack`, and is not looked at. */
  const heardByAll = ({ id = '' }: Ack) =>
    Promise.all(crowd.map((client) => client === one || client.hears(id)));
  return [
    {
      name: `\`edit\` with \`ref\` in the lobby, to ${crowd.length}`,
      ...ONE_FRAME,
      prepare: sayInLobby,
      async act() {
        await heardByAll(await ask<Ack>(one, { type: 'edit', ...inLobby(), content: CHANGED }));
      },
    },
    {
      name: '`edit` with `ref` of a whisper',
      ...ONE_FRAME,
      async prepare() {
        const whisper = { type: 'whisper', target: 'user1', content: CONTENT };
        said.whisper = (await ask<Ack>(one, whisper)).id ?? '';
      },
      async act() {
        const place = { conversation: 'whisper:user1', id: said.whisper };
        const { id = '' } = await ask<Ack>(one, { type: 'edit', ...place, content: CHANGED });
        await other.hears(id);
      },
    },
    {
      name: `\`delete\` with \`ref\` in the lobby, to ${crowd.length}`,
      ...ONE_FRAME,
      prepare: sayInLobby,
      async act() {
        await heardByAll(await ask<Ack>(one, { type: 'delete', ...inLobby() }));
      },
    },
    {
      name: '`typing` in a whisper',
      ...ONE_FRAME,
      async act() {
        await ask(one, { type: 'typing', conversation: 'whisper:user1' });
        await other.hears('"type":"typing"');
      },
    },
  ];
}
