import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Report } from '../../../chat/ports/messages/reports.ts';
import { REPORT_DAYS, RESOLVED_REPORT_DAYS } from '../../../protocol/limits.ts';
import { idAt } from '../event-ids.ts';
import { AWKWARD_NAMES, DAY_MS, freshName, type Stores } from '../stores.ts';

export function describeReports(stores: () => Stores): void {
  describe('reports', () => {
    // All are in one list: each test has times of its own.
    beforeEach(() => stores().clock.advance(60_000));
    const now = () => stores().clock.now();
    const report = (number: number, more: Partial<Report> = {}): Report => ({
      id: idAt(now() + number),
      by: freshName('reporter'),
      reason: 'Spam',
      message: { type: 'lobby', id: idAt(now() - 1_000 + number), from: 'ann', content: 'Buy now' },
      ...more,
    });
    const inGroup = (number: number, groupId: string, more: Partial<Report> = {}) => {
      const { message } = report(number);
      return report(number, { groupId, message: { ...message, type: 'group', group: 'devs' }, ...more });
    };
    const resolution = (number: number, by = 'admin') => ({ id: idAt(now() + number), by, reason: 'Seen' });

    test('are found as they were put, with what their message said', async () => {
      const { reports } = stores();
      const [bare, full] = [report(1), inGroup(2, freshName('id'), { reason: '"Spam"' })];
      for (const one of [bare, full]) await reports.put(one);
      expect(await reports.find(bare.id)).toEqual(bare);
      expect(await reports.find(full.id)).toEqual(full);
      expect(await reports.find(idAt(now() + 3))).toBeUndefined();
    });

    test('are listed newest first, page by page, those of a group apart', async () => {
      const { reports } = stores();
      const [groupId, other] = [freshName('id'), freshName('id')];
      const all = [1, 2, 3, 4].map((number) => inGroup(number, number === 2 ? other : groupId));
      for (const one of all) await reports.put(one);
      const first = await reports.list({ limit: 2 }, groupId);
      expect(first).toMatchObject({ items: [all[3], all[2]], hasMore: true });
      const after = first.items.at(-1)?.id ?? '';
      expect(await reports.list({ limit: 2, after }, groupId)).toMatchObject({
        items: [all[0]],
        hasMore: false,
      });
      expect((await reports.list({ limit: 2 }, other)).items).toEqual([all[1]]);
      const everywhere = (await reports.list({ limit: 3, after: all[3]?.id ?? '' })).items;
      expect(everywhere).toEqual([all[2], all[1], all[0]]);
    });

    test('are one a message and user: the first stands, also when the same comes again', async () => {
      const { reports } = stores();
      const by = freshName('reporter');
      const first = inGroup(1, freshName('id'), { by });
      await reports.put(first);
      for (const again of [first, { ...first, id: idAt(now() + 2), reason: 'More' }])
        await reports.put(again);
      expect(await reports.find(first.id)).toEqual(first);
      expect((await reports.list({ limit: 10 }, first.groupId)).items).toEqual([first]);
      const ofAnother = { ...first, id: idAt(now() + 3), by: freshName('reporter') };
      await reports.put(ofAnother);
      expect((await reports.list({ limit: 10 }, first.groupId)).items).toEqual([ofAnother, first]);
    });

    test('are resolved once, by whom and why; the same again is no other', async () => {
      const { reports } = stores();
      const one = report(1);
      await reports.put(one);
      const [first, second] = [resolution(2), resolution(3, 'other')];
      expect(await reports.resolve(one.id, first)).toBe(true);
      expect(await reports.resolve(one.id, first)).toBe(true);
      expect(await reports.resolve(one.id, second)).toBe(false);
      expect(await reports.find(one.id)).toEqual({ ...one, resolved: first });
      expect(await reports.resolve(idAt(now() + 4), second)).toBe(false);
      await reports.put({ ...one, id: idAt(now() + 5) });
      expect((await reports.list({ limit: 1 })).items).toEqual([{ ...one, resolved: first }]);
    });

    test('end some time after they were resolved, and some time after they were made where nobody did that', async () => {
      const { reports, clock } = stores();
      const groupId = freshName('id');
      const begin = now();
      const [open, done] = [inGroup(1, groupId), inGroup(2, groupId)];
      for (const one of [open, done]) await reports.put(one);
      await reports.resolve(done.id, resolution(3));
      const left = async () => (await reports.list({ limit: 10 }, groupId)).items.map(({ id }) => id);
      clock.advance(RESOLVED_REPORT_DAYS * DAY_MS - 60_000);
      expect(await left()).toEqual([done.id, open.id]);
      clock.advance(120_000);
      expect(await left()).toEqual([open.id]);
      expect(await reports.find(done.id)).toBeUndefined();
      clock.advance(begin + REPORT_DAYS * DAY_MS - now() + 60_000);
      expect(await left()).toEqual([]);
      expect(await reports.find(open.id)).toBeUndefined();
    });

    test('are known by who made them, by the messages, until that is forgotten', async () => {
      const { reports } = stores();
      const [by, other] = [freshName('reporter'), freshName('reporter')];
      const own = [1, 2, 3].map((number) => report(number, { by }));
      const ofOther = report(4, { by: other });
      for (const one of [...own, ofOther]) await reports.put(one);
      const first = await reports.listMade(by, { limit: 2 });
      expect(first).toMatchObject({ items: own.slice(0, 2), hasMore: true });
      const after = own[1]?.message.id ?? '';
      expect(await reports.listMade(by, { limit: 2, after })).toMatchObject({
        items: [own[2]],
        hasMore: false,
      });
      for (const _ of [1, 2]) await reports.forgetMaker(by);
      expect((await reports.listMade(by, { limit: 10 })).items).toEqual([]);
      expect(await reports.find(own[0]?.id ?? '')).toEqual(own[0]);
      expect((await reports.listMade(other, { limit: 10 })).items).toEqual([ofOther]);
    });

    test.each(AWKWARD_NAMES)('are kept apart from those of others: %s', async (name) => {
      const { reports } = stores();
      const one = inGroup(1, name, { by: name });
      await reports.put(one);
      expect((await reports.list({ limit: 10 }, name)).items).toEqual([one]);
      expect((await reports.listMade(name, { limit: 10 })).items).toEqual([one]);
    });
  });
}
