import {
  type Subscription,
  type Subscriptions,
  userChannel,
} from '../../chat/ports/connections/subscriptions.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { CONNECTION_MAX_MS } from '../../protocol/limits.ts';

/** @param pageSize subscriptions a page, small where a test is about paging */
export function createMemorySubscriptions(clock: Pick<Clock, 'now'>, pageSize = 100): Subscriptions {
  const channels = new Map<string, Map<string, Subscription>>();
  const bars = new Map<string, { readonly id: string; readonly until: number }>();

  const shut = new Set<string>();

  const isKept = ({ connectedAt }: Subscription) => connectedAt + CONNECTION_MAX_MS > clock.now();

  function audienceOf(channel: string): Map<string, Subscription> {
    const audience = channels.get(channel) ?? new Map<string, Subscription>();
    channels.set(channel, audience);
    return audience;
  }

  return {
    async put(subscriptions) {
      for (const subscription of subscriptions) {
        audienceOf(subscription.channel).set(subscription.connectionId, subscription);
      }
    },

    async hear({ channel, connectionId }, heardAt) {
      const audience = audienceOf(channel);
      const found = audience.get(connectionId);
      if (found) audience.set(connectionId, { ...found, heardAt });
    },

    async removeVersion({ channel, connectionId }, version) {
      const audience = audienceOf(channel);
      if (audience.get(connectionId)?.version === version) audience.delete(connectionId);
    },

    async removeAll(keys) {
      for (const { channel, connectionId } of keys) audienceOf(channel).delete(connectionId);
    },

    async *pages(channel, { between }) {
      const audience = [...audienceOf(channel).values()]
        .filter(({ connectionId: id }) => between === undefined || (id >= between.from && id <= between.to))
        .sort((one, other) => (one.connectionId < other.connectionId ? -1 : 1));
      for (let start = 0; start < audience.length; start += pageSize) {
        const page = audience.slice(start, start + pageSize);
        yield page.filter(isKept);
      }
    },

    async bar(user, bar) {
      if ((bars.get(user)?.id ?? '') <= bar.id) bars.set(user, bar);
    },

    shut: async (user) => void shut.add(user),

    async reopen(user) {
      if (shut.delete(user)) bars.delete(user);
    },

    ofUser: async (user) => ({
      connections: [...audienceOf(userChannel(user)).values()]
        .filter(isKept)
        .sort((one, other) => (one.connectionId < other.connectionId ? -1 : 1)),
      barredUntil: bars.get(user)?.until ?? 0,
      isShut: shut.has(user),
    }),
  };
}
