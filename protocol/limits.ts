/**
 * Every number of the wire in one place. Imports nothing, so that the stack, the functions and a browser
 * can all read it. Sizes are bytes of UTF-8, times milliseconds, unless a name says otherwise.
 */

/** Most bytes of a message's content as a frame holds it (`contentBytes`), with the names that it mentions: so it fits half a frame. */
export const CONTENT_MAX_BYTES = 16_000;

/**
 * The same of a reply: what is left to the longest holds all the names that it may mention, and what it quotes, so that no
 * frame, and no page, is longer for these.
 */
export const REPLY_CONTENT_MAX_BYTES = 14_000;

/** Most characters (UTF-16 code units) of a message that a reply to it shows. */
export const QUOTE_MAX_CHARACTERS = 100;

/** Of the name of a user or a group. */
export const NAME_MAX_CHARACTERS = 64;
/** Users and groups. Has no space, colon or parenthesis, so no name can forge a prefix such as `(Lobby): `. */
export const NAME_PATTERN = new RegExp(`^[A-Za-z0-9._@+=-]{1,${NAME_MAX_CHARACTERS}}$`);

/** An unknown `type` is echoed up to here. */
export const ECHOED_TYPE_MAX_CHARACTERS = 64;

/** A token in a frame, with its `Bearer ` prefix. */
export const TOKEN_MAX_CHARACTERS = 16_000;

/** A socket that is still unauthenticated this long after connecting is closed by its next frame. */
export const AUTHENTICATE_WITHIN_MS = 30_000;

/** How long a frame waits for the `authenticate` that its client sent right before it. */
export const AUTHENTICATION_PATIENCE_MS = 1_000;

/** A frame that has not come to its write by then is refused, so that nothing is stored long after its id. */
export const WRITE_WITHIN_MS = 15_000;

/** By then after an event's id each recipient has it, or has been closed. Nothing is posted later. */
export const DELIVERY_DEADLINE_MS = 120_000;

/** An event's id (see `event-id.ts`). */
export const EVENT_ID_PATTERN = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** A `ref`, scoped to its user; the answer to it is remembered for a day. */
export const REF_MAX_CHARACTERS = 64;
export const REF_KEPT_MS = 24 * 60 * 60 * 1_000;

/** Most conversations that one `sync` may name: at this many the command still fits a frame. */
export const CURSORS_MAX = 80;

/** Most items of a list, and events of a page. The default of a setting. */
export const PAGE_ITEMS = 100;

/** Most bytes of a frame that the server posts: API Gateway's limit is 32 KB (32,768), and a little room is left. */
export const POSTED_FRAME_MAX_BYTES = 32_000;

/** Names that a message is said to mention; whoever is mentioned behind them is not. */
export const MENTIONS_MAX = 20;

/** Unread messages are counted up to here. */
export const UNREAD_MAX = 100;

/** Days that a conversation's log is kept. The default of a setting. */
export const RETENTION_DAYS = 30;

/** Connections of one user; one more closes the oldest. The default of a setting. */
export const CONNECTIONS_PER_USER = 10;

/** Groups that one user may be in. The default of a setting, and the most that it may be: their cursors must fit into a frame. */
export const GROUPS_PER_USER = 50;
export const GROUPS_PER_USER_MAX = 75;

/** Commands of one user, over all connections, a second and at once. The defaults of settings. */
export const COMMANDS_PER_SECOND = 10;
export const COMMAND_BURST = 20;

/**
 * What one user may do so often in a time, and as often at once: open connections and sign in on them; ask, accept,
 * decline, end friendships and unblock (and as often block); make groups; invite. The defaults of settings.
 */
export const SIGN_INS_PER_HOUR = 120;
export const RELATION_CHANGES_PER_DAY = 200;
export const GROUPS_MADE_PER_DAY = 20;
export const INVITATIONS_PER_DAY = 100;

/** Invitations to groups that wait for one user, and days that each of them does. */
export const INVITATIONS_MAX = 200;
export const INVITATION_DAYS = 30;

/** That a user is typing is told once in so long; a client forgets it after `TYPING_LASTS_MS`. */
export const TYPING_EVERY_MS = 2_000;
export const TYPING_LASTS_MS = 6_000;
/** Before more recipients than this it is told to nobody. */
export const TYPING_AUDIENCE_MAX = 100;

/** Hours in which a message may be edited. The default of a setting. */
export const EDIT_HOURS = 24;
/** Edits and deletions of one user, a minute and at once. */
export const EDITS_PER_MINUTE = 60;
export const EDITS_AT_ONCE = 20;

