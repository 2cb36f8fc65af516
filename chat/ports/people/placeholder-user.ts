/**
 * A name that nobody has, of each sender: what is hidden is written for nobody where what isn't is written for its
 * target, so that its sender cannot tell the one from the other by the time that it takes. All senders' in one
 * partition would make it too busy.
 */
export const placeholderUser = (sender: string) => `!${sender}`;
