import type { ProfileItem } from '../../../protocol/frames/list-items.ts';
import { NAME_MAX_CHARACTERS, PROFILES_PER_COMMAND } from '../../../protocol/limits.ts';
import { cutPage } from '../../conversations/cut-page.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import type { CommandHandler } from '../command-handler.ts';
import { toProfileItem } from './profile-item.ts';

const LONGEST = { type: 'list', of: 'profiles', items: [], next: 'x'.repeat(NAME_MAX_CHARACTERS) };

/** How these users want to be shown, in the order asked: who never signed in is left out. */
export const profiles: CommandHandler<'profiles'> = async (ports, { users, known = {} }, request) => {
  await keepExtraRate(ports, request, Math.ceil(users.length / PROFILES_PER_COMMAND) - 1);
  const found = await ports.profiles.findAll(users);
  const all = users.flatMap((name): ProfileItem[] => {
    const profile = found.get(name);
    if (profile === undefined) return [];
    const isKnown = Object.hasOwn(known, name) && known[name] === profile.rev;
    return [isKnown ? { user: name, rev: profile.rev } : toProfileItem(name, profile)];
  });
  const items = cutPage(all, all.length, LONGEST);
  return { answer: { type: 'list', of: 'profiles', items, next: all[items.length]?.user ?? null } };
};
