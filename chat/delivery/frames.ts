import type { Protocol } from '../ports/connections.ts';

/** Gives the frame of a protocol. */
export type FrameOf = (protocol: Protocol) => string;

/** Remembers frames: each is made once a message, never once a recipient, and only for a protocol that somebody uses. */
export function renderOnce(render: FrameOf): FrameOf {
  const frames = new Map<Protocol, string>();
  return (protocol) => {
    const frame = frames.get(protocol) ?? render(protocol);
    frames.set(protocol, frame);
    return frame;
  };
}
