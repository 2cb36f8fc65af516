import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { PresenceItem } from '../../../protocol/frames/list-items.ts';
import { CONNECTION_MAX_MS, PRESENCES_PER_COMMAND } from '../../../protocol/limits.ts';
import { requestPresence } from '../../connections/request-presence.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { NO_PRESENCE, type UserPresence } from '../../ports/people/presences.ts';
import { toOwnItem, toPresenceItem } from '../../presence/presence-item.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import { findSilenced } from '../../rules/find-silenced.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/**
 * Which of these friends are there, in the order asked, oneself among them; who is no friend, or stands in a block with the asker,
 * is left out.
 */
export const presences: CommandHandler<'presences'> = async (ports, { users }, request) => {
  const { user } = request;
  await keepExtraRate(ports, request, Math.ceil(users.length / PRESENCES_PER_COMMAND) - 1);
  const others = users.filter((name) => name !== user);
  const [friends, silenced] = await settleAll([
    ports.friendships.friendsAmong(user, others),
    findSilenced(ports, user, others),
  ]);
  const shown = users.filter((name) => name === user || (friends.has(name) && !silenced.has(name)));
  const found = await ports.presences.findAll(shown);
  const items = await settleAll(
    shown.map(async (name): Promise<PresenceItem> => {
      const presence = await lookAgain(ports, name, found.get(name) ?? NO_PRESENCE);
      return name === user ? toOwnItem(user, presence) : toPresenceItem(name, presence);
    }),
  );
  return { answer: { type: 'list', of: 'presences', items, next: null } };
};

/**
 * Looks whether somebody is there of whom what is written down may not say it. Who comes and goes too often is told of later, but
 * who asks is answered as it is. And of who came longer ago than a connection lasts API Gateway may have told nobody that they are
 * gone: that is written down for all, by another function; here it looks already as it will.
 */
async function lookAgain(ports: ChatPorts, user: string, presence: UserPresence): Promise<UserPresence> {
  const now = ports.clock.now();
  const cameAt = readEventTime(presence.rev);
  const isPutOff = presence.putOffUntil > now;
  const isOld = presence.isOnline && cameAt <= now - CONNECTION_MAX_MS;
  if (!isPutOff && !isOld) return presence;
  const isThere = (await readConnectionsOf(ports.subscriptions, user)).length > 0;
  const isOnline = isThere && presence.show === 'online';
  if (isOnline === presence.isOnline) return presence;
  if (isPutOff) return { ...presence, isOnline, ...(!isOnline && { seenAt: now }) };
  await requestPresence(ports, [user], true);
  return { ...presence, isOnline: false, seenAt: cameAt };
}
