import type { Protocol } from '../ports/connections.ts';
import type { Recipient } from '../ports/subscriptions.ts';

/** Makes the frame of a protocol, as a user sees it; undefined when the protocol has none for what happened. */
export type Render = (protocol: Protocol, viewer: string) => string | undefined;

/** What v1 has no text for. */
export const onlyV2 =
  (frame: string): Render =>
  (protocol) =>
    protocol === 'v2' ? frame : undefined;

/** Gives the frame of a recipient. */
export type FrameOf = (recipient: Pick<Recipient, 'protocol' | 'user'>) => string | undefined;

/**
 * Remembers frames: each is made once a message, never once a recipient, and only for a protocol that somebody uses.
 * @param author whose frames differ from everybody else's: they carry the `ref` of the command
 */
export function renderOnce(render: Render, author?: string): FrameOf {
  const own = new Map<Protocol, string | undefined>();
  const others = new Map<Protocol, string | undefined>();
  return ({ protocol, user }) => {
    const frames = user === author ? own : others;
    if (!frames.has(protocol)) frames.set(protocol, render(protocol, user));
    return frames.get(protocol);
  };
}
