import { describe, expect, test } from '@jest/globals';
import { NO_PRESENCE, type UserPresence } from '../../../chat/ports/people/presences.ts';
import { decidePresence, type Found } from '../../../chat/presence/decide-presence.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { PRESENCE_CHANGES_AT_ONCE, PRESENCE_CHANGES_PER_HOUR } from '../../../protocol/limits.ts';

const NOW = Date.UTC(2026, 10, 28);
const MINUTE_MS = 60_000;

const at = (now: number, more: Partial<Found> = {}): Found => ({
  isThere: true,
  now,
  id: idOfTime(now),
  ...more,
});
const wish = (show: 'online' | 'invisible', id = 'w1') => ({ wish: { show, id } });

/** Decides what has to change. */
function change(before: UserPresence, found: Found): UserPresence {
  const decision = decidePresence(before, found);
  if (decision.kind !== 'changed') throw new Error(`It is ${decision.kind}`);
  return decision.presence;
}

const online = change(NO_PRESENCE, at(NOW));

describe('what friends see of a user', () => {
  test('turns when the user comes and goes, and then says when they went', () => {
    expect(online).toMatchObject({ isOnline: true, rev: idOfTime(NOW) });
    const gone = change(online, at(NOW + 1_000, { isThere: false }));
    expect(gone).toMatchObject({ isOnline: false, seenAt: NOW + 1_000, rev: idOfTime(NOW + 1_000) });
    expect(change(gone, at(NOW + 2_000))).not.toHaveProperty('seenAt');
  });

  test('stays as it is while the user is there, or isn’t', () => {
    expect(decidePresence(online, at(NOW + 1))).toEqual({ kind: 'same' });
    expect(decidePresence(NO_PRESENCE, at(NOW, { isThere: false }))).toEqual({ kind: 'same' });
  });

  test('has a greater rev each time it turns, whichever clock is behind', () => {
    const gone = change(online, at(NOW - MINUTE_MS, { isThere: false }));
    expect(gone.rev > online.rev).toBe(true);
  });

  test('says of who went unnoticed only that they had come', () => {
    const gone = change(online, at(NOW + 3 * 60 * MINUTE_MS, { isThere: false, isLate: true }));
    expect(gone.seenAt).toBe(NOW);
  });
});

describe('who wants to be invisible', () => {
  const hidden = change(online, at(NOW + MINUTE_MS, wish('invisible')));

  test('looks gone from then on', () => {
    expect(hidden).toMatchObject({ isOnline: false, show: 'invisible', seenAt: NOW + MINUTE_MS });
  });

  test('shows no more of coming and going: nothing is written', () => {
    for (const isThere of [true, false])
      expect(decidePresence(hidden, at(NOW + 2 * MINUTE_MS, { isThere }))).toEqual({ kind: 'same' });
  });

  test('changes nothing that friends see by wishing it while they look offline', () => {
    const away = change(online, at(NOW + 1, { isThere: false }));
    const { rev, seenAt } = change(away, at(NOW + 2, { isThere: false, ...wish('invisible') }));
    expect([rev, seenAt]).toEqual([away.rev, away.seenAt]);
  });

  test('is seen again by another wish, if they are there', () => {
    expect(change(hidden, at(NOW + 2 * MINUTE_MS, wish('online', 'w2')))).toMatchObject({ isOnline: true });
  });

  test('stays so, whatever an older command wished that comes again', () => {
    expect(decidePresence(hidden, at(NOW + 2 * MINUTE_MS, wish('online', 'w0')))).toEqual({ kind: 'same' });
    expect(decidePresence(hidden, at(NOW + 2 * MINUTE_MS, wish('invisible')))).toEqual({ kind: 'same' });
  });

  test('is so at once, however often they have come and gone', () => {
    const flapped = { ...online, takenUntil: NOW + 60 * MINUTE_MS };
    expect(change(flapped, at(NOW, wish('invisible')))).toMatchObject({ isOnline: false });
  });
});

describe('who comes and goes all the time', () => {
  /** What becomes of it, all ten seconds for so long. */
  function flap(minutes: number) {
    let presence = NO_PRESENCE;
    let told = 0;
    const putOff: number[] = [];
    for (let now = NOW; now < NOW + minutes * MINUTE_MS; now += 10_000) {
      const decision = decidePresence(presence, at(now, { isThere: ((now - NOW) / 10_000) % 2 === 0 }));
      if (decision.kind === 'changed') told++;
      if (decision.kind === 'put_off') putOff.push(decision.presence.putOffUntil - now);
      if (decision.kind === 'changed') presence = decision.presence;
    }
    return { told, putOff };
  }

  test('is told of so many times at once, and then so many times an hour', () => {
    expect(flap(2).told).toBe(PRESENCE_CHANGES_AT_ONCE);
    expect(flap(60).told).toBeLessThanOrEqual(PRESENCE_CHANGES_AT_ONCE + PRESENCE_CHANGES_PER_HOUR);
  });

  test('is put off until it may be told', () => {
    const [first = 0] = flap(2).putOff;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual((60 / PRESENCE_CHANGES_PER_HOUR) * MINUTE_MS);
  });

  test('is not kept quiet by a clock that has been set back', () => {
    const ahead = { ...online, takenUntil: NOW + 24 * 60 * MINUTE_MS };
    const decision = decidePresence(ahead, at(NOW, { isThere: false }));
    expect(decision).toMatchObject({ kind: 'put_off' });
    expect(decision).toHaveProperty(
      'presence.putOffUntil',
      NOW + (60 / PRESENCE_CHANGES_PER_HOUR) * MINUTE_MS,
    );
  });
});
