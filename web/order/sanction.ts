import type { ChatClient, Sent } from '../../client/index.ts';
import { BAN_LENGTHS, type Length, MUTE_LENGTHS } from './lengths.ts';

/** What is to be done to somebody, and where. */
export interface Sanction {
  readonly kind: 'mute' | 'ban';
  readonly target: string;
  /** The group's name; undefined: the lobby of a mute, and everywhere of a ban. */
  readonly group?: string | undefined;
}

export interface Given {
  /** undefined: for good */
  readonly seconds: number | undefined;
  readonly reason: string | undefined;
  readonly ref: string;
}

/** What a dialog says of a sanction. */
export interface SanctionWords {
  readonly title: string;
  /** What will be so then. */
  readonly text: string;
  readonly button: string;
  readonly lengths: readonly Length[];
  /** Told when it is done. */
  readonly done: string;
}

/** @param called what the target is called */
export function wordsOf({ kind, group }: Sanction, called: string): SanctionWords {
  if (kind === 'mute') {
    const where = group ?? 'the lobby';
    return {
      title: `Mute ${called} in ${where}`,
      text: 'They can’t say, edit or react to anything there, and are told until when. Whispers go on.',
      button: 'Mute',
      lengths: MUTE_LENGTHS,
      done: `${called} is muted in ${where}.`,
    };
  }
  if (group === undefined) {
    return {
      title: `Ban ${called}`,
      text: 'They are signed out on all their devices and can’t sign in. What is sent to them waits.',
      button: 'Ban',
      lengths: BAN_LENGTHS,
      done: `${called} is banned.`,
    };
  }
  return {
    title: `Keep ${called} out of ${group}`,
    text: 'They are removed from the group if they are in it, and can’t join it again.',
    button: 'Keep out',
    lengths: BAN_LENGTHS,
    done: `${called} is kept out of ${group}.`,
  };
}

/** Does it. @param client.mute, client.ban, client.kick as the SDK has them */
export function impose(
  client: Pick<ChatClient, 'mute' | 'ban' | 'kick'>,
  { kind, target, group }: Sanction,
  { seconds, ...given }: Given,
): Promise<Sent> {
  if (kind === 'mute') return client.mute(target, seconds ?? 0, { ...given, group_name: group });
  if (group === undefined) return client.ban(target, { ...given, seconds });
  return client.kick(group, target, { ...given, seconds, ban: true });
}
