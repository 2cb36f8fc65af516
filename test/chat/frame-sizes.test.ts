import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newGroup } from '../../chat/rules/new-group.ts';
import { idOfTime } from '../../protocol/events/event-id.ts';
import {
  CONTENT_MAX_BYTES,
  CURSORS_MAX,
  GROUPS_PER_USER_MAX,
  MENTIONS_MAX,
  POSTED_FRAME_MAX_BYTES,
  REF_MAX_CHARACTERS,
  REPLY_CONTENT_MAX_BYTES,
} from '../../protocol/limits.ts';
import { contentBytes } from '../../protocol/lines.ts';
import { createChatUnderTest } from './chat-under-test.ts';

/** Names as long as they may be. */
const nameOf = (prefix: string, place: number) => `${prefix}${place}`.padEnd(64, '@');
const user = nameOf('user', 0);

/** As much of a character as content may hold. */
const mostOf = (character: string) =>
  character.repeat(Math.floor(CONTENT_MAX_BYTES / contentBytes(character)));

/** Whom a message can mention at most, at the end of one that is as long as it may be. */
const mentions = Array.from({ length: MENTIONS_MAX }, (_, place) => ` @${`${place}`.padEnd(64, 'x')}`).join(
  '',
);
const crowded = 'x'.repeat(CONTENT_MAX_BYTES - mentions.length) + mentions;

/** A reply as long as it may be, to a message that one can quote most of: with as many names as it may mention. */
const longReply = `${'x'.repeat(REPLY_CONTENT_MAX_BYTES - mentions.length)}${mentions}`;

/** A user in groups, who speaks in all of them, and answers in the lobby what they have said there last. */
async function createSpeaker(groups: number, contents: readonly string[]) {
  const chat = createChatUnderTest();
  const [one, old] = [await chat.connect(user, { protocol: 'v2' }), await chat.connect(user)];
  const { clock } = chat.ports;
  for (let place = 0; place < groups; place++) {
    const [groupId, name] = [`${place}`, nameOf('group', place)];
    await chat.ports.groups.create(newGroup(name, groupId));
    await chat.ports.groups.addMember({ user, group: name, groupId, version: idOfTime(clock.now()) });
  }
  for (const content of contents) {
    await chat.send(one, { type: 'lobby', content });
    const answered = chat.ports.log.entriesOf('lobby').at(-1)?.event.id;
    await chat.send(one, { type: 'lobby', content: longReply, reply_to: answered });
    await chat.send(one, { type: 'whisper', target: user, content });
    if (groups > 0) await chat.send(one, { type: 'group', group_name: nameOf('group', 0), content });
    // Frames as large as these count as several commands.
    clock.advance(5_000);
  }
  return { chat, one, old };
}

describe('every frame that the server posts', () => {
  test('stays under 32 KB, and pages lead to all that there is', async () => {
    expect(POSTED_FRAME_MAX_BYTES).toBeLessThan(32 * 1_024);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: GROUPS_PER_USER_MAX }),
        fc.integer({ min: 0, max: CURSORS_MAX - 2 }),
        fc.array(
          fc.constantFrom(...['"', '\\', '\n', '\t', '\u2028', 'x', 'é', '😀'].map(mostOf), crowded, 'hi'),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async (groups, strangers, contents) => {
          const { chat, one, old } = await createSpeaker(groups, contents);
          const ref = () => '\u0001'.repeat(REF_MAX_CHARACTERS);
          const ask = async (frame: object) => {
            await chat.send(one, { ...frame, ref: ref() });
            chat.ports.clock.advance(1_000);
            return JSON.parse(chat.ports.posts.framesOf(one).at(-1) ?? '{}');
          };
          const strange = Array.from({ length: strangers }, (_, place) => `group:${nameOf('else', place)}`);
          let cursors = Object.fromEntries(
            ['lobby', 'whispers', ...strange].map((key) => [key, idOfTime(1)]),
          );
          const synced = new Set<string>();
          for (let more = true; more; ) {
            const page = await ask({ type: 'sync', cursors });
            for (const { id } of page.events) synced.add(id);
            more = page.more;
            cursors = Object.fromEntries(Object.entries<string>(page.cursors).slice(0, CURSORS_MAX));
          }
          expect(synced.size).toBe(contents.length * (groups > 0 ? 4 : 3));
          for (const conversation of ['lobby', `whisper:${user}`]) {
            let [before, seen] = [undefined as string | undefined, 0];
            do {
              const page = await ask({ type: 'history', conversation, ...(before && { before }) });
              seen += page.events.length;
              before = page.before ?? undefined;
            } while (before !== undefined);
            expect(seen).toBe(contents.length * (conversation === 'lobby' ? 2 : 1));
          }
          for (const type of ['conversations', 'groups']) {
            let after: string | undefined;
            do {
              const page = await ask({ type, ...(after && { after }) });
              after = page.next ?? undefined;
            } while (after !== undefined);
          }
          for (const connection of [one, old]) {
            for (const frame of chat.ports.posts.framesOf(connection)) {
              expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(POSTED_FRAME_MAX_BYTES);
            }
          }
        },
      ),
      {
        numRuns: 15,
        examples: [[GROUPS_PER_USER_MAX, CURSORS_MAX - 2, [mostOf('"'), mostOf('x'), crowded]]],
      },
    );
  }, 300_000);
});
