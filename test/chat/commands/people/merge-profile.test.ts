import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeProfile } from '../../../../chat/commands/people/merge-profile.ts';
import type { Profile, ProfileChange, ProfileField } from '../../../../chat/ports/people/profiles.ts';
import { idOfTime } from '../../../../protocol/events/event-id.ts';

const nothing: Profile = { rev: '', entries: {} };
const [one, two, three] = [idOfTime(1), idOfTime(2), idOfTime(3)];

test('a change sets what it names, clears what is null, and leaves the rest', () => {
  const first = mergeProfile(nothing, { display_name: 'Ann', about: 'Hi' }, one);
  expect(first).toEqual({
    rev: one,
    entries: { display_name: { value: 'Ann', rev: one }, about: { value: 'Hi', rev: one } },
  });
  expect(mergeProfile(first, { about: null }, two)).toEqual({
    rev: two,
    entries: { display_name: { value: 'Ann', rev: one }, about: { rev: two } },
  });
});

test('a change that comes behind a later one changes what that left, and the whole has a greater rev all the same', () => {
  const later = mergeProfile(nothing, { display_name: 'Bea' }, three);
  const both = mergeProfile(later, { display_name: 'Ann', about: 'Hi' }, two);
  expect(both.entries).toEqual({
    display_name: { value: 'Bea', rev: three },
    about: { value: 'Hi', rev: two },
  });
  expect(both.rev > later.rev).toBe(true);
});

test('a change that is in it already, or is past, leaves the very same profile', () => {
  const profile = mergeProfile(nothing, { display_name: 'Bea' }, two);
  expect(mergeProfile(profile, { display_name: 'Bea' }, two)).toBe(profile);
  expect(mergeProfile(profile, { display_name: 'Ann' }, one)).toBe(profile);
});

const fields: readonly ProfileField[] = ['display_name', 'avatar_url', 'about'];
const change = fc.dictionary(
  fc.constantFrom(...fields),
  fc.option(fc.string(), { nil: null }),
) as fc.Arbitrary<ProfileChange>;

test('in whatever order changes are written, each field is what the last named it; each write has a greater rev', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (changes, chance) => {
      const commands = changes.map((given, index) => ({ given, id: idOfTime(index + 1) }));
      const shuffled = commands
        .map((command) => ({ command, place: chance.next().value as number }))
        .toSorted((left, right) => left.place - right.place);
      let profile = nothing;
      for (const { command } of shuffled) {
        const next = mergeProfile(profile, command.given, command.id);
        if (next !== profile) expect(next.rev > profile.rev).toBe(true);
        profile = next;
      }
      for (const field of fields) {
        const last = commands.findLast(({ given }) => Object.hasOwn(given, field))?.given[field];
        expect(profile.entries[field]?.value ?? null).toBe(last ?? null);
      }
    }),
  );
});
