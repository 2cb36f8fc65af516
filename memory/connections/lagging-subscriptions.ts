import type { Subscriptions } from '../../chat/ports/connections/subscriptions.ts';
import { createVirtualClock } from '../clock.ts';
import { createMemorySubscriptions } from './subscriptions.ts';

/** Subscriptions of which an eventually consistent read shows none yet. */
export function createLaggingSubscriptions(): Subscriptions {
  const subscriptions = createMemorySubscriptions(createVirtualClock());
  return {
    ...subscriptions,
    ofUser: (user, options) =>
      options?.consistent === false
        ? subscriptions.ofUser('somebody of a moment ago', options)
        : subscriptions.ofUser(user, options),
    pages: (channel, options) =>
      options.consistent
        ? subscriptions.pages(channel, options)
        : subscriptions.pages('what was there a moment ago', options),
  };
}
