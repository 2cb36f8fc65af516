import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLogsAfter, readLogsBefore } from '../../../chat/conversations/read-logs.ts';
import { VIRTUAL_START } from '../../../memory/clock.ts';
import { createMemoryMessageLog } from '../../../memory/messages/message-log.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';

const START = VIRTUAL_START;
const eventAt = (place: number) =>
  ({ type: 'lobby', id: idOfTime(START + place), from: 'user1', content: `${place}` }) as const;

describe('two logs that are read as one', () => {
  test('give the very pages that one log of both would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 30 }),
        async (places, limit, start) => {
          const log = createMemoryMessageLog();
          for (const [place, isOwn] of places.entries()) {
            const event = eventAt(place);
            await log.append({ conversation: isOwn ? 'own' : 'shared', event });
            await log.append({ conversation: 'one', event });
          }
          const id = idOfTime(START + start);
          const both = ['shared', 'own'];
          expect(await readLogsAfter({ log }, both, id, limit)).toEqual(
            await log.readAfter('one', id, limit),
          );
          for (const range of [{}, { before: id }, { from: id }]) {
            expect(await readLogsBefore({ log }, both, range, limit)).toEqual(
              await log.readBefore('one', range, limit),
            );
          }
        },
      ),
    );
  });
});
