import { conflict } from '../../../protocol/errors.ts';
import { openAudience, readConnectionsOf } from '../../delivery/audience.ts';
import { publish } from '../../delivery/publish.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Membership } from '../../ports/groups.ts';
import { groupChannel, type Subscription } from '../../ports/subscriptions.ts';
import { spend } from '../../rates/allowances.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { findBlockers } from '../../rules/find-blocks.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Makes the sender a member of a group, and the group if there is none. */
export const join: CommandHandler<'join'> = async (ports, { group_name }, request) => {
  const { user, id } = request;
  const { groupsPerUser } = ports.limits;
  const [memberships, found] = await settleAll([
    ports.groups.memberships(user),
    ports.groups.find(group_name),
  ]);
  if (memberships.length >= groupsPerUser && !memberships.some(({ group }) => group === group_name)) {
    throw tooManyGroups(ports);
  }
  await (found ? keepPostRate(ports, groupChannel(found.groupId), user) : spend(ports, 'groupsMade', user));
  await assertCanWrite(ports, request);
  const { groupId } = found ?? (await ports.groups.findOrCreate(group_name, id));
  ports.groupIds.set(group_name, groupId);
  const membership = { user, group: group_name, groupId, version: id };
  if (!(await ports.groups.addMember(membership))) {
    // Perhaps by a join that died here, and left the member's connections deaf.
    const standing = await ports.groups.membership(user, group_name, { consistent: true });
    if (standing) await subscribeConnections(ports, standing);
    throw conflict(`Already a member: ${group_name}`);
  }
  // Far from the limit nobody joins so much at once.
  if (memberships.length >= groupsPerUser / 2) await keepGroupLimit(ports, membership);
  try {
    await subscribeConnections(ports, membership);
  } catch (error) {
    // A member who hears nothing and cannot join again would be worse than one who has to.
    await ports.groups.removeMember(membership);
    // It may have failed with some of the connections subscribed.
    const connections = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
    await unsubscribe(ports, membership, connections);
    throw error;
  }
  const channel = groupChannel(groupId);
  const { delivery } = await publish(ports, {
    channel,
    event: { type: 'joined', id, group: group_name, user },
    author: user,
    // Consistent, for the new member's own subscriptions were written a moment ago.
    audience: openAudience(ports.subscriptions, channel, { consistent: true }),
    blockers: await findBlockers(ports, user, id),
  });
  return { ...acknowledge(id), delivery };
};

/**
 * Ends a membership again of which there turn out to be too many: joins that ran side by side each saw room for one. The
 * newest go, so that all who look agree on which.
 * @throws ChatError `conflict`
 */
async function keepGroupLimit(ports: ChatPorts, membership: Membership): Promise<void> {
  const { limits, groups } = ports;
  const memberships = await groups.memberships(membership.user);
  const oldestFirst = memberships.toSorted((one, other) => (one.version < other.version ? -1 : 1));
  const kept = oldestFirst.slice(0, limits.groupsPerUser);
  if (kept.some(({ version }) => version === membership.version)) return;
  await groups.removeMember(membership);
  throw tooManyGroups(ports);
}

const tooManyGroups = ({ limits }: Pick<ChatPorts, 'limits'>) =>
  conflict(`Too many groups: at most ${limits.groupsPerUser}`);

/** Takes back what was subscribed by a membership. */
async function unsubscribe(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  { groupId, version }: Membership,
  connections: readonly Subscription[],
): Promise<void> {
  const channel = groupChannel(groupId);
  await settleAll(
    connections.map(({ connectionId }) => subscriptions.removeVersion({ channel, connectionId }, version)),
  );
}

/**
 * Subscribes the connections that the new member has. Comes after the membership: a connection that isn't found
 * here yet reads its memberships later, and finds this one.
 */
async function subscribeConnections(ports: ChatPorts, membership: Membership): Promise<void> {
  const { user, group, groupId, version } = membership;
  const channel = groupChannel(groupId);
  const found = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  await ports.subscriptions.put(found.map((connection) => ({ ...connection, channel, version })));
  const [left, current] = await Promise.all([
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
    ports.groups.membership(user, group, { consistent: true }),
  ]);
  // One that disconnected in between has taken its rows away, but may have read its memberships before this
  // one was written: then nobody but us knows of the row just put.
  const isLeft = new Set(left.map(({ connectionId }) => connectionId));
  const gone = found.filter(({ connectionId }) => !isLeft.has(connectionId));
  await ports.subscriptions.removeAll(gone.map(({ connectionId }) => ({ channel, connectionId })));
  if (current?.version === version) return;
  // A leave that ran in between looked for these rows before they were there.
  await unsubscribe(ports, membership, found);
}
