export interface Unsent {
  /** Whether something is written and not sent, in any conversation. */
  readonly isDrafted: boolean;
  /** How much was sent and hasn't arrived, or could not be. */
  readonly count: number;
}

/** What is asked before signing out, which drops what isn't sent; undefined: nothing is lost. */
export function signOutQuestion({ isDrafted, count }: Unsent) {
  const lost = [
    ...(count > 0
      ? [count === 1 ? 'a message that isn’t sent yet' : `${count} messages that aren’t sent yet`]
      : []),
    ...(isDrafted ? ['what you have written and not sent'] : []),
  ];
  if (lost.length === 0) return undefined;
  return {
    title: 'Sign out?',
    text: `This browser then forgets ${lost.join(' and ')}.`,
    yes: 'Sign out',
  };
}
