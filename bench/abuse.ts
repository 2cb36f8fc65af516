import { CHANNEL_SHARE } from '../chat/rates/channel-rate.ts';
import { CHARACTERS_PER_COMMAND, OWN } from '../chat/rates/command-rate.ts';
import { REFUSALS_PER_COMMAND } from '../chat/rates/flood.ts';
import { USER_SHARE } from '../chat/rates/post-rate.ts';
import { REACTION_SHARE } from '../chat/rates/reaction-rate.ts';
import { POST_MS as TYPING_POST_MS } from '../chat/rates/typing-rate.ts';
import type { Settings } from '../lib/settings.ts';
import {
  AUTHENTICATE_WITHIN_MS,
  AUTHORITY_ACTS_PER_HOUR,
  EDITS_PER_MINUTE,
  EXPORT_WEIGHT,
  GROUP_PROFILES_PER_COMMAND,
  INVITATIONS_MAX,
  NOTIFY_CHANGES_PER_DAY,
  PRESENCE_AUDIENCE_MAX,
  PRESENCE_CHANGES_PER_HOUR,
  PRESENCES_PER_COMMAND,
  PROFILE_CHANGES_PER_DAY,
  PROFILES_PER_COMMAND,
  REACTIONS_PER_MINUTE,
  REPORTS_PER_DAY,
  REPORTS_PER_PAGE,
  SEARCHES_PER_MINUTE,
  WAITING_AVERAGE_BYTES,
} from '../protocol/limits.ts';

import { renderTable } from './markdown.ts';
import { formatCount } from './numbers.ts';
import { PRICES } from './prices.ts';

const DAY_S = 24 * 60 * 60;
/** API Gateway, for an account and region. */
const CONNECTS_PER_SECOND = 500;
/** Taken for every command: 512 MB for 50 ms. */
const COMMAND_GIGABYTE_SECONDS = 0.5 * 0.05;
/** Connections of a user: each has two rows and a record, and a row for each group. */
const ROWS_PER_CONNECTION = 3;
/** A whisper with a `ref` to somebody who is there: beside the log, that it is undelivered, the removal of that, the claim. */
const SMALL_ITEMS_OF_A_WHISPER = 3;

/** With a `ref`: the message, the change, that it is undelivered, the removal of that, the claim. */
const EDIT_UNITS = 5;

/** With a `ref`, of a group of 20 KB: the claim, the note, the group, the log, that it is undelivered, the removal of that, what is written down. */
const GROUP_CHANGE_UNITS = 6 + 20;
/**
 * The same of a kick with a ban: the membership and its place in the index, the ban with its reason, which the note and what is written
 * down have, too, the role that is taken away with the group; and a subscription of each connection of who is kicked.
 */
const KICK_UNITS = GROUP_CHANGE_UNITS + 2 + 3 + 2 + 2;
/** Of a group as large as it may be. */
const GROUP_READ_UNITS = 5;

/** With a `ref`: the claim, the allowance twice, the invitation, the log, that it is undelivered, the removal of that, and what waits and goes. */
const INVITATION_UNITS = 9;
/** Of somebody for whom as many wait as may, of some 400 bytes with long names. */
const INVITATIONS_READ_UNITS = Math.ceil((INVITATIONS_MAX * 400) / 4_096) / 2;
/** Beside those: the group, the membership, the target's twice, blocks twice, connections, the pair's days. */
const INVITATION_READS = INVITATIONS_READ_UNITS + 10;

/** With a `ref`: the user's row, the count beside the message, the claim. */
const REACTION_UNITS = 3;
/** Of a message that as many have reacted to as are counted: their rows, of 125 bytes each, and 8 for the checks. */
const REACTION_READ_UNITS = 40;
/** Of a profile as long as they may be. */
const PROFILE_READ_UNITS = 0.5;
/** Of the rows by which a page of users is found, beside their profiles. */
const SEARCH_ROW_UNITS = 2;
/**
 * With a `ref`, of a profile of 4 KB: the allowance, the claim and its answer, the row of a display name put and another removed,
 * the profile.
 */
const PROFILE_CHANGE_UNITS = 5 + 4;

