import type { Protocol } from '../ports/connections.ts';

/** Gives the frame of a protocol; undefined when the protocol has none for what happened. */
export type FrameOf = (protocol: Protocol) => string | undefined;

/** Remembers frames: each is made once a message, never once a recipient, and only for a protocol that somebody uses. */
export function renderOnce(render: FrameOf): FrameOf {
  const frames = new Map<Protocol, string | undefined>();
  return (protocol) => {
    if (!frames.has(protocol)) frames.set(protocol, render(protocol));
    return frames.get(protocol);
  };
}
