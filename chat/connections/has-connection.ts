import { type Subscriptions, userChannel } from '../ports/connections/subscriptions.ts';

/** Whether a user is there: strongly consistent. */
export async function hasConnection(
  subscriptions: Pick<Subscriptions, 'pages'>,
  user: string,
): Promise<boolean> {
  for await (const page of subscriptions.pages(userChannel(user), { consistent: true }))
    if (page.length > 0) return true;
  return false;
}