/** For so long, in seconds, a user may be muted or banned; a ban may also be for good. A year. */
export const SANCTION_MAX_SECONDS = 365 * 24 * 60 * 60;
/** Of the reason of one: code points, in one line. */
export const REASON_MAX_CHARACTERS = 500;
/** Days that is kept who has done what to keep order. The default of a setting. */
export const AUDIT_DAYS = 365;
/** Reports of one user, a day and at once. */
export const REPORTS_PER_DAY = 20;
/** Reports in a page: each may be as long as a message. */
export const REPORTS_PER_PAGE = 25;
/** Days that a report is kept: while nobody has resolved it, and once somebody has. */
export const REPORT_DAYS = 90;
export const RESOLVED_REPORT_DAYS = 30;
/** Behind an erasure, after so many its name may be another's. The default of a setting; never before the log that names its last owner is gone. */
export const NAME_FREED_AFTER_DAYS = 60;

/** Reactions made and taken back by one user, a minute and at once. */
export const REACTIONS_PER_MINUTE = 120;
export const REACTIONS_AT_ONCE = 20;
/** Kinds of reaction to one message, and kinds that one user tries on it. */
export const REACTION_KINDS_MAX = 20;
/** Who has reacted to one message: so many of them are counted. */
export const REACTORS_MAX = 1_000;
/** Names that are said beside the counts, of all kinds of reaction to a message together. */
export const REACTION_NAMES_MAX = 20;
/** Of a user whom more than so many block, a reaction is shown to nobody else: whom it is hidden from must fit its row. */
export const REACTION_HIDDEN_MAX = 50;
/** Before more recipients than this reactions are told to nobody but their own author and the message's: others ask for them. */
export const REACTION_AUDIENCE_MAX = 2_000;
/** Of an emoji, in UTF-8. */
export const EMOJI_MAX_BYTES = 48;

/** Ids or names that one question may ask after. */
export const ASKED_MAX = 100;
/** What a profile may hold: code points. */
export const DISPLAY_NAME_MAX_CHARACTERS = 64;
/** As a frame holds it: no character of one line takes more than four. */
export const DISPLAY_NAME_MAX_BYTES = 256;
export const AVATAR_URL_MAX_CHARACTERS = 500;
export const ABOUT_MAX_CHARACTERS = 500;
/** Of a group's title: code points. */
export const TITLE_MAX_CHARACTERS = 100;
/** Of one group. */
export const OWNERS_MAX = 10;
export const MODERATORS_MAX = 50;
export const PINS_MAX = 50;
/** Groups whose profiles are asked for: so many count as a command. */
export const GROUP_PROFILES_PER_COMMAND = 25;
/** Acts of authority of one user, over a group or others' messages, an hour and at once. */
export const AUTHORITY_ACTS_PER_HOUR = 600;
export const AUTHORITY_ACTS_AT_ONCE = 60;
/** Changes of a profile, a day and at once. */
export const PROFILE_CHANGES_PER_DAY = 50;
/** How often one says of what in a conversation one wants to be told, a day and at once. */
export const NOTIFY_CHANGES_PER_DAY = 500;
/** Users whose profiles are asked for: so many count as a command. */
export const PROFILES_PER_COMMAND = 25;

/**
 * Of one user, how often friends are told of coming and going, an hour and at once; what comes sooner is put off, and then the last
 * of it told. And as often `presence`.
 */
export const PRESENCE_CHANGES_PER_HOUR = 12;
export const PRESENCE_CHANGES_AT_ONCE = 10;
/** So many friends are told, the first by name; others ask. */
export const PRESENCE_AUDIENCE_MAX = 2_000;
/** Users whose presence is asked for: so many count as a command. */
export const PRESENCES_PER_COMMAND = 25;

/** Code points of what is searched for. */
export const SEARCH_MIN_CHARACTERS = 2;
export const SEARCH_MAX_CHARACTERS = 64;
/** Searches of one user, a minute and at once. */
export const SEARCHES_PER_MINUTE = 30;
export const SEARCHES_AT_ONCE = 10;

/** Whispers that wait for somebody who is away: of one sender, and of all. The defaults of settings. */
export const WAITING_PER_PAIR = 200;
export const WAITING_PER_USER = 2_000;

/** Bytes of the whispers that wait, for each of them that may: no more than this on average. */
export const WAITING_AVERAGE_BYTES = 4_000;

/** How many commands an `export` counts as: of the lobby it reads hundreds of messages for a few of one's own. */
export const EXPORT_WEIGHT = 10;

/** How many commands a `read` counts as: it costs others a frame and says little. */
export const READ_WEIGHT = 5;

/** A second sync, this long after the newest subscription, sees all that was under way at the first. */
export const SECOND_SYNC_AFTER_MS = 35_000;

/** API Gateway closes a socket that has been idle for ten minutes. */
export const IDLE_MAX_MS = 10 * 60 * 1_000;

/** API Gateway closes every socket after two hours. */
export const CONNECTION_MAX_MS = 2 * 60 * 60 * 1_000;
