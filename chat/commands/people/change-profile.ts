import { internal } from '../../../protocol/errors.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Profile, ProfileChange } from '../../ports/people/profiles.ts';
import { mergeProfile } from './merge-profile.ts';

/** It changes between a look and a write only when two of the user's devices change it at once. */
const ATTEMPTS = 5;

/** A profile before and behind a change. */
export interface ChangedProfile {
  readonly before: Profile;
  readonly after: Profile;
}

/**
 * Writes a change into the user's profile; another one that is written meanwhile stays.
 * @param before as it was read last
 * @param id of the command
 * @throws ChatError `internal`: it may be tried again
 */
export async function changeProfile(
  { profiles }: Pick<ChatPorts, 'profiles'>,
  user: string,
  { before, change, id }: { before: Profile; change: ProfileChange; id: string },
): Promise<ChangedProfile> {
  let found = before;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const after = mergeProfile(found, change, id);
    if (after === found || (await profiles.write(user, after, found.rev))) return { before: found, after };
    found = (await profiles.find(user)) ?? found;
  }
  throw internal(new Error('A profile changed too often to be written'));
}
