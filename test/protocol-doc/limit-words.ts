import * as limits from '../../protocol/limits.ts';

type LimitName = keyof typeof limits;
const LIMITS: Readonly<Record<string, unknown>> = { ...limits };

/** A limit as the page writes it: `16,000`, `30 s`, `10 min`, `2 h`, `1 day`. */
export function showLimit(name: string): string {
  const value = LIMITS[name];
  if (typeof value !== 'number') throw new Error(`limits.ts has no number ${name}`);
  return name.endsWith('_MS') ? showDuration(value) : value.toLocaleString('en');
}

/** Seconds up to two minutes: it is them that a client's timers are set by. */
function showDuration(milliseconds: number): string {
  const units = [
    [24 * 60 * 60_000, 'day'],
    [60 * 60_000, 'h'],
    [60_000, 'min'],
  ] as const;
  for (const [unit, name] of units) {
    if (milliseconds % unit === 0 && milliseconds > 2 * 60_000) return `${milliseconds / unit} ${name}`;
  }
  return `${milliseconds / 1_000} s`;
}

/** In the order of the page. An asterisk says that it is a setting. */
export const LIMIT_WORDS: { readonly [N in LimitName]?: string } = {
  CONTENT_MAX_BYTES: 'bytes of a message’s content',
  REPLY_CONTENT_MAX_BYTES: 'bytes of the content of a reply',
  QUOTE_MAX_CHARACTERS: 'characters that a reply shows of what it answers',
  MENTIONS_MAX: 'names that a message is said to mention',
  TYPING_EVERY_MS: 'between two `typing` of one user in a conversation; what comes sooner is told to nobody',
  TYPING_LASTS_MS: 'for so long a client shows that somebody is typing',
  TYPING_AUDIENCE_MAX: 'recipients: before more it is told to nobody that somebody is typing',
  EDIT_HOURS: 'hours in which a message may be edited*',
  EDITS_PER_MINUTE: 'edits and deletions of one user a minute',
  EDITS_AT_ONCE: 'edits and deletions of one user at once',
  SANCTION_MAX_SECONDS: 'seconds for which one may be muted, or banned but for good',
  REASON_MAX_CHARACTERS: 'characters of the reason of one',
  REACTIONS_PER_MINUTE: '`react` and `unreact` of one user a minute',
  REACTIONS_AT_ONCE: '`react` and `unreact` of one user at once',
  REACTION_KINDS_MAX: 'kinds of reaction to one message, and kinds that one user tries on it',
  REACTORS_MAX: 'users who have reacted to a message that are counted: the first by name',
  REACTION_NAMES_MAX: 'names beside the counts of a message’s reactions',
  REACTION_AUDIENCE_MAX:
    'recipients: before more a reaction is told only to the message’s author and to who has reacted',
  REACTION_HIDDEN_MAX: 'users who block somebody: of whom more do, reactions are shown to nobody else',
  EMOJI_MAX_BYTES: 'bytes of an emoji',
  ASKED_MAX: 'ids or names in one command',
  DISPLAY_NAME_MAX_CHARACTERS: 'characters of a display name',
  DISPLAY_NAME_MAX_BYTES: 'bytes of a display name in a frame',
  AVATAR_URL_MAX_CHARACTERS: 'characters of the URL of a profile’s picture',
  ABOUT_MAX_CHARACTERS: 'characters of what a profile says beside',
  TITLE_MAX_CHARACTERS: 'characters of a group’s title',
  OWNERS_MAX: 'owners of a group',
  MODERATORS_MAX: 'moderators of a group',
  PINS_MAX: 'pinned messages of a group',
  GROUP_PROFILES_PER_COMMAND: 'groups asked for by `group_profiles` that count as a command',
  AUTHORITY_ACTS_PER_HOUR:
    '`describe`, `role`, `disband`, `kick`, `pin`, `unpin`, `mute`, `ban`, `unban`, `resolve_report` and deletions of others’ messages of one user an hour',
  AUTHORITY_ACTS_AT_ONCE: 'the same at once',
  REPORTS_PER_DAY: '`report` of one user a day, and at once',
  REPORTS_PER_PAGE: 'items of `reports`',
  REPORT_DAYS: 'days that a report is kept which nobody resolves',
  RESOLVED_REPORT_DAYS: 'days that one is kept which somebody has resolved',
  PROFILE_CHANGES_PER_DAY: '`profile` of one user a day, and at once',
  PROFILES_PER_COMMAND: 'of those count as a command',
  PRESENCE_CHANGES_PER_HOUR:
    'times that friends are told of one user’s coming and going an hour; and `presence` of one user an hour',
  PRESENCE_CHANGES_AT_ONCE: 'the same at once',
  PRESENCE_AUDIENCE_MAX: 'friends who are told: the first by name',
  PRESENCES_PER_COMMAND: 'users asked for by `presences` that count as a command',
  NOTIFY_CHANGES_PER_DAY: '`notify` of one user a day, and at once',
  SEARCHES_PER_MINUTE: '`users` of one user a minute',
  SEARCHES_AT_ONCE: '`users` of one user at once',
  TOKEN_MAX_CHARACTERS: 'characters of a token in a frame, with `Bearer `',
  REF_MAX_CHARACTERS: 'characters of a `ref`',
  REF_KEPT_MS: 'for so long a `ref` is remembered',
  CURSORS_MAX:
    'cursors in one `sync`: the lobby’s, the whispers’ and those of more groups than any operator may allow',
  GROUPS_PER_USER: 'groups that a user may be in*',
  CONNECTIONS_PER_USER: 'connections of one user*',
  COMMANDS_PER_SECOND: 'commands a second of one user, over all connections*',
  COMMAND_BURST: 'commands at once of one user*',
  SIGN_INS_PER_HOUR: 'connections opened and sign-ins of one user an hour, and at once*',
  RELATION_CHANGES_PER_DAY:
    '`add`, `accept`, `decline`, `decline_invite`, `unfriend` and `unblock` of one user a day, and at once; and as many `block`*',
  GROUPS_MADE_PER_DAY: 'groups that one user may make a day, and at once*',
  INVITATIONS_PER_DAY: '`invite` of one user a day, and at once*',
  INVITATIONS_MAX: 'invitations that wait for one user',
  INVITATION_DAYS: 'days that an invitation waits',
  WAITING_PER_PAIR: 'whispers of one sender that wait for somebody who is away*',
  WAITING_PER_USER: 'whispers of all senders that wait for somebody who is away*',
  WAITING_AVERAGE_BYTES: 'bytes that those may have on average',
  EXPORT_WEIGHT: 'commands that a page of `export` counts as',
  READ_WEIGHT: 'commands that a `read` counts as',
  PAGE_ITEMS: 'items of a list, and events of a page*',
  POSTED_FRAME_MAX_BYTES: 'bytes of a frame that you receive: a page of long messages ends sooner',
  UNREAD_MAX: 'unread messages that are counted',
  RETENTION_DAYS: 'days that events are kept*',
  NAME_FREED_AFTER_DAYS: 'days behind an erasure after which the name may be another’s*',
  AUDIT_DAYS: 'days that is kept what was done to keep order*',
  AUTHENTICATE_WITHIN_MS: 'to sign in',
  DELIVERY_DEADLINE_MS: 'after its id an event has reached all connections, or they have been closed',
  SECOND_SYNC_AFTER_MS: 'from a subscription to the second `sync`',
  IDLE_MAX_MS: 'without a frame, then API Gateway closes',
  CONNECTION_MAX_MS: 'open, then API Gateway closes',
};
