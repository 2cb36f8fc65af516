import type { ChatPorts } from '../../../chat/ports/chat-ports.ts';

/** Mistakes that are made on purpose, to see that the proof finds them. */
export interface Bugs {
  /** The client never syncs a second time, 35 s after a new subscription. */
  readonly skipSecondSync?: boolean;
  /** Messages are posted before they are stored. */
  readonly postBeforeWriting?: boolean;
  /** What ends a membership takes away subscriptions of whatever version. */
  readonly forgetVersions?: boolean;
}

/** The same ports, with mistakes. Those of the client are made elsewhere. */
export function plantBugs(bugs: Bugs, ports: ChatPorts): ChatPorts {
  let planted = ports;
  if (bugs.postBeforeWriting) planted = writeLate(planted);
  if (bugs.forgetVersions) planted = { ...planted, subscriptions: ignoreVersions(planted) };
  return planted;
}

/** Events are stored only when they have been delivered, right before the command's answer is remembered. */
function writeLate(ports: ChatPorts): ChatPorts {
  const { log, refs } = ports;
  const due: (() => Promise<void>)[] = [];
  return {
    ...ports,
    log: {
      ...log,
      async append(entry) {
        due.push(() => log.append(entry));
      },
    },
    refs: {
      ...refs,
      async answer(...args) {
        for (const append of due.splice(0)) await append();
        await refs.answer(...args);
      },
    },
  };
}

function ignoreVersions({ subscriptions }: ChatPorts): ChatPorts['subscriptions'] {
  return {
    ...subscriptions,
    put: (rows) => subscriptions.put(rows.map(({ version: _, ...row }) => row)),
    removeVersion: (key) => subscriptions.removeAll([key]),
  };
}
