import type { Subscription } from '../ports/connections/subscriptions.ts';

/** Nothing is posted to a connection whose token has expired, until a fresh one comes. @param now epoch milliseconds */
export const hasValidToken = ({ tokenExpiresAt }: Pick<Subscription, 'tokenExpiresAt'>, now: number) =>
  tokenExpiresAt > now;