/** With a `ref`: the row, the claim, and the allowance of who uses all of it. */
const NOTIFY_UNITS = 3;

/** A read of 1 MB, DynamoDB's most, and reactions to each of its 500 messages, consistently and not. */
const EXPORT_READ_UNITS = 256 + 500 / 2;

/** Consistently, and what was said since once more: of who says all that they may at the end that is all of it. */
const ERASED_READS = 2;
const READ_UNIT_BYTES = 4_096;
/** Whether somebody has reacted to a message. */
const REACTED_READ_UNITS = 0.5;

/** A small row, and the allowance of a command or the mark of what is put off. */
const PRESENCE_UNITS = 2;
/** The row, one's connections, these again, friends, and blocks both ways. */
const PRESENCE_READ_UNITS = 6;
/** Of a friend: their connections; of each hundred of them, who stands in a block with the user. */
const FRIEND_READ_UNITS = 0.5 + 2 / 100;
/** Whether somebody is a friend, whether they are there, and perhaps whether they still are. */
const ASKED_PRESENCE_UNITS = 1.5;
/** One run of the function `deliver` that finds a user's presence as it was: 1 GB for 50 ms, and two consistent reads. */
const PRESENCE_LOOK = PRICES.invocation + 0.05 * PRICES.gigabyteSecond + 2 * PRICES.readUnit;

/** With a `ref`: the claim, what is written down, that it is unfinished and the removal of that, the profile with its index, the user's channel. */
const ORDER_UNITS = 1 + 1 + 2 + 2 + 1;
/** A hundred entries with reasons as long as they may be, at half a kilobyte to two, and the connection's record. */
const AUDIT_READ_UNITS = 50 + 1;

/** A message as long as it may be, with why it was reported and why that is done with. */
const REPORT_KB = 20;
/**
 * With a `ref`, of a group: the claim and its answer, the allowance twice, which report stands, the group’s row, the report; and when it
 * is resolved the claim, what is written down with its reason, and the report again.
 */
const REPORT_UNITS = 6 + REPORT_KB + (4 + REPORT_KB);
/** A page of such, of a group: its rows, each report, the group, the membership, the connection’s record. */
const REPORTS_READ_UNITS = 1 + (REPORTS_PER_PAGE + 1) * (REPORT_KB / 4) + GROUP_READ_UNITS + 2;

/** The function `message`, which waits until a channel has posts for the reactions in it: `MOST_WAIT_MS`. */
const REACTION_WAIT_GIGABYTE_SECONDS = 0.5 * 5;

/** A consistent read of 14 KB, and one of the other log, in which it isn't. */
const ANSWERED_READ_UNITS = 4 + 1;

const frame = PRICES.webSocketMessage;
/** Three seconds of the function `deliver`, with six consistent reads. */
const WAIT_FOR_ANSWERS = PRICES.invocation + 3 * PRICES.gigabyteSecond + 6 * PRICES.readUnit;
const invocation = PRICES.invocation + COMMAND_GIGABYTE_SECONDS * PRICES.gigabyteSecond;

/** One line of docs/limits.md: who, what, how much of it a day, and what that costs. */
type Bound = readonly [who: string, what: string, aDay: string, dollars: string];

/**
 * What one user, or nobody, can make the operator store, post or pay for a day, by the limits of the code: a day without
 * a pause, at prices of us-east-1.
 * @param account what API Gateway lets the account call a second
 */
