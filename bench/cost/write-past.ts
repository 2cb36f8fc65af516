import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createGroupStore } from '../../aws/groups/group-store.ts';
import { createConversationStore } from '../../aws/messages/conversation-store.ts';
import { createMessageLog } from '../../aws/messages/message-log.ts';
import { createBlockStore } from '../../aws/people/block-store.ts';
import { createDirectoryStore } from '../../aws/people/directory-store.ts';
import { createFriendshipStore } from '../../aws/people/friendship-store.ts';
import { groupChannel, LOBBY_CHANNEL } from '../../chat/ports/connections/subscriptions.ts';
import { dayOf, whisperKey } from '../../chat/ports/messages/conversations.ts';
import { pairConversation } from '../../chat/ports/messages/messages.ts';
import { newGroup } from '../../chat/rules/new-group.ts';
import { systemClock } from '../../lambdas/runtime.ts';
import type { RunningStack } from '../../local/running-stack.ts';
import { idOfTime, makeEventId } from '../../protocol/events/event-id.ts';
import { AUDIT_DAYS, RETENTION_DAYS } from '../../protocol/limits.ts';
import {
  ASKED,
  AUTHORS,
  BLOCKED,
  CROWD,
  CROWD_GROUP,
  EARLIER_PEERS,
  FRIENDS,
  JOINED_GROUPS,
  JOINER,
  LONER,
  PAGE,
  PAIR_GROUP,
  SMALL_CROWD,
  SMALL_GROUP,
  TODAYS_PEERS,
  YESTERDAYS_PEERS,
} from './cast.ts';
import { connectDatabase, findTable } from './connect-database.ts';
import { CONTENT } from './scenario.ts';
import { writeGroups } from './write-groups.ts';

const AN_HOUR_MS = 60 * 60 * 1_000;

/**
 * Writes what happened before anything is counted, by the chat's own stores: an hour ago, so that none of it may be on
 * its way any more, as a sync would look again at what may be. Nobody may be connected yet.
 * @param endpoint of the stack's database
 * @returns where a client stood before all that
 */
export async function writePast(
  { tableNames }: Pick<RunningStack, 'tableNames'>,
  endpoint: string,
): Promise<{ longAgo: string }> {
  const client = connectDatabase(endpoint);
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const people = findTable(tableNames, 'People');
  const messages = findTable(tableNames, 'Messages');
  const retention = { retentionDays: RETENTION_DAYS, auditDays: AUDIT_DAYS };
  const groups = createGroupStore(db, people, systemClock);
  const friendships = createFriendshipStore(db, people, systemClock);
  const blocks = createBlockStore(db, people, retention, systemClock);
  const log = createMessageLog(db, messages, retention, systemClock);
  const conversations = createConversationStore(db, messages, retention, systemClock);

  const groupDirectory = createDirectoryStore(db, people, 'group');

  const begin = Date.now() - AN_HOUR_MS;
  const today = dayOf(Date.now());
  let time = begin;
  const nextId = () => {
    time += 1_000;
    return makeEventId({ receivedAt: time, arrival: 0, random: Math.random });
  };

  async function enter(users: readonly string[], name: string): Promise<string> {
    const groupId = nextId();
    await groups.create(newGroup(name, groupId));
    for (const user of users) await groups.addMember({ user, group: name, groupId, version: nextId() });
    return groupChannel(groupId);
  }

  async function recordPairDay(one: string, other: string, day: number): Promise<void> {
    await conversations.touch(other, one, day);
    await conversations.pair(one, other, day);
  }

  async function whisper(from: string, to: string): Promise<string> {
    const id = nextId();
    const event = { type: 'whisper', id, from, to, content: CONTENT } as const;
    await log.append({ conversation: pairConversation(from, to), event });
    return id;
  }

  async function writeConversations(): Promise<void> {
    const [closest = ''] = TODAYS_PEERS;
    for (let count = 1; count < PAGE; count++) await whisper(closest, JOINER);
    for (const peer of [...TODAYS_PEERS, ...EARLIER_PEERS]) {
      await recordPairDay(JOINER, peer, EARLIER_PEERS.includes(peer) ? today - 2 : today);
      await conversations.mark(JOINER, whisperKey(peer), await whisper(peer, JOINER), { isShown: true });
    }
    for (const peer of TODAYS_PEERS) {
      await recordPairDay(LONER, peer, today);
      await whisper(peer, LONER);
    }
    for (const name of JOINED_GROUPS) {
      const channel = await enter([JOINER], name);
      const event = { type: 'group', id: nextId(), group: name, from: 'user0', content: CONTENT } as const;
      await log.append({ conversation: channel, event });
      await conversations.mark(JOINER, channel, event.id, { isShown: false });
    }
    for (let count = 0; count < PAGE; count++) {
      const from = AUTHORS[count % AUTHORS.length] ?? '';
      const event = { type: 'lobby', id: nextId(), from, content: CONTENT } as const;
      await log.append({ conversation: LOBBY_CHANNEL, event });
      if (count === PAGE - 1) await conversations.mark(JOINER, LOBBY_CHANNEL, event.id, { isShown: false });
    }
  }

  async function writeRelations(): Promise<void> {
    for (const user of FRIENDS) {
      await friendships.request({ from: user, to: JOINER, id: nextId(), hidden: false });
      await friendships.accept({ asker: user, answerer: JOINER, id: nextId() }, { evenHidden: false });
    }
    for (const user of ASKED) {
      await friendships.request({ from: JOINER, to: user, id: nextId(), hidden: false });
    }
    for (const user of BLOCKED) {
      const id = nextId();
      await blocks.add({ blocker: JOINER, blocked: user, id, since: id });
    }
  }

  try {
    await enter(CROWD, CROWD_GROUP);
    await enter(SMALL_CROWD, SMALL_GROUP);
    await enter(['member'], PAIR_GROUP);
    for (const peer of [...YESTERDAYS_PEERS.v1, ...YESTERDAYS_PEERS.v2])
      await recordPairDay('user0', peer, today - 1);
    await writeConversations();
    await writeRelations();
    await writeGroups({ groups, groupDirectory, log, conversations }, nextId);
    return { longAgo: idOfTime(begin) };
  } finally {
    client.destroy();
  }
}
