import type { Subscription } from '../../../chat/ports/connections/subscriptions.ts';
import { standingDevices } from '../standing.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Writes behind the end of an invocation would happen minutes later; a read that nobody waits for does no harm. */
const WRITES =
  /posts\.|put|add|remove|append|amend|annotate|schedule|claim|answer|release|lease|follow|signIn|touch|take|hold|drop|pair\b|request|accept|end\b|settle|write/;

/** Everybody is there, and nothing is left to be done. */
export async function checkEnd(world: World, report: Report): Promise<void> {
  const { commands, users, stores, lambda, plan, history } = world;
  for (const { name, client, reports } of standingDevices(world)) {
    if (client?.state !== 'live') report('not live', `${name} is ${client?.state}`);
    if (client?.pending.length) report('pending', `${name}: ${show(client.pending)}`);
    for (const error of reports) report('reported', `${name}: ${String(error)}`);
  }
  for (const command of commands.values()) {
    // The client of who is erased keeps what it can send no more.
    if (command.outcome === 'pending' && !history.erasures.has(command.user))
      report('unanswered', show(command));
  }
  for (const user of users) {
    const open = await countConnections(world, user);
    if (open > plan.connectionsPerUser) report('too many connections', `${user} has ${open}`);
    for await (const event of stores.waiting.list(user)) report('waiting', `${user}: ${show(event)}`);
  }
  for (const event of stores.undelivered.all()) report('undelivered', show(event));
  for await (const event of stores.waiting.list('')) {
    report('waiting for nobody', `${plan.blockPolicy}: ${show(event)}`);
  }
  for (const leak of lambda.leaks) if (WRITES.test(leak)) report('behind the end', leak);
}

async function countConnections({ stores, gateway }: World, user: string): Promise<number> {
  const records = await Promise.all([...gateway.openConnections].map((id) => stores.connections.get(id)));
  return records.filter((record) => record?.signedIn?.user === user).length;
}

/** Nothing waits for who is there: what asked for it to be handed over may have been dropped, but not for long. */
export async function checkWaiting(world: World, report: Report): Promise<void> {
  for (const user of world.users) {
    if ((await countConnections(world, user)) === 0) continue;
    for await (const event of world.stores.waiting.list(user))
      report('waiting though there', `${user}: ${show(event)}`);
  }
}

/** The rows are those of connections that are there, and of what their users hear. */
export async function checkRows(
  { stores, history, gateway, users, scheduler }: World,
  report: Report,
): Promise<void> {
  const current = history.memberships.filter(({ endedAt }) => endedAt === undefined);
  const channels = new Set(['lobby', ...users.map((user) => `user:${user}`)]);
  for (const { groupId } of history.memberships) channels.add(`group:${groupId}`);
  for (const channel of channels) {
    const rows: Subscription[] = [];
    for await (const page of stores.subscriptions.pages(channel, { consistent: true })) rows.push(...page);
    for (const row of rows) {
      const isMember =
        !channel.startsWith('group:') ||
        current.some(
          ({ user, groupId, from }) =>
            user === row.user && channel === `group:${groupId}` && (row.version ?? from) === from,
        );
      if (!gateway.openConnections.has(row.connectionId)) {
        // To an expired token, or where nobody speaks, nothing is posted that would find it gone: it goes by its TTL.
        const isDue =
          scheduler.now() - row.connectedAt > 60_000 && row.tokenExpiresAt > scheduler.now() && isMember;
        if (isDue) report('row of a closed connection', show(row));
      } else if (!isMember) report('row of somebody who left', show(row));
    }
    for (const connectionId of gateway.openConnections) {
      const record = await stores.connections.get(connectionId);
      const user = record?.signedIn?.user;
      const hears =
        channel === 'lobby' ||
        channel === `user:${user}` ||
        current.some((period) => period.user === user && channel === `group:${period.groupId}`);
      if (user !== undefined && hears && !rows.some((row) => row.connectionId === connectionId)) {
        report('deaf connection', `${connectionId} of ${user} does not hear ${channel}`);
      }
    }
  }
}
