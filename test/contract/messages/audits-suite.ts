import { describe, expect, test } from '@jest/globals';
import type { AuditEntry } from '../../../chat/ports/messages/audits.ts';
import { idAt } from '../event-ids.ts';
import { AUDIT_DAYS, AWKWARD_NAMES, DAY_MS, freshName, type Stores } from '../stores.ts';

export function describeAudits(stores: () => Stores): void {
  describe('what was done to keep order', () => {
    const freshScope = () => freshName('group:');
    const entry = (number: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
      id: idAt(stores().clock.now() + number),
      by: 'admin',
      act: 'delete',
      target: 'user1',
      ...more,
    });
    const all = async (scope: string, after?: string) =>
      stores().audits.list(scope, { limit: 10, ...(after !== undefined && { after }) });

    test('is found as it was put, newest first', async () => {
      const scope = freshScope();
      const [bare, full] = [
        entry(1),
        entry(2, { conversation: 'lobby', of: idAt(0), until: 1_795_348_800_123, reason: 'Spam' }),
      ];
      const ofGroup = { id: entry(3).id, by: 'admin', act: 'describe' } as const;
      const ofRole = entry(4, { act: 'role', role: 'owner' });
      const entries = [bare, full, ofGroup, ofRole];
      for (const one of entries) await stores().audits.put(scope, one);
      expect(await all(scope)).toEqual({ items: entries.toReversed(), hasMore: false });
    });

    test('is there once, however often it was put', async () => {
      const scope = freshScope();
      for (const _ of [1, 2]) await stores().audits.put(scope, entry(1));
      expect((await all(scope)).items).toEqual([entry(1)]);
    });

    test('comes page by page, each going on with what is older', async () => {
      const scope = freshScope();
      for (const number of [3, 1, 4, 2]) await stores().audits.put(scope, entry(number));
      const first = await stores().audits.list(scope, { limit: 3 });
      expect(first).toMatchObject({ items: [entry(4), entry(3), entry(2)], hasMore: true });
      expect(await all(scope, entry(2).id)).toEqual({ items: [entry(1)], hasMore: false });
      expect(await all(scope, entry(1).id)).toEqual({ items: [], hasMore: false });
    });

    test('is written beside an event, in the scope of its conversation', async () => {
      const [conversation, other] = [freshScope(), freshScope()];
      const { id } = entry(1);
      const event = { type: 'deleted', id, in: 'lobby', of: idAt(0), from: 'user1', by: 'admin' } as const;
      for (const mark of [undefined, { heldUntil: stores().clock.now() }]) {
        await stores().log.append({ conversation, event, mark, audit: entry(1) });
        expect((await all(conversation)).items).toEqual([entry(1)]);
        expect((await stores().log.find(conversation, id))?.event).toEqual(event);
      }
      expect((await all(other)).items).toEqual([]);
      await stores().undelivered.remove(id);
    });

    test('goes when it is as old as the operator lets it be', async () => {
      const scope = freshScope();
      await stores().audits.put(scope, entry(-AUDIT_DAYS * DAY_MS + 60_000));
      expect((await all(scope)).items).toHaveLength(1);
      stores().clock.advance(60_000);
      expect((await all(scope)).items).toEqual([]);
    });

    test.each(AWKWARD_NAMES)('is kept apart from that of others: %s', async (name) => {
      await stores().audits.put(`group:${name}`, entry(1, { target: name, by: name }));
      expect((await all(`group:${name}`)).items).toEqual([entry(1, { target: name, by: name })]);
    });
  });
}
