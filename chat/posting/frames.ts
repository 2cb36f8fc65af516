import type { Protocol } from '../ports/connections/connections.ts';
import type { Recipient } from '../ports/connections/subscriptions.ts';

/**
 * Makes the frame of a protocol, as a user sees it; undefined when the protocol has none for what happened.
 * @param isBare without what it quotes, of which that user may see nothing
 */
export type Render = (protocol: Protocol, viewer: string, isBare: boolean) => string | undefined;

/** What v1 has no text for. */
export const onlyV2 =
  (frame: string): Render =>
  (protocol) =>
    protocol === 'v2' ? frame : undefined;

/** Gives the frame of a recipient. */
export type FrameOf = (recipient: Recipient) => string | undefined;

/** Whose frames differ from everybody else's. */
export interface OwnFrames {
  /** Theirs carry the `ref` of the command. */
  readonly author?: string;
  /** Of whom the frames are bare; by default of nobody. */
  readonly isBare?: ((recipient: Recipient) => boolean) | undefined;
}

/**
 * Remembers frames: each is made once a message, never once a recipient, and only for a protocol that somebody uses.
 */
export function renderOnce(render: Render, { author, isBare }: OwnFrames = {}): FrameOf {
  const own = new Map<Protocol, string | undefined>();
  const bare = new Map<Protocol, string | undefined>();
  const others = new Map<Protocol, string | undefined>();
  return (recipient) => {
    const { protocol, user } = recipient;
    const frames = user === author ? own : isBare?.(recipient) ? bare : others;
    if (!frames.has(protocol)) frames.set(protocol, render(protocol, user, frames === bare));
    return frames.get(protocol);
  };
}