export function boundsOf(settings: Settings, account: { callsPerSecond: number }): Bound[] {
  const { commandsPerSecond, commandBurst, connectionsPerUser, signInsPerHour, groupsPerUser } = settings;
  const commands = commandsPerSecond * DAY_S;
  const posts = account.callsPerSecond * USER_SHARE * DAY_S;
  const channelPosts = account.callsPerSecond * CHANNEL_SHARE * DAY_S;
  const storedBytes = commands * CHARACTERS_PER_COMMAND;
  const unitsPerItem = Math.ceil(CHARACTERS_PER_COMMAND / 1_000) + 1;
  const whisperUnits = commands * (unitsPerItem + SMALL_ITEMS_OF_A_WHISPER);
  const signIns = signInsPerHour * 24;
  const connectUnits = signIns * 2 * (ROWS_PER_CONNECTION + groupsPerUser);
  const edits = EDITS_PER_MINUTE * 60 * 24;
  const reactions = REACTIONS_PER_MINUTE * 60 * 24;
  const reactionPosts = account.callsPerSecond * REACTION_SHARE * DAY_S;
  const searches = SEARCHES_PER_MINUTE * 60 * 24;
  const searchUnits = settings.pageItems * PROFILE_READ_UNITS + SEARCH_ROW_UNITS;
  const groupSearchUnits = (settings.pageItems * GROUP_READ_UNITS) / 2 + SEARCH_ROW_UNITS;
  const profileUnits = PROFILES_PER_COMMAND * PROFILE_READ_UNITS;
  const groupChanges = AUTHORITY_ACTS_PER_HOUR * 24;
  const groupUnits = GROUP_PROFILES_PER_COMMAND * GROUP_READ_UNITS;
  // The rows are read with each command, and as many groups as count for one.
  const invitationsUnits = INVITATIONS_READ_UNITS + GROUP_PROFILES_PER_COMMAND * GROUP_READ_UNITS;
  // As often by coming and going as by `presence`.
  const presenceChanges = 2 * PRESENCE_CHANGES_PER_HOUR * 24;
  const presencePosts = presenceChanges * PRESENCE_AUDIENCE_MAX * connectionsPerUser;
  const presenceReads = presenceChanges * (PRESENCE_READ_UNITS + PRESENCE_AUDIENCE_MAX * FRIEND_READ_UNITS);
  const presencesUnits = PRESENCES_PER_COMMAND * ASKED_PRESENCE_UNITS + 2;
  const handshakes = CONNECTS_PER_SECOND * DAY_S;
  const strangerFrames =
    (AUTHENTICATE_WITHIN_MS / 1_000) * commandsPerSecond + REFUSALS_PER_COMMAND * commandBurst;
  return [
    ['a user', 'commands, over all connections', count(commands), dollars(commands * (frame + invocation))],
    [
      'a user',
      'commands that each further environment lets through by itself, which are as many as the frames keep busy',
      count(commands * OWN.rate),
      dollars(commands * OWN.rate * (frame + invocation)),
    ],
    [
      'a user',
      'frames that are refused and answered, for each environment that they come to',
      count(commands),
      dollars(commands * (2 * frame + invocation)),
    ],
    [
      'a user',
      `whispers to somebody with ${connectionsPerUser} connections: posts to them and to one’s own`,
      count(commands * 2 * connectionsPerUser),
      dollars(commands * 2 * connectionsPerUser * frame),
    ],
    ['a user', 'stored in logs, kept for `retentionDays`', `${count(storedBytes / 1e9)} GB`, '—'],
    [
      'a user',
      'WRU of the whispers that store that',
      count(whisperUnits),
      dollars(whisperUnits * PRICES.writeUnit),
    ],
    [
      'a user',
      'edits and deletions: WRU of those, of messages of 1 KB',
      count(edits * EDIT_UNITS),
      dollars(edits * (EDIT_UNITS * PRICES.writeUnit + frame + invocation)),
    ],
    [
      'a user',
      'reactions made and taken back: WRU of those',
      count(reactions * REACTION_UNITS),
      dollars(reactions * (REACTION_UNITS * PRICES.writeUnit + frame + invocation)),
    ],
    [
      'a user',
      'RRU of those, to a message that 1,000 have reacted to',
      count(reactions * REACTION_READ_UNITS),
      dollars(reactions * REACTION_READ_UNITS * PRICES.readUnit),
    ],
    [
      'a user',
      'reactions in a lively channel, each to another message: functions that wait for their turn to tell them',
      count(reactions),
      dollars(reactions * REACTION_WAIT_GIGABYTE_SECONDS * PRICES.gigabyteSecond),
    ],
    [
      'a channel',
      'posts of reactions, all users together',
      count(reactionPosts),
      dollars(reactionPosts * frame),
    ],
    [
      'a user',
      'RRU of what whispered replies answer, in pages of nothing else, each of another message of 14 KB',
      count(commands * settings.pageItems * ANSWERED_READ_UNITS),
      dollars(commands * settings.pageItems * ANSWERED_READ_UNITS * PRICES.readUnit),
    ],
    [
      'a channel',
      'posts that somebody is typing, for each environment that lets it through',
      count((DAY_S * 1_000) / TYPING_POST_MS),
      dollars(((DAY_S * 1_000) / TYPING_POST_MS) * frame),
    ],
    [
      'a user',
      'changes of the profile: WRU of those',
      count(PROFILE_CHANGES_PER_DAY * PROFILE_CHANGE_UNITS),
      dollars(PROFILE_CHANGES_PER_DAY * (PROFILE_CHANGE_UNITS * PRICES.writeUnit + frame + invocation)),
    ],
    [
      'a user',
      `of what in a conversation one wants to be told: changes, of which each may leave a row that stays, told to ${connectionsPerUser} connections of one’s own`,
      count(NOTIFY_CHANGES_PER_DAY),
      dollars(
        NOTIFY_CHANGES_PER_DAY *
          (NOTIFY_UNITS * PRICES.writeUnit + (1 + connectionsPerUser) * frame + invocation),
      ),
    ],
    [
      'a user',
      'others’ profiles asked for, by as many commands as there may be: RRU of those',
      count(commands * profileUnits),
      dollars(commands * (profileUnits * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a user',
      'pages of one’s own data, by as many commands as there may be, of a lobby of messages of 2 KB: RRU of those',
      count((commands / EXPORT_WEIGHT) * EXPORT_READ_UNITS),
      dollars((commands / EXPORT_WEIGHT) * (EXPORT_READ_UNITS * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a user, once',
      'erased, having said for `retentionDays` all that one may: WRU of the places that stay, beside the RRU of reading the logs',
      count(commands * settings.retentionDays * unitsPerItem),
      dollars(
        settings.retentionDays *
          (commands * unitsPerItem * PRICES.writeUnit +
            (storedBytes / READ_UNIT_BYTES + commands * REACTED_READ_UNITS) * ERASED_READS * PRICES.readUnit),
      ),
    ],
    [
      'a user',
      `searches for users, of ${settings.pageItems} on a page: RRU of those`,
      count(searches * searchUnits),
      dollars(searches * (searchUnits * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a user',
      `searches for groups, of ${settings.pageItems} on a page, each as large as it may be: RRU of those`,
      count(searches * groupSearchUnits),
      dollars(searches * (groupSearchUnits * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a user',
      `presence told to ${count(PRESENCE_AUDIENCE_MAX)} friends with ${connectionsPerUser} connections each: posts, with what is read and written for them`,
      count(presencePosts),
      dollars(
        presencePosts * frame +
          presenceReads * PRICES.readUnit +
          presenceChanges * PRESENCE_UNITS * PRICES.writeUnit,
      ),
    ],
    [
      'a user',
      'functions that look whether they are there, as they come and go',
      count(2 * signIns),
      dollars(2 * signIns * PRESENCE_LOOK),
    ],
    [
      'a user',
      'friends’ presences asked for, by as many commands as there may be: RRU of those',
      count(commands * presencesUnits),
      dollars(commands * (presencesUnits * PRICES.readUnit + frame + invocation)),
    ],
    ['a user', 'posts to audiences, all channels together', count(posts), dollars(posts * frame)],
    [
      'a channel',
      'posts to its audience, all users together',
      count(channelPosts),
      dollars(channelPosts * frame),
    ],
    ['a user', 'connections opened or signed in on', count(signIns), dollars(signIns * 2 * invocation)],
    [
      'a user',
      `WRU of those, in ${groupsPerUser} groups: rows put and deleted`,
      count(connectUnits),
      dollars(connectUnits * PRICES.writeUnit),
    ],
    [
      'a user',
      'connections too many, for which all are asked whether anybody is there: frames both ways and functions that wait',
      count(signIns),
      dollars(
        signIns * ((connectionsPerUser + 1) * (2 * frame + invocation + PRICES.writeUnit) + WAIT_FOR_ANSWERS),
      ),
    ],
    [
      'a user',
      'friend requests, answers, unblockings and notices of them',
      count(settings.relationChangesPerDay),
      '—',
    ],
    ['a user', 'blocks and notices of them', count(settings.relationChangesPerDay), '—'],
    ['a user', 'groups made, which stay', count(settings.groupsMadePerDay), '—'],
    [
      'who keeps order',
      'mutes, bans and deletions of others’ messages: WRU of those, a ban and its end counting most',
      count(groupChanges * ORDER_UNITS),
      dollars(groupChanges * (ORDER_UNITS * PRICES.writeUnit + frame + invocation)),
    ],
    [
      'who keeps order',
      'RRU of pages of `audit`, by as many commands as there may be',
      count(commands * AUDIT_READ_UNITS),
      dollars(commands * (AUDIT_READ_UNITS * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a user',
      'messages reported: WRU of those, and of resolving them',
      count(REPORTS_PER_DAY * REPORT_UNITS),
      dollars(REPORTS_PER_DAY * (REPORT_UNITS * PRICES.writeUnit + 2 * (frame + invocation))),
    ],
    [
      'who keeps order',
      'RRU of pages of `reports`, by as many commands as there may be',
      count(commands * REPORTS_READ_UNITS),
      dollars(commands * (REPORTS_READ_UNITS * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a user',
      'invitations to groups: WRU of those',
      count(settings.invitationsPerDay * INVITATION_UNITS),
      dollars(
        settings.invitationsPerDay *
          (INVITATION_UNITS * PRICES.writeUnit + INVITATION_READS * PRICES.readUnit + frame + invocation),
      ),
    ],
    ['all users to one', 'invitations that wait at a time', count(INVITATIONS_MAX), '—'],
    [
      'a user',
      'invitations asked for, by as many commands as there may be: RRU of those',
      count(commands * invitationsUnits),
      dollars(commands * (invitationsUnits * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a user',
      'changes of groups, of roles and of pins in them: WRU of those, beside the posts',
      count(groupChanges * GROUP_CHANGE_UNITS),
      dollars(groupChanges * (GROUP_CHANGE_UNITS * PRICES.writeUnit + frame + invocation)),
    ],
    [
      'a user',
      'members kicked and banned: WRU of those, beside the posts',
      count(groupChanges * (KICK_UNITS + connectionsPerUser)),
      dollars(groupChanges * ((KICK_UNITS + connectionsPerUser) * PRICES.writeUnit + frame + invocation)),
    ],
    [
      'a user',
      'profiles of groups asked for, by as many commands as there may be: RRU of those',
      count(commands * groupUnits),
      dollars(commands * (groupUnits * PRICES.readUnit + frame + invocation)),
    ],
    [
      'a pair',
      'whispers that wait at a time',
      `${count(settings.waitingPerPair)}, ${bytes(settings.waitingPerPair * WAITING_AVERAGE_BYTES)}`,
      '—',
    ],
    [
      'all senders to one user',
      'whispers that wait at a time',
      `${count(settings.waitingPerUser)}, ${bytes(settings.waitingPerUser * WAITING_AVERAGE_BYTES)}`,
      '—',
    ],
    [
      'nobody, a socket',
      'frames until it is closed, for each environment that they come to',
      `${count(strangerFrames)} a socket`,
      '—',
    ],
    [
      'nobody',
      `sockets, at the account’s quota of ${CONNECTS_PER_SECOND} a second`,
      count(handshakes),
      dollars(handshakes * (3 * invocation + 2 * PRICES.writeUnit)),
    ],
    [
      'nobody',
      `frames, at the stage’s throttle of ${count(settings.throttleRate)} a second (\`throttleRate\`)`,
      count(settings.throttleRate * DAY_S),
      dollars(settings.throttleRate * DAY_S * (2 * frame + invocation + PRICES.readUnit)),
    ],
  ];
}

/** The table of docs/limits.md. */
export const showBounds = (bounds: readonly Bound[]): string =>
  renderTable({
    caption: 'Bounds',
    columns: ['who', 'what', 'a day', '$ a day'],
    rows: bounds.map((bound) => [...bound]),
  });

const count = (number: number) => formatCount(Math.round(number));
const bytes = (number: number) => `${formatCount(number / 1e6)} MB`;
const dollars = (number: number) => number.toFixed(2);
