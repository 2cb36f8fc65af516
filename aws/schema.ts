/** Keys, indexes and TTL names of the tables, for the stack that makes them and the stores that use them. Imports nothing. */

/** Every table has a partition and a sort key, both text. */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

/** Epoch seconds after which DynamoDB may delete an item, some day: reads leave expired items out themselves. */
export const TTL_ATTRIBUTE = 'expiresAt';

/**
 * People's other direction: whom a user blocked, who is a member of a group, the friendships in which a user's
 * name comes second. Only items with the attribute are in it.
 */
export const INVERSE_INDEX = { name: 'inverse', partitionKey: 'inverse', sortKey: PARTITION_KEY } as const;

/** Connections: a record per socket, and a subscription per channel and socket (the channel is its partition). */
export const connectionKey = (connectionId: string) => ({
  pk: `connection:${connectionId}`,
  sk: 'connection',
});

/** Beside a user's subscriptions, before all ids of connections: until when the user is banned, and whether they were erased. */
export const barKey = (user: string) => ({ pk: `user:${user}`, sk: '!state' });
/** Whether a row of a channel is no subscription. */
export const isOfChannel = (sortKey: unknown) => String(sortKey).startsWith('!');

/** People: profiles of users and groups, and how they stand to each other. */
export const userKey = (user: string) => ({ pk: `user:${user}`, sk: 'profile' });
/** Whether friends see a user online: apart from the profile, which changes seldom and is read more often. */
export const presenceKey = (user: string) => ({ pk: `user:${user}`, sk: 'presence' });
/** In the index, of all who are banned, by their profiles. */
export const BANNED = 'banned:';
export const groupKey = (name: string) => ({ pk: `group:${name}`, sk: 'profile' });
/** Rows by which users are found, by how the folded text begins. */
export type DirectoryKind = 'user' | 'group';
export const directoryPartition = (of: DirectoryKind, beginning: string) =>
  `find:${of === 'user' ? 'u' : 'g'}:${beginning}`;
export const membershipsPartition = (user: string) => `memberships:${user}`;
export const membersPartition = (groupId: string) => `members:${groupId}`;
export const invitationsPartition = (user: string) => `invites:${user}`;
/** By group, and by who invited: a space stands in no name. */
export const invitationKey = (user: string, group: string, from: string) => ({
  pk: invitationsPartition(user),
  sk: `${group} ${from}`,
});
/** Who may not be in a group, by the group's name. */
export const groupBanKey = (group: string, user: string) => ({ pk: `banned:${group}`, sk: user });
export const friendsPartition = (user: string) => `friends:${user}`;
export const blockersPartition = (blocked: string) => `blockers:${blocked}`;
export const blockedPartition = (blocker: string) => `blocked:${blocker}`;
/** Where a user may not speak, by channel: no name begins so. Before those who block them, and read with them. */
const MUTED = '!muted:';
export const mutedKey = (user: string, channel: string) => ({
  pk: blockersPartition(user),
  sk: MUTED + channel,
});
/** The channel, if it is the sort key of such a row. */
export const mutedChannel = (sortKey: string): string | undefined =>
  sortKey.startsWith(MUTED) ? sortKey.slice(MUTED.length) : undefined;
/** Whom a user has ever blocked, by name: where to look, while what holds stands under the blocked. */
export const hidesKey = (blocker: string, blocked: string) => ({ pk: `hides:${blocker}`, sk: blocked });
/** Before all names, and none itself: who has it has had all blocks written down there. */
export const HIDES_ALL = '!all';

/** Whose partition it is: the name behind the kind. Names hold no colon. */
export const nameInPartition = (partition: unknown) => {
  const text = String(partition);
  return text.slice(text.indexOf(':') + 1);
};

/**
 * Messages: the log of a conversation, and what waits for a user, by event id; how a user stands to conversations, by
 * `lobby`, `group:<group id>` and `whisper:<peer>`; commands that carried a `ref`; how fast something may follow
 * something else; how much waits for whom, by sender; what isn't known to be delivered; what was done to keep order; reported messages.
 */
export const logPartition = (conversation: string) => `log:${conversation}`;
/** What stands beside a message, in a row of its own right behind it: who reads the log has both. `~` stands in no id. */
const ANNOTATION = '~r';
/** The message's id, if it is the sort key of such a row. */
export const annotatedId = (sortKey: string): string | undefined =>
  sortKey.endsWith(ANNOTATION) ? sortKey.slice(0, -ANNOTATION.length) : undefined;
export const annotationKey = (conversation: string, id: string) => ({
  pk: logPartition(conversation),
  sk: id + ANNOTATION,
});
/** What was done to keep order, by event id. @param scope a channel */
export const auditPartition = (scope: string) => `audit:${scope}`;
/** Reported messages, by the id of the report: all of them, in one place. */
export const REPORTS_PARTITION = 'reports';
export const reportKey = (id: string) => ({ pk: REPORTS_PARTITION, sk: id });
/** Which of them are of a group, by the id of the report; and which messages a user has reported, by the message's. */
export const groupReportKey = (groupId: string, id: string) => ({ pk: `reports:group:${groupId}`, sk: id });
export const reportedKey = (by: string, message: string) => ({ pk: `reported:${by}`, sk: message });
/** The reactions to a message, by user. */
export const reactionsPartition = (message: string) => `reactions:${message}`;
export const reactionsKey = (message: string, user: string) => ({
  pk: reactionsPartition(message),
  sk: user,
});
export const waitingPartition = (user: string) => `waiting:${user}`;
/** Behind all ids, in the same partition: whoever looks whether anything waits finds the counts as well. */
export const WAITING_COUNTS = 'count:';
/** `*` is no name. */
export const ALL_SENDERS = '*';
export const waitingCountKey = (user: string, sender: string) => ({
  pk: waitingPartition(user),
  sk: WAITING_COUNTS + sender,
});
export const conversationKey = (user: string, key: string) => ({ pk: `conversations:${user}`, sk: key });
export const refKey = (user: string, ref: string) => ({ pk: `ref:${user}`, sk: ref });
/** `pace` was their name once; the rows that are there are found by it. */
export const rateBucketKey = (bucket: string) => ({ pk: `pace:${bucket}`, sk: 'pace' });

/** So many places take 4,000 messages a second, at a partition's 1,000 writes: API Gateway takes fewer, posts counted. */
const UNDELIVERED_PARTITIONS = 8;
const undeliveredPartition = (place: number) => `undelivered:${place}`;
export const undeliveredPartitions = Array.from({ length: UNDELIVERED_PARTITIONS }, (_, place) =>
  undeliveredPartition(place),
);
/** Spread by all that is chance in it, be that an event's id or a connection's. It begins with a time, by which it sorts. */
export const undeliveredKey = (name: string) => ({
  pk: undeliveredPartition(
    Array.from(name).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % UNDELIVERED_PARTITIONS,
  ),
  sk: name,
});
